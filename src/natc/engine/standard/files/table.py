"""One table out of any file an office has."""

import json
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import polars as pl

from natc.engine.errors import Unusable
from natc.engine.standard.files import delimited
from natc.engine.standard.files.cells import cell_text
from natc.engine.standard.files.door import FileKind, file_kind
from natc.engine.standard.files.header import LOOKED_AT, Header, Merge, Row, column_letter, find_header, header_at
from natc.engine.standard.files.workbook import Sheet, read_sheets
from natc.engine.text import Text, fold

ROW = "#row"  # the column with the row's number in the file, 1-based as a spreadsheet shows it; "#row …" are natc's too
TOTAL_WORDS = frozenset(
    fold(word) for word in ("total", "grand total", "ukupno", "svega", "вкупно", "общо", "skupaj", "gjithsej", "totali")
)
MOST_SOUGHT_FOR_TOTALS = 4 * 1024**2  # bytes of delimited text, about ten thousand rows; nobody types a longer list by hand
SLICE = 125_000  # rows entered at a time, as many as most writers of Parquet keep together; each slice opens the file anew
MOST_JSON = 512 * 1024**2  # bytes; JSON is read whole


_REMARKS: dict[str, Text] = {
    "total": {
        "en": 'row {row} begins with "{word}" and is read as a total, not as a person',
        "sr": "ред {row} почиње са „{word}“ и чита се као збир, не као лице",
    },
    "below": {
        "en": "row {row} below it holds one cell only and is read as a remark, not as a person",
        "sr": "ред {row} испод њега има само једно попуњено поље и чита се као напомена, не као лице",
    },
    "encoding": {"en": "read as {name} (it is not UTF-8)", "sr": "прочитано као {name} (није UTF-8)"},
}


@dataclass(frozen=True)
class Table:
    """A table as it stands in a file. `frame` has ROW and one text column per heading; cells are trimmed, blank ones null,
    rows that hold nothing left out. `raw` is the same before that, where it makes a difference to speed.

    `header_row` is 1-based; 0 where the format has no heading row (Parquet, JSON). `remarks` tell what was decided in
    reading it: the encoding, rows left out. `dialect` is set for delimited text.
    """

    path: Path
    sheet: str | None
    header_row: int
    headings: tuple[str, ...]
    frame: pl.LazyFrame
    remarks: tuple[Text, ...] = ()
    dialect: delimited.Dialect | None = None
    raw: pl.LazyFrame | None = None


def read_table(path: Path, *, sheet: str | None = None, header_row: int | None = None, known: Collection[str] = ()) -> Table:
    """The table in `path`; `sheet` and `header_row` (1-based) where one knows them, `known` variable codes to find it by.

    Raises Unusable, with one sentence, for what is no table.
    """
    kind = file_kind(path)
    if sheet is not None and kind is not FileKind.WORKBOOK:
        raise Unusable(f"{path.name} is {kind}, which has no sheets; leave --sheet out")
    match kind:
        case FileKind.WORKBOOK:
            return _from_workbook(path, sheet, header_row, known)
        case FileKind.DELIMITED:
            return _from_delimited(path, header_row, known)
        case FileKind.PARQUET:
            return _from_parquet(path)
        case FileKind.JSON:
            return _from_json(path)


@contextmanager
def reading(table: Table) -> Iterator[None]:
    """Raises Unusable where the file of `table` turns out damaged while its rows are read in this block."""
    try:
        yield
    except (pl.exceptions.PolarsError, OSError) as error:
        if table.dialect:
            raise delimited.wrong_width(table.path, table.dialect, len(table.headings)) from error
        raise Unusable(f"{table.path.name} is damaged or cut off; ask for the file again") from error


def batches(table: Table, rows: pl.LazyFrame, size: int) -> Iterator[pl.DataFrame]:
    """`rows`, made from a frame of `table`, in their order. Raises Unusable when the file turns out damaged.

    Delimited text is one stream, of which `size` rows come at a time: more cost memory, fewer time. Anything else can be entered
    anywhere, and slices of it take a quarter of the memory.
    """
    with reading(table):
        yield from rows.collect_batches(chunk_size=size, maintain_order=True) if table.dialect else _slices(rows)


def _slices(rows: pl.LazyFrame) -> Iterator[pl.DataFrame]:
    offset = 0
    while (part := rows.slice(offset, SLICE).collect()).height:
        yield part
        offset += SLICE


