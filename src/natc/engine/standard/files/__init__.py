"""Tables in: any file an office has, read as one table of text cells that knows its rows and headings."""

from natc.engine.standard.files.table import ROW, Table, batches, read_table, reading, trimmed

__all__ = ["ROW", "Table", "batches", "read_table", "reading", "trimmed"]
