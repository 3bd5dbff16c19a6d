import SlowLog

/// Small logs for tests.
enum SampleLog {
  /// Six events of three classes: MySQL 8's layout, with `use` lines and two events of one second.
  static let text = """
    /usr/sbin/mysqld, Version: 8.0.36 (MySQL Community Server - GPL). started with:
    Tcp port: 3306  Unix socket: /var/run/mysqld/mysqld.sock
    Time                 Id Command    Argument
    # Time: 2026-11-21T08:00:00.000000Z
    # User@Host: app[app] @ web1 [10.0.0.1]  Id:    11
    # Query_time: 0.500000  Lock_time: 0.000010 Rows_sent: 1  Rows_examined: 100
    use shop;
    SET timestamp=1795248000;
    SELECT name FROM users WHERE id = 7;
    # Time: 2026-11-21T08:10:00.000000Z
    # User@Host: app[app] @ web2 [10.0.0.2]  Id:    12
    # Query_time: 1.500000  Lock_time: 0.000020 Rows_sent: 1  Rows_examined: 100
    SET timestamp=1795248600;
    SELECT name FROM users WHERE id = 8;
    # Time: 2026-11-21T08:20:00.000000Z
    # User@Host: report[report] @ localhost []  Id:    13
    # Query_time: 4.000000  Lock_time: 0.000000 Rows_sent: 10  Rows_examined: 50000
    SET timestamp=1795249200;
    SELECT o.id, u.name FROM orders o JOIN users u ON u.id = o.user_id
    WHERE o.total > 100;
    # Time: 2026-11-21T08:30:00.000000Z
    # User@Host: backup[backup] @ localhost []  Id:    14
    # Query_time: 9.000000  Lock_time: 0.000000 Rows_sent: 100000  Rows_examined: 100000
    use archive;
    SET timestamp=1795249800;
    SELECT * FROM `log`;
    # User@Host: backup[backup] @ localhost []  Id:    14
    # Query_time: 8.000000  Lock_time: 0.000000 Rows_sent: 90000  Rows_examined: 90000
    SET timestamp=1795249800;
    SELECT * FROM `log`;
    # Time: 2026-11-21T08:40:00.000000Z
    # User@Host: app[app] @ web1 [10.0.0.1]  Id:    15
    # Query_time: 0.250000  Lock_time: 0.000000 Rows_sent: 1  Rows_examined: 100
    SET timestamp=1795250400;
    SELECT name FROM users WHERE id = 9;

    """
}