def _from_workbook(path: Path, sheet: str | None, header_row: int | None, known: Collection[str]) -> Table:
    sheets = read_sheets(path, sheet)
    headed = [(one, header) for one in sheets if (header := _header(one.rows, one.merges, header_row, known))]
    by_code = [(one, header) for one, header in headed if len(set(header.names) & set(known)) >= 2]
    found = by_code or headed
    if not found:
        raise _no_table(path, header_row)
    if len(found) > 1:
        names = ", ".join(f'"{one.name}"' for one, _ in found)
        raise Unusable(f"{path.name} has {len(found)} sheets with tables ({names}); say which one with --sheet")
    return _from_rows(path, *found[0])


def _from_rows(path: Path, sheet: Sheet, header: Header) -> Table:
    body = sheet.rows[header.row :]
    named = [(index, name) for index, name in enumerate(header.names) if name or any(row[index] for row in body)]
    columns = {name or _unnamed(index): [row[index] for row in body] for index, name in named}
    frame = _numbered(path, pl.LazyFrame(columns, schema=dict.fromkeys(columns, pl.String)), header.row + 1)
    return _without_totals(Table(path, sheet.name, header.row, tuple(columns), _filled(frame)))


def _numbered(path: Path, frame: pl.LazyFrame, first: int) -> pl.LazyFrame:
    """The rows under ROW with their numbers from `first` on. Raises Unusable when ROW, or ROW with a word after it, is taken."""
    _check_names(path, frame.collect_schema().names())
    return frame.with_row_index(ROW, first)


def _check_names(path: Path, names: Sequence[str]) -> None:
    for name in names:
        if name.split(" ")[0] == ROW:
            raise Unusable(f'{path.name} has a column called "{name}", a name that natc needs for itself; rename it')


def trimmed(rows: pl.LazyFrame) -> pl.LazyFrame:
    """The rows that hold anything, cells without spaces around them, those of nothing but spaces null."""
    cells = pl.all().exclude(ROW).str.strip_chars()
    return _filled(rows.with_columns(pl.when(cells != "").then(cells)))  # a tenth of the time of `replace`


def _filled(rows: pl.LazyFrame) -> pl.LazyFrame:
    return rows.filter(pl.any_horizontal(pl.all().exclude(ROW).is_not_null()))


def _remark(key: str, **parts: object) -> Text:
    return {lang: text.format(**parts) for lang, text in _REMARKS[key].items()}


def _without_totals(table: Table) -> Table:
    """The table less rows that begin with a word for "total", and less the remarks below the last of them (rows with one
    filled cell); each is named in the table's remarks."""
    cells = [pl.col(heading) for heading in table.headings]
    filled = pl.sum_horizontal(cell.is_not_null() for cell in cells)
    starts = table.frame.select(ROW, pl.coalesce(cells).alias("first"), filled.alias("filled")).collect()
    totals = [(row, word) for row, word, _ in starts.iter_rows() if word and fold(word) in TOTAL_WORDS]
    if not totals:
        return table
    last = max(row for row, _ in totals)
    below = [(row, word) for row, word, count in starts.iter_rows() if row > last and count == 1]
    remarks = [
        *(_remark("total", row=row, word=word) for row, word in totals),
        *(_remark("below", row=row) for row, _ in below),
    ]
    frame = table.frame.filter(~pl.col(ROW).is_in([row for row, _ in totals + below]))
    return replace(table, frame=frame, raw=None, remarks=(*table.remarks, *remarks))


def _from_delimited(path: Path, header_row: int | None, known: Collection[str]) -> Table:
    dialect = delimited.find_dialect(path)
    top = delimited.first_rows(path, dialect, LOOKED_AT)
    header = _header(top, (), header_row, known)
    if header is None:
        raise _no_table(path, header_row)
    width = 1 + max(index for index, name in enumerate(header.names) if name)
    if any(any(row[width:]) for row in top[header.row :]):
        raise delimited.wrong_width(path, dialect, width)
    names = [name or _unnamed(index) for index, name in enumerate(header.names)]
    raw = _numbered(path, delimited.scan(path, dialect, names=names, skip=header.row), header.row + 1)
    remarks = () if dialect.encoding_name == "UTF-8" else (_remark("encoding", name=dialect.encoding_name),)
    table = Table(path, None, header.row, tuple(names), trimmed(raw), remarks, dialect, raw)
    if path.stat().st_size > MOST_SOUGHT_FOR_TOTALS:
        return table
    with reading(table):
        return _without_totals(table)


