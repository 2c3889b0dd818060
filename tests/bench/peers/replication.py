"""What the bench lets python-mysql-replication do with a load, as zongji.mjs does it.

usage: replication.py PORT FILE TABLE ROWS touch|json OUT
Prints how many row changes there were, how many of their values were looked at, and the seconds
and CPU seconds of the second half of the rows.
"""

import json
import os
import sys
import time

from pymysqlreplication import BinLogStreamReader
from pymysqlreplication.row_event import DeleteRowsEvent, UpdateRowsEvent, WriteRowsEvent

KINDS = {WriteRowsEvent: "insert", UpdateRowsEvent: "update", DeleteRowsEvent: "delete"}


def changes(port, file, table):
    """The row changes of a table: kind, image before, image after; None where there is none."""
    # The place is looked at with resume_stream alone, and not at all with is_mariadb.
    stream = BinLogStreamReader(
        connection_settings={
            "host": "127.0.0.1",
            "port": port,
            "user": "repl",
            "passwd": os.environ["MOONTAIL_PASSWORD"],
        },
        server_id=424244,
        resume_stream=True,
        log_file=file,
        log_pos=4,
        only_events=list(KINDS),
        only_schemas=["bench"],
        only_tables=[table],
    )
    for event in stream:
        kind = KINDS[type(event)]
        for row in event.rows:
            if kind == "update":
                yield kind, row["before_values"], row["after_values"]
            elif kind == "insert":
                yield kind, None, row["values"]
            else:
                yield kind, row["values"], None


class Toucher:
    """Looks at each value: numbers are added, what has a length gives that."""

    def __init__(self):
        self.sum = 0
        self.touched = 0

    def handle(self, _kind, before, after):
        for image in (before, after):
            if image is not None:
                self.touch(image)

    def touch(self, image):
        for value in image.values():
            if isinstance(value, (int, float)):
                self.sum += value
            elif isinstance(value, (str, bytes)):
                self.sum += len(value)
            self.touched += 1

    def close(self):
        pass


class Writer:
    """Writes each change as a line of JSON."""

    touched = 0

    def __init__(self, path, table):
        self.file = open(path, "w", encoding="utf-8")
        self.table = table

    def handle(self, kind, before, after):
        line = {"type": kind, "schema": "bench", "table": self.table}
        if before is not None:
            line["before"] = before
        if after is not None:
            line["after"] = after
        self.file.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")

    def close(self):
        self.file.close()


def main(port, file, table, rows, mode, out):
    consumer = Writer(out, table) if mode == "json" else Toucher()
    half = None
    for number, change in enumerate(changes(int(port), file, table), 1):
        consumer.handle(*change)
        if number == int(rows) // 2:
            half = time.monotonic(), time.process_time()
        if number == int(rows):
            break
    consumer.close()
    print(number, consumer.touched, time.monotonic() - half[0], time.process_time() - half[1])


main(*sys.argv[1:])
