import CZstd
import Locking

/// Contexts of zstd that nobody uses at the moment: a history packs each class by itself, and to make a context costs more
/// than to pack a class.
final class ContextPool<Context: Sendable>: Sendable {
  /// No more threads than that are worth it.
  private static var limit: Int { 64 }
  private let idle = Guarded<[Context]>([])

  /// One that is the caller's alone until it is given back.
  func take(orElse make: () -> Context) -> Context { idle.withLock { $0.popLast() } ?? make() }

  func give(_ context: Context) {
    idle.withLock { if $0.count < Self.limit { $0.append(context) } }
  }
}

// SAFETY: of both, the pointer is made and freed by its object, and whoever has the object is alone with it, since
// ``ContextPool`` gives it to one at a time.

@safe final class PackContext: @unchecked Sendable {
  let context: OpaquePointer

  init() { unsafe context = ZSTD_createCCtx()! }
  deinit { unsafe _ = ZSTD_freeCCtx(context) }
}

@safe final class UnpackContext: @unchecked Sendable {
  let context: OpaquePointer

  init() { unsafe context = ZSTD_createDCtx()! }
  deinit { unsafe _ = ZSTD_freeDCtx(context) }
}