def _from_parquet(path: Path) -> Table:
    try:
        frame = pl.scan_parquet(path)
        schema = frame.collect_schema()
    except (pl.exceptions.PolarsError, OSError) as error:
        raise Unusable(f"{path.name} is a damaged or cut off Parquet file; ask for the file again") from error
    _check_names(path, schema.names())
    text = [_parquet_text(name, dtype) for name, dtype in schema.items()]
    raw = pl.scan_parquet(path, row_index_name=ROW, row_index_offset=1).select(ROW, *text)  # numbered so, a slice reads no more
    return Table(path, None, 0, tuple(schema.names()), trimmed(raw), raw=raw)


def _parquet_text(name: str, dtype: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    if isinstance(dtype, pl.Datetime):
        return column.dt.date().cast(pl.String)
    if dtype == pl.List(pl.String) or (isinstance(dtype, pl.List) and dtype.inner.is_integer()):
        return column.cast(pl.List(pl.String)).list.join(";")
    if dtype.is_nested():
        return pl.struct(column).struct.json_encode()  # seen and faulted where it is mapped
    if dtype == pl.Binary:  # mostly text that its writer did not declare as such
        return column.map_elements(lambda cell: cell.decode("utf-8", "replace"), return_dtype=pl.String)
    if dtype == pl.Duration:
        return column.dt.to_string("iso")
    if dtype.is_float():
        return column.cast(pl.String).str.strip_suffix(".0")
    return column.cast(pl.String)


def _from_json(path: Path) -> Table:
    records = _json_records(path)
    headings = tuple(dict.fromkeys(key for record in records for key in record))
    if not headings:
        raise Unusable(f"{path.name} holds no records: expected a list of objects, one a row")
    columns = {name: [cell_text(record.get(name)) for record in records] for name in headings}
    try:
        frame = pl.LazyFrame(columns, schema=dict.fromkeys(headings, pl.String))
    except UnicodeEncodeError as error:
        raise Unusable(f"{path.name} holds half a character (a lone surrogate); save it again in UTF-8") from error
    return Table(path, None, 0, headings, trimmed(_numbered(path, frame, 1)))


def _json_records(path: Path) -> list[dict[str, Any]]:
    if path.stat().st_size > MOST_JSON:
        raise Unusable(f"{path.name} is larger than 512 MB as JSON; save it as CSV or Parquet")
    try:
        text = path.read_text(encoding="utf-8-sig")
        content = json.loads(text)
    except UnicodeDecodeError as error:
        raise Unusable(f"{path.name} is JSON but not in UTF-8 (byte {error.start:,}); save it again in UTF-8") from error
    except RecursionError as error:
        raise Unusable(f"{path.name} is JSON nested too deeply for a table") from error
    except json.JSONDecodeError as whole:
        content = _json_lines(path, text, whole)
    except ValueError as error:
        raise Unusable(f"{path.name} holds a number of more digits than can be read") from error
    if isinstance(content, dict):
        content = next((value for value in content.values() if isinstance(value, list)), None)
    if not isinstance(content, list) or not all(isinstance(record, dict) for record in content):
        raise Unusable(f"{path.name} is JSON but not a table: expected a list of objects, one a row")
    return content


def _json_lines(path: Path, text: str, whole: json.JSONDecodeError) -> list[Any]:
    """One JSON object a line; blames the file as a whole when not even its first line is one."""
    records = []
    for number, line in enumerate(text.splitlines(), start=1):
        try:
            records += [json.loads(line)] if line.strip() else []
        except json.JSONDecodeError as error:
            if not records:
                raise Unusable(f"{path.name} is not valid JSON: {whole.msg} in line {whole.lineno}") from error
            raise Unusable(f"{path.name} is not valid JSON: {error.msg} in line {number}") from error
    return records


def _no_table(path: Path, header_row: int | None) -> Unusable:
    if header_row is not None:
        return Unusable(f"{path.name} has no headings in row {header_row}; say the right row with --header-row, or leave it out")
    return Unusable(f"{path.name} holds no table: no row looks like headings over rows of data; say where they are: --header-row")


def _header(rows: Sequence[Row], merges: Sequence[Merge], header_row: int | None, known: Collection[str]) -> Header | None:
    if header_row is None:
        return find_header(rows, merges, known)
    return header_at(rows, header_row) if header_row <= len(rows) and any(rows[header_row - 1]) else None


def _unnamed(index: int) -> str:
    """What a column without heading is called: by its letter."""
    return f"column {column_letter(index)}"
