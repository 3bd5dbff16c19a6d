/// This program.
public enum QDigestVersion {
  public static let current = "0.1.0"
}
