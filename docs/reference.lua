--- What every event has, in one place: `make reference` writes the field tables of the manual and
--- lua/moontail/_meta/event.lua from it, and spec/reference_spec.lua compares it with real events.
---
--- A group is a class of events, or of what stands inside of them.
---   class    its name for editors, behind "moontail."
---   parent   what it also is
---   types    the event types that handlers of this class are registered with
---   tables   they are about tables, so that `moontail.on` takes globs
---   about    what the event is and when it comes
---   fields   a line for each: name (? at its end: not always there), type, meaning; the type as
---            LuaLS spells it, with ~ for "moontail."
---   wire     it stands so in the log; a text begins a section of the page
---   examples the types to show, if not all; in brackets fields that it must have, or values
---   nested   it is no event
---   absent   fields of the parent that these events never have
return {
  {
    class = "Event", types = "event", tables = true,
    about = "What every event has. Handlers of `event` are called for each event of the log.",
    fields = [[
      type       string   which event it is
      timestamp  number   seconds since the epoch when the source executed it
      server_id  integer  of the server that executed it
      file       string   the log file
      position   integer  where the event starts in it, 64 bits; inside a compressed transaction,
        where that starts
      gtid?      string   of the transaction that it belongs to; nil outside of transactions and
        where there are no GTIDs
    ]],
  },

  -- ---- rows ----
  {
    class = "RowEvent", parent = "Event", types = "row", tables = true,
    examples = "update(table=orders)",
    about = "An inserted, updated or deleted row: one event for each row.",
    fields = [[
      type         'insert'|'update'|'delete'
      schema       string              the database
      table        string
      before?      ~Row                the row before; nil for an insert
      after?       ~Row                the row after; nil for a delete
      row          ~Row                the row as it is now known: the same table as `after`, or
        `before` for a delete
      key          ~Row                the columns of the primary key; all columns where there is
        none
      changed?     table<string,true>  of an update: the columns whose values differ
      id           string              unique, and the same whenever the change is read again
      sequence     integer             which rows event of its transaction, from 1
      index        integer             which row of its rows event, from 0
      xid?         integer|string      the transaction's number; nil when the transaction is larger
        than 256 KiB in the log, because its rows are delivered before its end is seen
      query?       string              the statement, where the server logs it (MySQL:
        `binlog_rows_query_log_events`; MariaDB: `binlog_annotate_row_events`)
      positional?  true                the columns are called `@1`, `@2` and so on, because nobody
        knows their names (`--on-unknown-schema positional`)
      columns      ~Column[]           the row's columns in their order; one list for all events of
        the table, not to be changed; not in the JSON
    ]],
  },
  {
    class = "InsertEvent", parent = "RowEvent", types = "insert", tables = true,
    about = "An inserted row.", absent = "before changed",
    fields = [[
      type   'insert'
      after  ~Row      the row
    ]],
  },
  {
    class = "UpdateEvent", parent = "RowEvent", types = "update", tables = true, examples = "",
    about = "An updated row.",
    fields = [[
      type     'update'
      before   ~Row                the row before
      after    ~Row                the row after
      changed  table<string,true>  the columns whose values differ
    ]],
  },
  {
    class = "DeleteEvent", parent = "RowEvent", types = "delete", tables = true,
    about = "A deleted row.", absent = "after changed",
    fields = [[
      type    'delete'
      before  ~Row      the row that is gone
    ]],
  },
  {
    class = "Column", nested = true,
    about = "A column in `event.columns`, and in what a `ddl` event tells of a table.",
    fields = [[
      name        string   its name
      type        string   as SQL spells it: `int unsigned`, `varchar(20)`, `enum('a','b')`
      nullable?   boolean  may it be NULL; nil where that is not known
      charset?    string   of text, ENUM and SET
      key?        integer  its place in the primary key, from 1
      hidden?     boolean  INVISIBLE; in `ddl` events only
    ]],
  },

  -- ---- transactions and definitions ----
  {
    class = "BeginEvent", parent = "Event", types = "begin",
    about = "A transaction begins.",
    fields = [[
      type  'begin'
      xid?  integer|string  the transaction's number, as in its rows
    ]],
  },
  {
    class = "CommitEvent", parent = "Event", types = "commit",
    about = "A transaction is over.",
    fields = [[
      type          'commit'
      xid?          integer|string  the transaction's number; nil for tables without transactions
      rolled_back?  true            it ended with ROLLBACK, which is in the log only when it changed
        tables that cannot be rolled back
    ]],
  },
  {
    class = "DdlEvent", parent = "Event", types = "ddl", tables = true,
    examples = "ddl(kind=alter_table,file=shop.binlog)",
    about = "A statement such as CREATE, ALTER, DROP, RENAME or TRUNCATE.",
    fields = [[
      type    'ddl'
      schema  string          the default database of the session that ran it
      query   string          the statement
      kind?   string          what it does: `create_table`, `alter_table`, `rename_table`,
        `drop_table`, `truncate_table`, `create_database`, ...; `other` where no columns are
        concerned; nil where it is not understood
      tables  ~TableChange[]  the tables that it touched
    ]],
  },
  {
    class = "TableChange", nested = true,
    about = "What a statement did to a table.",
    fields = [[
      schema         string              the database
      table          string              the table's name after the statement
      change         'create'|'alter'|'rename'|'drop'|'truncate'
      renamed_from?  {schema:string,table:string}  its name before
      before?        ~Column[]           its columns before; nil where there was no table, or where
        they are not known
      after?         ~Column[]           its columns after; nil where there is no table any more, or
        where they are not known
    ]],
  },

  -- ---- events as they stand in the log: statements ----
  {
    class = "QueryEvent", parent = "Event", types = "query query_compressed", wire = "Statements",
    about = [[A statement: BEGIN, COMMIT or ROLLBACK, DDL, and under `binlog_format` STATEMENT or
      MIXED also changes of rows. MariaDB compresses long ones (`log_bin_compress`); they look the
      same here.]],
    fields = [[
      type                              'query'|'query_compressed'
      schema                            string              the session's default database
      query                             string              the statement, in UTF-8
      thread_id                         integer             the session's number on the server
      execution_time                    integer             how long it took, in whole seconds
      error_code                        integer             0, or the error with which the statement
        ended half-way
      flags2?                           integer             the session's switches as one number;
        the next four have them singly
      foreign_key_checks?               boolean
      unique_checks?                    boolean
      sql_auto_is_null?                 boolean
      autocommit?                       boolean
      sql_mode?                         integer             as a number of bits
      catalog?                          string              always `std`
      auto_increment_increment?         integer             where it is not 1
      auto_increment_offset?            integer             where it is not 1
      character_set_client?             integer             the collation's number
      character_set_client_name?        string              the character set's name
      collation_connection?             integer
      collation_server?                 integer
      time_zone?                        string              where the statement depends on it
      lc_time_names?                    integer             where the statement depends on it
      charset_database?                 integer             the collation of the default database
      table_map_for_update?             integer             bits of the tables that a statement on
        several tables changes
      master_data_written?              integer             written by a replica of an older server
      invoker_user?                     string              who made a view, trigger or routine
        without saying for whom
      invoker_host?                     string
      updated_dbs?                      string[]            the databases that the statement
        touches; nil where there are very many
      microseconds?                     integer             of the statement's time: the part behind
        `timestamp`
      hrnow?                            integer             the same of MariaDB
      explicit_defaults_for_timestamp?  integer             0 or 1
      ddl_xid?                          integer|string      the transaction's number, of DDL by
        MySQL 8.0 and later
      default_collation_for_utf8mb4?    integer             of MySQL 8.0 and later
      sql_require_primary_key?          integer             0 or 1
      default_table_encryption?         integer             0 or 1
      enable_cascade_triggers?          integer             0 or 1
      xid?                              integer|string      the transaction's number, of DDL by
        MariaDB
      gtid_flags3?                      integer             bits of an ALTER in two phases
        (MariaDB); the next four have them singly
      start_alter?                      boolean             the ALTER begins
      commit_alter?                     boolean             it is done
      rollback_alter?                   boolean             it was given up
      sa_seq_no?                        integer|string      the number of the transaction with which
        it began
      character_set_collations?         table[]             of MariaDB: which collation each
        character set defaults to, a list of { character_set, character_set_name, collation }
      unknown_status?                   string              what stands behind the first status
        variable that is not known
    ]],
  },
  {
    class = "RowsQueryEvent", parent = "Event", types = "rows_query annotate_rows", wire = true,
    about = [[The statement behind the rows events that follow. MySQL writes `rows_query`
      (`binlog_rows_query_log_events`), MariaDB `annotate_rows` (`binlog_annotate_row_events`).]],
    fields = [[
      type   'rows_query'|'annotate_rows'
      query  string              the statement
    ]],
  },
  {
    class = "IntvarEvent", parent = "Event", types = "intvar", wire = true,
    about = "A number that the next statement uses. Only where changes are logged as statements.",
    fields = [[
      type     'intvar'
      subtype  string          `last_insert_id`, what LAST_INSERT_ID() gives, or `insert_id`, the
        next AUTO_INCREMENT
      value    integer|string
    ]],
  },
  {
    class = "RandEvent", parent = "Event", types = "rand", wire = true,
    about = "What RAND() of the next statement begins with.",
    fields = [[
      type   'rand'
      seed1  integer|string
      seed2  integer|string
    ]],
  },
  {
    class = "UserVarEvent", parent = "Event", types = "user_var", wire = true,
    about = "A user variable that the next statement uses.",
    fields = [[
      type         'user_var'
      name         string      without the `@`
      value        ~Value      `moontail.null` for NULL
      value_type?  string      `string`, `real`, `int`, `row` or `decimal`; nil for NULL
      unsigned?    boolean     of `int`; nil for NULL
      collation?   integer     of `string`: the collation's number
      charset?     string      of `string`: the character set that it was converted from; bytes are
        `binary`
    ]],
  },
  {
    class = "GtidEvent", parent = "Event",
    types = "gtid gtid_tagged anonymous_gtid", wire = "Transactions",
    examples = "gtid(source_uuid) gtid(domain_id) gtid_tagged anonymous_gtid",
    about = [[A transaction begins, and this is its name. `gtid_tagged` is MySQL's for GTIDs with
      a tag (8.3 and later), `anonymous_gtid` MySQL's where transactions have none. MySQL and
      MariaDB have different fields.]],
    fields = [[
      type                         'gtid'|'gtid_tagged'|'anonymous_gtid'
      gtid?                        string              the transaction's name; nil for
        `anonymous_gtid`
      flags                        integer             as one number
      source_uuid?                 string              MySQL: of the server that executed it first
      tag?                         string              MySQL: of `gtid_tagged`
      transaction_id?              integer|string      MySQL: the number behind uuid and tag
      rbr_only?                    boolean             MySQL: it holds no changes logged as
        statements
      last_committed?              integer|string      MySQL 5.7 and later: the number of the
        transaction that it has to wait for on a replica
      sequence_number?             integer|string      MySQL 5.7 and later: its own number in the
        file
      immediate_commit_timestamp?  number              MySQL 8.0 and later: when this server
        committed it, to the microsecond
      original_commit_timestamp?   number              MySQL 8.0 and later: when the first server
        did
      transaction_length?          integer|string      MySQL 8.0 and later: bytes in the log
      immediate_server_version?    integer             MySQL 8.0 and later: `80036` for 8.0.36
      original_server_version?     integer             MySQL 8.0 and later
      commit_group_ticket?         integer|string      MySQL: a number of group replication
      domain_id?                   integer             MariaDB: the first part of the GTID
      seq_no?                      integer|string      MariaDB: the last part of the GTID
      standalone?                  boolean             MariaDB: one event, without a COMMIT behind
        it
      group_commit?                boolean             MariaDB: committed together with others
      transactional?               boolean             MariaDB: only tables with transactions
      allow_parallel?              boolean             MariaDB: a replica may run it beside others
      waited?                      boolean             MariaDB: it had to wait for a lock
      ddl?                         boolean             MariaDB: it is DDL
      prepared_xa?                 boolean             MariaDB: an XA PREPARE
      completed_xa?                boolean             MariaDB: an XA COMMIT or XA ROLLBACK
      commit_id?                   integer|string      MariaDB: the same for all that were committed
        together
      format_id?                   integer             MariaDB: of an XA transaction
      gtrid?                       string              MariaDB: of an XA transaction, the first part
        of its name
      bqual?                       string              MariaDB: of an XA transaction, the second
        part
      flags_extra?                 integer             MariaDB: more flags, where there are any
      extra_engines?               integer             MariaDB: how many more engines take part
      start_alter?                 boolean             MariaDB: an ALTER in two phases begins
      commit_alter?                boolean             MariaDB: it is done
      rollback_alter?              boolean             MariaDB: it was given up
      sa_seq_no?                   integer|string      MariaDB: the number of the transaction with
        which it began
      thread_id?                   integer             newer MariaDB: the session's number
    ]],
  },
  {
    class = "XidEvent", parent = "Event", types = "xid", wire = true,
    about = "A transaction is committed.",
    fields = [[
      type  'xid'
      xid   integer|string  the transaction's number on the server
    ]],
  },
  {
    class = "XaPrepareEvent", parent = "Event", types = "xa_prepare", wire = true,
    about = [[An XA transaction is prepared. Whether it is committed later stands in a `query` of
      its own.]],
    fields = [[
      type       'xa_prepare'
      one_phase  boolean       XA COMMIT ... ONE PHASE: it is committed with this
      format_id  integer
      gtrid      string        the first part of its name, as bytes
      bqual      string        the second part
    ]],
  },
  {
    class = "TransactionPayloadEvent", parent = "Event", types = "transaction_payload", wire = true,
    about = [[A transaction that MySQL compressed (`binlog_transaction_compression`). The events
      inside of it follow, as if they stood in the log.]],
    fields = [[
      type                'transaction_payload'
      compression         string              `zstd` or `none`
      compressed_size     integer|string      bytes
      uncompressed_size?  integer|string      bytes
    ]],
  },
  {
    class = "LargeTransactionHeaderEvent", parent = "Event",
    types = "large_transaction_header", wire = true,
    about = "In front of a transaction larger than a file can be, by newer MySQL servers.",
    fields = [[
      type                      'large_transaction_header'
      version                   integer
      terminating_event_offset  integer|string      where the transaction's last event stands
      terminating_event_type    integer             that event's type, as a number
      padding_size              integer|string      bytes
    ]],
  },
  {
    class = "TransactionContextEvent", parent = "Event", types = "transaction_context", wire = true,
    about = "Of MySQL's group replication: what a transaction must be checked against.",
    fields = [[
      type                      'transaction_context'
      server_uuid               string
      thread_id                 integer
      gtid_specified            boolean
      encoded_snapshot_version  string              as bytes
      write_set                 string[]            hashes of the rows that it writes
      read_set                  string[]            hashes of the rows that it reads
    ]],
  },
  {
    class = "ViewChangeEvent", parent = "Event", types = "view_change", wire = true,
    about = "Of MySQL's group replication: the group has other members.",
    fields = [[
      type                'view_change'
      view_id             string
      seq_number          integer|string
      certification_info  table[]         a list of { key, value }
    ]],
  },
  {
    class = "TableMapEvent", parent = "Event", types = "table_map", tables = true, wire = "Rows",
    about = "The table that the next rows events change, as the log describes it.",
    fields = [[
      type          'table_map'
      schema        string
      table         string
      table_id      integer             what the rows events call it
      flags         integer
      columns       ~TableMapColumn[]
      primary_key?  (string|integer)[]  its columns; their numbers where the log has no names; nil
        where the log does not tell
    ]],
  },
  {
    class = "TableMapColumn", nested = true,
    about = "A column of a table map.",
    fields = [[
      name?      string    these are there when the source logs them (`binlog_row_metadata`)
      type       string    the kind of its bytes in the log
      metadata   integer   a length, scale or precision, as the log has it
      nullable   boolean
      unsigned?  boolean
      charset?   string
      hidden?    true      INVISIBLE
      labels?    string[]  of ENUM and SET
    ]],
  },
  {
    class = "WireRowsEvent", parent = "Event", tables = true, wire = true,
    examples = "write_rows update_rows_v1 partial_update_rows delete_rows",
    types = [[write_rows write_rows_v1 write_rows_compressed write_rows_compressed_v1
      update_rows update_rows_v1 update_rows_compressed update_rows_compressed_v1
      partial_update_rows
      delete_rows delete_rows_v1 delete_rows_compressed delete_rows_compressed_v1]],
    about = [[Rows of one table: inserted, updated or deleted. MySQL writes version 2
      (`write_rows`), MariaDB and old servers version 1 (`write_rows_v1`); MariaDB can compress
      them (`log_bin_compress`). `partial_update_rows` has JSON documents that were changed in
      parts.]],
    fields = [[
      type                  string
      schema                string
      table                 string
      rows                  {before?:~Row,after?:~Row}[]  in their order
      table_id              integer             that of the table map
      flags                 integer             as one number
      stmt_end              boolean             the statement's last rows event
      column_count          integer             of the table
      extra_data?           string              as bytes
      partition_id?         integer             where the table has partitions
      source_partition_id?  integer             of an update: the partition that the rows were in
        before
    ]],
  },
  {
    class = "OldRowsEvent", parent = "Event", types = "write_rows_v0 update_rows_v0 delete_rows_v0",
    wire = true,
    about = "Rows that a server before 5.1.18 logged. They are not read: the job stops.",
    fields = [[
      type  'write_rows_v0'|'update_rows_v0'|'delete_rows_v0'
    ]],
  },
  {
    class = "PartialRowDataEvent", parent = "Event", types = "partial_row_data", wire = true,
    about = [[A piece of a rows event that was too large for one (MariaDB 12.3 and later). The
      rows event follows when it is whole.]],
    fields = [[
      type             'partial_row_data'
      total_fragments  integer
      sequence         integer             which of them, from 1
      flags            integer
      original_size?   integer|string      bytes of the whole rows event; in the first piece
      data             string              as bytes
    ]],
  },
  {
    class = "LoadBlockEvent", parent = "Event", types = "begin_load_query append_block",
    wire = "LOAD DATA as a statement",
    about = "A block of the file that LOAD DATA reads: the first, or another.",
    fields = [[
      type     'begin_load_query'|'append_block'
      file_id  integer             the same in all blocks of a file
      data     string              as bytes
    ]],
  },
  {
    class = "ExecuteLoadQueryEvent", parent = "QueryEvent",
    types = "execute_load_query", wire = true,
    about = "The LOAD DATA statement itself: the fields of `query`, and these.",
    fields = [[
      type          'execute_load_query'
      file_id       integer             the blocks' number
      fn_pos_start  integer             where the file's name stands in the statement
      fn_pos_end    integer
      dup_handling  string              `error`, `ignore` or `replace`
    ]],
  },
  {
    class = "LoadFileEvent", parent = "Event", types = "delete_file exec_load", wire = true,
    about = [[The blocks of a file can be thrown away (the statement failed), or be loaded (before
      5.0.3).]],
    fields = [[
      type     'delete_file'|'exec_load'
      file_id  integer
    ]],
  },
  {
    class = "OldLoadEvent", parent = "Event", types = "load new_load create_file", wire = true,
    about = "LOAD DATA by servers before 5.0.3.",
    fields = [[
      type            'load'|'new_load'|'create_file'
      thread_id       integer
      execution_time  integer
      skip_lines      integer
      field_count     integer
      file_id?        integer             of `create_file`
      data            string              the rest, as bytes
    ]],
  },
  {
    class = "FormatDescriptionEvent", parent = "Event", types = "format_description",
    wire = "The log itself",
    about = "The first event of each file: who wrote it, and how.",
    fields = [[
      type                 'format_description'
      binlog_version       integer             4
      server_version       string
      created              integer             seconds since the epoch when the server was started
        with this file; 0 for later files
      header_length        integer             19
      checksum?            string              `crc32` or `none`; nil before 5.6
      post_header_lengths  integer[]           for each event type
    ]],
  },
  {
    class = "StartV3Event", parent = "Event", types = "start_v3", wire = true,
    about = "The first event of logs by servers before 5.0. They are not read: the job stops.",
    fields = [[
      type            'start_v3'
      binlog_version  integer
      server_version  string
      created         integer
    ]],
  },
  {
    class = "RotateEvent", parent = "Event", types = "rotate", wire = true,
    about = "The log goes on in another file.",
    fields = [[
      type           'rotate'
      next_file      string
      next_position  integer|string
    ]],
  },
  {
    class = "StopEvent", parent = "Event", types = "stop", wire = true,
    about = "The server was shut down. It has no fields of its own.",
    fields = [[
      type  'stop'
    ]],
  },
  {
    class = "PreviousGtidsEvent", parent = "Event", types = "previous_gtids", wire = true,
    about = "MySQL: the transactions in all files before this one.",
    fields = [[
      type   'previous_gtids'
      gtids  string            a set, as the server prints it
    ]],
  },
  {
    class = "GtidListEvent", parent = "Event", types = "gtid_list", wire = true,
    about = "MariaDB: the last transaction of each domain and server before this file.",
    fields = [[
      type   'gtid_list'
      flags  integer
      gtids  string[]
    ]],
  },
  {
    class = "BinlogCheckpointEvent", parent = "Event", types = "binlog_checkpoint", wire = true,
    about = "MariaDB: the oldest file that a recovery after a crash would need.",
    fields = [[
      type      'binlog_checkpoint'
      filename  string
    ]],
  },
  {
    class = "HeartbeatEvent", parent = "Event", types = "heartbeat heartbeat_v2", wire = true,
    about = [[The server is still there. It stands in no file; a server sends it while nothing
      happens.]],
    fields = [[
      type           'heartbeat'|'heartbeat_v2'
      log_file?      string
      log_position?  integer|string
    ]],
  },
  {
    class = "IncidentEvent", parent = "Event", types = "incident", wire = true,
    about = [[Changes may be missing from the log. The job stops, unless the script handles these
      events.]],
    fields = [[
      type           'incident'
      incident       integer
      incident_name  string      `lost_events`, or `unknown`
      message        string      the server's
    ]],
  },
  {
    class = "StartEncryptionEvent", parent = "Event", types = "start_encryption", wire = true,
    about = "MariaDB: the file is encrypted from here on. Such files are not read: the job stops.",
    fields = [[
      type         'start_encryption'
      scheme       integer
      key_version  integer
      nonce        string              as bytes
    ]],
  },
  {
    examples = "unknown(code)",
    class = "RawEvent", parent = "Event", types = "unknown slave ignorable", wire = true,
    about = [[An event that moontail does not take apart: of a type that nobody knows, which is
      passed over when the server marked it so and otherwise stops the job; or one of which only
      the type is known.]],
    fields = [[
      type   'unknown'|'slave'|'ignorable'
      code?  integer             the type's number, of one that is not known
      data   string              the body, as bytes
    ]],
  },
}
