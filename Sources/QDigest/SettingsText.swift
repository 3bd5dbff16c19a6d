/// The bytes of a file of settings.
package enum SettingsText {
  /// `nil` if it cannot be read or is far larger than settings are.
  package static func read(_ path: String) -> [UInt8]? { SmallFile.read(path, atMost: 1 << 24) }
}
