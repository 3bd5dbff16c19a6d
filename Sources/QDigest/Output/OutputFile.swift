import Synchronization

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is written whole or not at all.
///
/// The bytes go into a temporary file in the folder of the target, which takes the target's name when it is complete and
/// safe on the disk. Until then the target is what it was. A symbolic link is replaced, not followed. What is no regular
/// file (`/dev/null`, a named pipe, `/dev/fd/3`) is written to as it is.
///
/// A new file may be read by its owner alone, since it may hold statements; one that replaces another keeps that one's
/// permissions. ``Readers`` says what else there is.
package final class OutputFile: Sendable {
  /// Who may read the file besides its owner.
  package enum Readers: Sendable {
    /// Nobody, whatever was there before.
    case nobody
    /// Nobody, unless it replaces a file that others may read.
    case asBefore
    /// Who may read its folder: for pages that a web server shows, numbers that another program collects.
    case asFolder
  }

  private let path: String
  /// `nil` where the target is written to directly.
  private let temporaryPath: String?
  private let descriptor: Int32
  private let temporaryFiles: TemporaryFiles
  private let isInPlace = Atomic(false)

  package init(_ path: String, temporaryFiles: TemporaryFiles, readers: Readers = .asBefore) throws(OutputError) {
    self.path = path
    self.temporaryFiles = temporaryFiles
    do throws(SystemFailure) {
      (descriptor, temporaryPath) = try Self.open(path, temporaryFiles, readers)
    } catch {
      throw OutputError(.cannotCreate, path, error)
    }
  }

  deinit {
    close(descriptor)
    if let temporaryPath, !isInPlace.load(ordering: .relaxed) { temporaryFiles.remove(temporaryPath) }
  }

  package func write(_ bytes: Span<UInt8>) throws(OutputError) {
    do throws(SystemFailure) {
      try SystemCalls.write(bytes, to: descriptor)
    } catch {
      throw OutputError(.cannotWrite, path, error)
    }
  }

  /// Makes what was written the contents of the target.
  package func commit() throws(OutputError) {
    guard let temporaryPath, !isInPlace.load(ordering: .relaxed) else { return }
    do throws(SystemFailure) {
      // What cannot be synchronised (EINVAL) is no disk.
      if fsync(descriptor) != 0, errno != EINVAL { throw .last }
    } catch {
      throw OutputError(.cannotWrite, path, error)
    }
    do throws(SystemFailure) {
      try temporaryFiles.rename(temporaryPath, to: path)
      isInPlace.store(true, ordering: .relaxed)
      try Self.synchronizeFolder(of: path)
    } catch {
      throw OutputError(.cannotReplace, path, error)
    }
  }

  private static func open(
    _ path: String, _ temporaryFiles: TemporaryFiles, _ readers: Readers
  ) throws(SystemFailure) -> (descriptor: Int32, temporaryPath: String?) {
    let named = SystemCalls.kind(of: path, followingLinks: false)
    if let reached = SystemCalls.kind(of: path, followingLinks: true), isWrittenDirectly(path, reached) {
      return (try SystemCalls.open(path, O_WRONLY | O_NOCTTY), nil)
    }
    if let named, named & S_IFMT == S_IFDIR { throw SystemFailure(errno: EISDIR) }
    let temporary = temporaryPath(for: path)
    // Registered first, so that a signal in between leaves nothing behind.
    temporaryFiles.add(temporary)
    do throws(SystemFailure) {
      let descriptor = try SystemCalls.open(
        temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, mode: mode(of: path, for: readers))
      if readers != .nobody, let named, named & S_IFMT == S_IFREG, fchmod(descriptor, named & 0o777) != 0 {
        let failure = SystemFailure.last
        close(descriptor)
        throw failure
      }
      return (descriptor, temporary)
    } catch {
      temporaryFiles.remove(temporary)
      throw error
    }
  }

  private static func mode(of path: String, for readers: Readers) -> mode_t {
    guard readers == .asFolder, let folder = SystemCalls.kind(of: folder(of: path), followingLinks: true) else {
      return 0o600
    }
    return 0o600 | folder & 0o044
  }

  /// Devices, pipes and what `/dev` and `/proc` name by links.
  private static func isWrittenDirectly(_ path: String, _ reached: mode_t) -> Bool {
    let kind = reached & S_IFMT
    if kind == S_IFREG { return path.hasPrefix("/dev/") || path.hasPrefix("/proc/") }
    return kind != S_IFDIR
  }

  private static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func temporaryPath(for path: String) -> String {
    let folder = folder(of: path)
    let name = ".qdigest-" + String(UInt64.random(in: 0 ... .max), radix: 16) + ".tmp"
    return folder == "/" ? "/" + name : folder + "/" + name
  }

  /// Makes the new name in the folder last.
  private static func synchronizeFolder(of path: String) throws(SystemFailure) {
    let folder = try SystemCalls.open(folder(of: path), O_RDONLY | O_DIRECTORY)
    defer { close(folder) }
    if fsync(folder) != 0, errno != EINVAL { throw .last }
  }
}
