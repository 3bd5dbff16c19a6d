#if MySQL
  import CMariaDB

  /// A connection to a server through libmariadb, for one statement at a time.
  ///
  /// Several statements in one text are refused by the protocol: the flag that allows them is never set.
  @safe final class MySQLConnection {
    // SAFETY: the handle is made in `init`, used only by methods of this object, and freed once in `deinit`.
    private let handle: UnsafeMutablePointer<MYSQL>

    init(_ address: ServerAddress) throws(ServerError) {
      guard let handle = unsafe mysql_init(nil) else { throw ServerError(code: 0, message: "out of memory") }
      unsafe self.handle = handle
      let isLocal = address.socket != nil
      let encrypts = address.tls != .disabled && !(isLocal && address.tls == .preferred)
      unsafe configure(handle, address, encrypts: encrypts)
      if unsafe Self.connect(handle, address) { return }
      throw unsafe Self.failure(of: handle)
    }

    deinit { unsafe mysql_close(handle) }

    private func configure(_ handle: UnsafeMutablePointer<MYSQL>, _ address: ServerAddress, encrypts: Bool) {
      // SAFETY: libmariadb copies every value before the call returns.
      func set(_ option: mysql_option, _ value: UInt32) {
        unsafe withUnsafePointer(to: value) { _ = unsafe mysql_options(handle, option, $0) }
      }
      func set(_ option: mysql_option, flag: Bool) {
        let value: CChar = flag ? 1 : 0
        unsafe withUnsafePointer(to: value) { _ = unsafe mysql_options(handle, option, $0) }
      }
      func set(_ option: mysql_option, text: String) {
        unsafe text.withCString { _ = unsafe mysql_options(handle, option, $0) }
      }
      set(MYSQL_OPT_CONNECT_TIMEOUT, 10)
      set(MYSQL_OPT_READ_TIMEOUT, address.readTimeoutSeconds)
      set(MYSQL_OPT_WRITE_TIMEOUT, 60)
      set(MYSQL_OPT_LOCAL_INFILE, 0)
      set(MYSQL_SET_CHARSET_NAME, text: "utf8mb4")
      if let file = address.defaultsFile { set(MYSQL_READ_DEFAULT_FILE, text: file) }
      set(MYSQL_READ_DEFAULT_GROUP, text: "client")
      if encrypts { set(MYSQL_OPT_SSL_ENFORCE, flag: true) }
      // With certificates to verify by, the chain is always verified; the flag is about the name in it.
      if let ca = address.tlsCA { set(MYSQL_OPT_SSL_CA, text: ca) }
      set(MYSQL_OPT_SSL_VERIFY_SERVER_CERT, flag: address.tls == .verifyIdentity)
    }

    private static func connect(_ handle: UnsafeMutablePointer<MYSQL>, _ address: ServerAddress) -> Bool {
      // SAFETY: the strings live until the call returns.
      unsafe withOptionalCString(address.host) { host in
        unsafe withOptionalCString(address.user) { user in
          unsafe withOptionalCString(address.password) { password in
            unsafe withOptionalCString(address.database) { database in
              unsafe withOptionalCString(address.socket) { socket in
                unsafe mysql_real_connect(handle, host, user, password, database, address.port, socket, 0) != nil
              }
            }
          }
        }
      }
    }

    private static func withOptionalCString<Result>(
      _ text: String?, _ body: (UnsafePointer<CChar>?) -> Result
    ) -> Result {
      guard let text else { return body(nil) }
      return unsafe text.withCString { unsafe body($0) }
    }

    private static func failure(of handle: UnsafeMutablePointer<MYSQL>) -> ServerError {
      let message = unsafe mysql_error(handle).map { unsafe String(cString: $0) } ?? ""
      return ServerError(code: unsafe mysql_errno(handle), message: message)
    }
  }

  extension MySQLConnection {
    var serverVersion: String { unsafe mysql_get_server_info(handle).map { unsafe String(cString: $0) } ?? "" }

    func use(_ database: String) throws(ServerError) {
      let failed = unsafe database.withCString { unsafe mysql_select_db(handle, $0) != 0 }
      if failed { throw unsafe Self.failure(of: handle) }
    }

    func execute(_ sql: String) throws(ServerError) { _ = try rows(Array(sql.utf8)) }

    func rows(_ sql: String) throws(ServerError) -> [[String?]] { try rows(Array(sql.utf8)) }

    /// All rows of the statement's result, as text.
    func rows(_ sql: [UInt8]) throws(ServerError) -> [[String?]] {
      // SAFETY: the bytes live until the call returns.
      let failed = unsafe sql.withUnsafeBytes { bytes in
        unsafe mysql_real_query(handle, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), UInt(bytes.count)) != 0
      }
      if failed { throw unsafe Self.failure(of: handle) }
      guard let result = unsafe mysql_store_result(handle) else {
        if unsafe mysql_errno(handle) != 0 { throw unsafe Self.failure(of: handle) }
        return []
      }
      defer { unsafe mysql_free_result(result) }
      let columns = Int(unsafe mysql_num_fields(result))
      var rows: [[String?]] = []
      // SAFETY: a row has `columns` cells of the lengths given, valid until the next row is asked for.
      while let row = unsafe mysql_fetch_row(result), let lengths = unsafe mysql_fetch_lengths(result) {
        var cells: [String?] = []
        for column in 0..<columns {
          guard let cell = unsafe row[column] else {
            cells.append(nil)
            continue
          }
          let bytes = unsafe UnsafeRawBufferPointer(start: cell, count: Int(lengths[column]))
          cells.append(unsafe String(decoding: bytes, as: UTF8.self))
        }
        rows.append(cells)
      }
      return rows
    }
  }
#endif
