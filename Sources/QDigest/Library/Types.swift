// `Instant`, `CivilTime` and `ZoneRules` are part of this library's interface: who imports QDigest has them too.
@_exported public import SlowLog
