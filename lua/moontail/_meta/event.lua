--- @meta _
-- luacheck: no max line length
-- Types of the events that handlers get, for editors that use lua-language-server. Nothing here is
-- run or built in.

--- A value of a column: text, DECIMAL, temporal and binary values are strings; numbers beyond 2^53
--- are decimal strings; a VECTOR is a list of numbers; NULL is `moontail.null`.
--- @alias moontail.Value string|number|number[]|lightuserdata

--- Column name -> value. A column that is not in the row image is not there (nil), which is not NULL.
--- @alias moontail.Row table<string, moontail.Value>

--- What every event has.
--- @class moontail.Event
--- @field type string
--- @field timestamp number seconds since the epoch when the source executed it
--- @field server_id integer
--- @field file string the log file
--- @field position integer where the event starts in it
--- @field gtid? string of the transaction it belongs to

--- What insert, update and delete have in common; `on("row", ...)` gets these.
--- @class moontail.RowEvent : moontail.Event
--- @field type 'insert'|'update'|'delete'
--- @field schema string
--- @field table string
--- @field row moontail.Row as it is now known: after, or before for a delete
--- @field key moontail.Row the primary key's columns; all columns where there is no key
--- @field id string unique, and the same however often the change is read
--- @field sequence integer which rows event of its transaction, from 1
--- @field index integer which row of its rows event, from 0
--- @field xid? integer|string of the transaction; nil in those beyond 256 KiB, whose end is not seen yet
--- @field query? string the statement, where the source logs it
--- @field before? moontail.Row nil for an insert
--- @field after? moontail.Row nil for a delete
--- @field columns moontail.Column[] the row's columns in their order; one list for all events of the table
--- @field changed? table<string, true> of an update: the columns whose values differ

--- @class moontail.InsertEvent : moontail.RowEvent
--- @field type 'insert'
--- @field before nil
--- @field after moontail.Row
--- @field changed nil

--- @class moontail.UpdateEvent : moontail.RowEvent
--- @field type 'update'
--- @field before moontail.Row
--- @field after moontail.Row
--- @field changed table<string, true>

--- @class moontail.DeleteEvent : moontail.RowEvent
--- @field type 'delete'
--- @field before moontail.Row
--- @field after nil
--- @field changed nil

--- @class moontail.BeginEvent : moontail.Event
--- @field type 'begin'
--- @field xid? integer|string

--- @class moontail.CommitEvent : moontail.Event
--- @field type 'commit'
--- @field xid? integer|string
--- @field rolled_back? true the transaction ended with a ROLLBACK (changes to tables without transactions)

--- @class moontail.DdlEvent : moontail.Event
--- @field type 'ddl'
--- @field schema string the session's default schema
--- @field query string
--- @field kind? string "create_table", "alter_table", "drop_database", ...; "other": no columns are concerned; nil: not understood
--- @field tables moontail.TableChange[] the tables that it touched

--- @class moontail.TableChange
--- @field schema string
--- @field table string its name after the statement
--- @field change 'create'|'alter'|'rename'|'drop'|'truncate'
--- @field renamed_from? { schema: string, table: string }
--- @field before? moontail.Column[] nil: there was no table, or its columns are not known
--- @field after? moontail.Column[]

--- @class moontail.Column
--- @field name string
--- @field type string as SQL spells it: "int unsigned", "varchar(20)"
--- @field nullable? boolean
--- @field charset? string
--- @field key? integer its place in the primary key, from 1
--- @field hidden? boolean INVISIBLE

--- @class moontail.QueryEvent : moontail.Event
--- @field type 'query'
--- @field schema string
--- @field query string
--- @field thread_id integer
--- @field execution_time integer
--- @field error_code integer

--- @class moontail.GtidEvent : moontail.Event
--- @field type 'gtid'
--- @field gtid string

--- @class moontail.XidEvent : moontail.Event
--- @field type 'xid'
--- @field xid integer|string

--- @class moontail.RotateEvent : moontail.Event
--- @field type 'rotate'

--- @class moontail.RowsQueryEvent : moontail.Event
--- @field type 'rows_query'
--- @field query string

--- @class moontail.AnnotateRowsEvent : moontail.Event
--- @field type 'annotate_rows'
--- @field query string

--- @class moontail.TableMapColumn
--- @field type string
--- @field metadata integer
--- @field nullable boolean
--- @field name? string these are there when the source logs them (binlog_row_metadata)
--- @field unsigned? boolean
--- @field charset? string
--- @field labels? string[] of ENUM and SET

--- @class moontail.TableMapEvent : moontail.Event
--- @field type 'table_map'
--- @field schema string
--- @field table string
--- @field table_id integer
--- @field columns moontail.TableMapColumn[]
--- @field primary_key? string[]

--- @class moontail
--- @field on fun(type: 'row', handler: fun(event: moontail.RowEvent))
--- @field on fun(type: 'row', tables: string|string[], handler: fun(event: moontail.RowEvent))
--- @field on fun(type: 'row', tables: string|string[], options: moontail.OnOptions, handler: fun(event: moontail.RowEvent))
--- @field on fun(type: 'insert', handler: fun(event: moontail.InsertEvent))
--- @field on fun(type: 'insert', tables: string|string[], handler: fun(event: moontail.InsertEvent))
--- @field on fun(type: 'insert', tables: string|string[], options: moontail.OnOptions, handler: fun(event: moontail.InsertEvent))
--- @field on fun(type: 'update', handler: fun(event: moontail.UpdateEvent))
--- @field on fun(type: 'update', tables: string|string[], handler: fun(event: moontail.UpdateEvent))
--- @field on fun(type: 'update', tables: string|string[], options: moontail.OnOptions, handler: fun(event: moontail.UpdateEvent))
--- @field on fun(type: 'delete', handler: fun(event: moontail.DeleteEvent))
--- @field on fun(type: 'delete', tables: string|string[], handler: fun(event: moontail.DeleteEvent))
--- @field on fun(type: 'delete', tables: string|string[], options: moontail.OnOptions, handler: fun(event: moontail.DeleteEvent))
--- @field on fun(type: 'begin', handler: fun(event: moontail.BeginEvent))
--- @field on fun(type: 'commit', handler: fun(event: moontail.CommitEvent))
--- @field on fun(type: 'ddl', handler: fun(event: moontail.DdlEvent))
--- @field on fun(type: 'query', handler: fun(event: moontail.QueryEvent))
--- @field on fun(type: 'gtid', handler: fun(event: moontail.GtidEvent))
--- @field on fun(type: 'xid', handler: fun(event: moontail.XidEvent))
--- @field on fun(type: 'rotate', handler: fun(event: moontail.RotateEvent))
--- @field on fun(type: 'rows_query', handler: fun(event: moontail.RowsQueryEvent))
--- @field on fun(type: 'annotate_rows', handler: fun(event: moontail.AnnotateRowsEvent))
--- @field on fun(type: 'table_map', handler: fun(event: moontail.TableMapEvent))
--- @field on fun(type: 'event', handler: fun(event: moontail.Event))

--- @class moontail.OnOptions
--- @field columns? string[] decode only these and the key's
