"""Delimited text: encoding and delimiter found by looking, then scanned lazily."""

import codecs
import csv
import io
import itertools
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from natc.engine.errors import Unusable

DELIMITERS = ",;\t|"
CHUNK = 8 * 1024**2  # bytes read at a time when the encoding is tested
_ENCODING_NAMES = {"utf-8-sig": "UTF-8", "utf-16": "UTF-16", "cp1250": "Windows-1250", "cp1251": "Windows-1251"}


@dataclass(frozen=True)
class Dialect:
    """How one file of delimited text is written; `encoding` as Python calls it."""

    encoding: str
    delimiter: str
    line_end: str = "\n"  # what ends the last line; "\r\n" counts as "\n"

    @property
    def encoding_name(self) -> str:
        return _ENCODING_NAMES[self.encoding]


def find_dialect(path: Path) -> Dialect:
    """How `path` is written: UTF-8 when all bytes are, else UTF-16 by its mark, else the code page its letters fit."""
    encoding = _find_encoding(path)
    return Dialect(encoding, _find_delimiter(path, encoding), _find_line_end(path, encoding))


def first_rows(path: Path, dialect: Dialect, count: int) -> list[list[str | None]]:
    """The first rows of `path` as text cells, all of one width."""
    with path.open(encoding=dialect.encoding, errors="replace", newline="") as file:
        rows = [[cell.strip() or None for cell in row] for row in itertools.islice(_reader(file, dialect), count)]
    width = max(map(len, rows), default=0)
    return [row + [None] * (width - len(row)) for row in rows]


def scan(path: Path, dialect: Dialect, *, names: list[str], skip: int) -> pl.LazyFrame:
    """The rows after the first `skip`, lazily, as text columns called `names`, cells as they stand."""
    source = (
        path if dialect.encoding == "utf-8-sig" else io.BytesIO(path.read_bytes().decode(dialect.encoding, "replace").encode())
    )
    return pl.scan_csv(
        source,
        separator=dialect.delimiter,
        has_header=False,
        skip_rows=skip,
        schema=dict.fromkeys(names, pl.String),
        infer_schema=False,
        eol_char=dialect.line_end,
        missing_columns="insert",  # a row that is too short ends in blank cells
    )


def wrong_width(path: Path, dialect: Dialect, width: int) -> Unusable:
    """The sentence for a file whose rows do not all have `width` cells, naming the first row that has more."""
    csv.field_size_limit(CHUNK)
    with path.open(encoding=dialect.encoding, errors="replace", newline="") as file:
        for number, row in enumerate(_reader(file, dialect), start=1):
            if len(row) > width:
                return Unusable(
                    f"{path.name}, row {number} has {len(row)} cells where the headings have {width}: "
                    f'a "{dialect.delimiter}" inside a text needs quotation marks around the text, a further column a heading'
                )
    return Unusable(
        f"{path.name} cannot be read as a table separated by {dialect.delimiter!r}: most often a quotation mark is opened and "
        "never closed; save it again as CSV in UTF-8"
    )


def _reader(file: io.TextIOBase, dialect: Dialect) -> Iterator[list[str]]:
    return csv.reader(file, delimiter=dialect.delimiter)


def _find_encoding(path: Path) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    read = 0
    with path.open("rb") as file:
        if file.read(2) in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return "utf-16"
        file.seek(0)
        try:
            while chunk := file.read(CHUNK):
                if decoder.getstate()[0] or not chunk.isascii():  # ASCII needs no decoding, which halves the time
                    decoder.decode(chunk)
                read += len(chunk)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            return _not_utf8(path, read + error.start)
    return "utf-8-sig"


def _not_utf8(path: Path, place: int) -> str:
    """The code page of a file whose byte at `place` is not UTF-8. Raises Unusable where nearly all the rest is."""
    with path.open("rb") as file:
        sample = file.read(CHUNK)
        if not _mostly_utf8(sample):
            return _code_page(sample)
        file.seek(0)
        line = 1 + sum(file.read(min(CHUNK, place - begin)).count(b"\n") for begin in range(0, place, CHUNK))
    raise Unusable(f"{path.name} is UTF-8 except for line {line:,}, which was pasted or cut; save it again as CSV in UTF-8")


def _mostly_utf8(sample: bytes) -> bool:
    """Whether more letters beyond a–z can be read as UTF-8 than cannot; in a code page hardly any can."""
    text = sample.decode("utf-8", "replace")
    unreadable = text.count("\ufffd")
    return sum(letter > "\x7f" for letter in text) > 2 * unreadable


def _code_page(text: bytes) -> str:
    """Windows-1251 where letters above 127 stand together (Cyrillic words), Windows-1250 where they stand among a–z (č, š, ž)."""
    high = [index for index, byte in enumerate(text) if byte > 127]
    together = sum(index + 1 < len(text) and text[index + 1] > 127 for index in high)
    return "cp1251" if together > len(high) / 2 else "cp1250"


def _find_line_end(path: Path, encoding: str) -> str:
    """A carriage return alone where no line of the beginning ends otherwise, as old programs on a Macintosh write."""
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        start = file.read(CHUNK)
    return "\r" if "\r" in start and "\n" not in start else "\n"


def _find_delimiter(path: Path, encoding: str) -> str:
    """The delimiter that gives most rows the same number of cells, and more than one."""

    def fit(delimiter: str) -> tuple[int, int]:
        widths = [sum(map(bool, row)) and len(row) for row in _sample(path, encoding, delimiter)]
        common = max(set(widths) - {0, 1}, key=widths.count, default=0)
        return (widths.count(common) if common else 0, common)

    try:
        return max(DELIMITERS, key=fit)
    except csv.Error as error:
        raise Unusable(f"{path.name} cannot be read as delimited text ({error}); save it again as CSV in UTF-8") from error


def _sample(path: Path, encoding: str, delimiter: str) -> list[list[str]]:
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        return list(itertools.islice(csv.reader(file, delimiter=delimiter), 50))
