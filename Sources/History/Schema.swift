import GRDB

/// The tables of a history, step by step as they came to be; a step that was published is never changed.
enum Schema {
  static var migrator: DatabaseMigrator {
    var migrator = DatabaseMigrator()
    migrator.registerMigration("1: runs, classes, logs") { db in
      try db.execute(
        sql: """
          -- A server, told from others by its labels.
          CREATE TABLE instance (
            id INTEGER PRIMARY KEY,
            labels TEXT NOT NULL UNIQUE            -- 'host=db1 role=replica', sorted by name
          );
          -- One reading of the logs of an instance.
          CREATE TABLE run (
            id INTEGER PRIMARY KEY,
            instance INTEGER NOT NULL REFERENCES instance(id),
            started INTEGER NOT NULL,              -- microseconds since 1970, as all times
            window_start INTEGER NOT NULL,         -- end of the run before, else the first event
            window_end INTEGER NOT NULL,           -- when the logs were opened
            first_event INTEGER,
            last_event INTEGER,
            day TEXT NOT NULL,                     -- the night it is about, in the report's zone: '2026-11-27'
            group_by TEXT NOT NULL,
            fingerprint_mode TEXT NOT NULL,
            events INTEGER NOT NULL,
            classes INTEGER NOT NULL,
            response_time INTEGER NOT NULL,        -- microseconds
            total BLOB NOT NULL,                   -- all events as one class, coded and packed
            accounting BLOB NOT NULL,              -- coded and packed
            page TEXT                              -- the report's file, once it is written
          );
          CREATE INDEX run_of_instance ON run (instance, window_end);
          -- What a class is called, once for all runs.
          CREATE TABLE class (
            id INTEGER PRIMARY KEY,
            query_id BLOB NOT NULL UNIQUE,         -- 16 bytes
            fingerprint BLOB NOT NULL,
            distilled TEXT NOT NULL
          );
          -- Numbers of a class in a run, near one another for all runs.
          CREATE TABLE figure (
            class INTEGER NOT NULL REFERENCES class(id),
            run INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
            count INTEGER NOT NULL,
            response_time INTEGER NOT NULL,        -- microseconds
            p95 INTEGER NOT NULL,                  -- microseconds
            log_mean REAL NOT NULL,                -- of the logarithm of Query_time in microseconds
            log_variance REAL NOT NULL,
            plan TEXT,                             -- hash of the plan's shape
            PRIMARY KEY (class, run)
          ) WITHOUT ROWID;
          -- The class itself, with sketches and samples, coded and packed with its fingerprint as dictionary.
          CREATE TABLE digest (
            run INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
            class INTEGER NOT NULL REFERENCES class(id),
            contents BLOB NOT NULL,
            PRIMARY KEY (run, class)
          );
          CREATE TABLE plan (
            hash TEXT PRIMARY KEY,
            accesses TEXT NOT NULL,                -- JSON: what is read how, table by table
            text TEXT NOT NULL
          ) WITHOUT ROWID;
          CREATE TABLE finding (
            run INTEGER NOT NULL REFERENCES run(id) ON DELETE CASCADE,
            class INTEGER NOT NULL REFERENCES class(id),
            rule TEXT NOT NULL,
            grade TEXT NOT NULL,
            severity TEXT NOT NULL,
            evidence TEXT NOT NULL,
            PRIMARY KEY (run, class, rule)
          ) WITHOUT ROWID;
          -- How far each log has been read.
          CREATE TABLE log (
            id INTEGER PRIMARY KEY,
            instance INTEGER NOT NULL REFERENCES instance(id),
            path TEXT NOT NULL,
            device INTEGER NOT NULL,
            inode INTEGER NOT NULL,
            stored_size INTEGER NOT NULL,
            head_length INTEGER NOT NULL,
            head_hash BLOB NOT NULL,
            offset INTEGER NOT NULL,               -- plain bytes
            tail_length INTEGER NOT NULL,
            tail_hash BLOB NOT NULL,
            carried BLOB NOT NULL,                 -- what earlier events say of the next
            last_event INTEGER,
            last_run INTEGER NOT NULL
          );
          CREATE INDEX log_of_instance ON log (instance, head_hash);
          """)
    }
    return migrator
  }
}
