"""The door: what a file is, by its bytes, and why it cannot be used. Nothing behind it defends itself again."""

import mmap
import re
import zipfile
from enum import StrEnum
from functools import reduce
from pathlib import Path

from natc.engine.errors import Unusable

MOST_UNPACKED = 2 * 1024**3  # bytes a workbook may unpack to; a million rows by sixty columns need about half
MOST_CELLS = 100_000_000  # of a sheet's rectangle up to its last cell; calamine has the same bound for .ods
FAR_FROM = 10_000_000  # cells of the rectangle below which it does not matter how few of them are filled
FAR = 20  # cells of the rectangle to each filled one; beyond, a stray cell far out would cost gigabytes
MOST_RATIO = 200  # unpacked to packed; real workbooks stay under 40
RATIO_FROM = 100 * 1024**2  # bytes unpacked below which the ratio does not matter
LONGEST_LINE = 4 * 1024**2  # bytes; a row of sixty cells has under 10,000
PROLOGUE = 4096  # bytes of an XML part in which a document type may be declared
CHUNK = 1024**2  # bytes of a sheet looked at in one go
_CELL = re.compile(rb"""[ \n]r=["']([A-Z]{1,3})(\d{1,7})["']""")


class FileKind(StrEnum):
    """What a file is by its bytes, in the words of a sentence about it."""

    DELIMITED = "delimited text"
    WORKBOOK = "workbook"
    PARQUET = "Parquet"
    JSON = "JSON"


_NOT_TABLES = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"\x1f\x8b": "a gzip archive",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"SQLite format": "a database",
    b"\x7fELF": "a program",
    b"MZ": "a program",
    b"{\\rtf": "a text document",
}
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def file_kind(path: Path) -> FileKind:
    """What `path` is by its content, whatever its name says. Raises Unusable, in one sentence, for what is no table."""
    if not path.exists():
        raise Unusable(f"{path.name}: there is no such file in {path.parent.resolve()}")
    if path.is_dir():
        raise Unusable(f"{path.name} is a folder; name one file")
    if path.stat().st_size == 0:
        raise Unusable(f"{path.name} is empty (0 bytes); ask for the file again")
    with path.open("rb") as file:
        start = file.read(65536)
    if start.startswith(b"PK\x03\x04"):
        _check_zipped_workbook(path)
        return FileKind.WORKBOOK
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        _check_old_workbook(path)
        return FileKind.WORKBOOK
    if start.startswith(b"PAR1"):
        return FileKind.PARQUET
    for magic, what in _NOT_TABLES.items():
        if start.startswith(magic):
            raise Unusable(f"{path.name} is {what}, not a table; save the sheet as .xlsx, .ods or CSV")
    return _text_kind(path, start)


def _text_kind(path: Path, start: bytes) -> FileKind:
    if not start.startswith(_UTF16):
        if b"\x00" in start:
            raise Unusable(f"{path.name} is a binary file, not a table; save the sheet as .xlsx, .ods or CSV")
        _check_lines(path)
    head = start.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head[:1] in (b"{", b"["):
        return FileKind.JSON
    if head[:5].lower() in (b"<html", b"<!doc", b"<?xml"):
        raise Unusable(f"{path.name} is a web page or XML, not a table; open it and save it as .xlsx, .ods or CSV")
    return FileKind.DELIMITED


def _check_lines(path: Path) -> None:
    """Refuse a line of more than twice LONGEST_LINE without reading the whole file into memory."""
    size = path.stat().st_size
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
        for begin in range(0, size - LONGEST_LINE, LONGEST_LINE):
            if text.find(b"\n", begin, begin + LONGEST_LINE) < 0 and text.find(b"\r", begin, begin + LONGEST_LINE) < 0:
                raise Unusable(f"{path.name} has a line longer than 4 MB near byte {begin:,}, so it is not a table of rows")


def _check_zipped_workbook(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            names = {part.filename for part in parts}
            if "xl/workbook.bin" in names:
                raise Unusable(f"{path.name} is a binary Excel workbook (.xlsb); save it as .xlsx")
            if not names & {"xl/workbook.xml", "content.xml"}:
                raise Unusable(f"{path.name} is a zip archive, not a workbook; unpack it and name the file inside")
            if any(part.flag_bits & 1 for part in parts):
                raise _encrypted(path)
            _check_unpacked_size(path, parts)
            for part in parts:
                if part.filename.endswith((".xml", ".rels")):
                    _check_prologue(path, archive, part)
                if part.filename.startswith("xl/worksheets/"):
                    _check_rectangle(path, archive, part)
            if "META-INF/manifest.xml" in names and b"encryption-data" in archive.read("META-INF/manifest.xml"):
                raise _encrypted(path)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, EOFError, OSError) as error:
        raise Unusable(f"{path.name} is damaged or was cut off on its way ({error}); ask for the file again") from error


def _check_unpacked_size(path: Path, parts: list[zipfile.ZipInfo]) -> None:
    packed = sum(part.compress_size for part in parts)
    unpacked = sum(part.file_size for part in parts)
    overlapping = packed > path.stat().st_size
    swollen = unpacked > RATIO_FROM and unpacked > MOST_RATIO * max(packed, 1)
    if unpacked > MOST_UNPACKED or overlapping or swollen:
        raise Unusable(
            f"{path.name} would unpack to {unpacked // 1024**2:,} MB from {packed // 1024:,} kB: "
            "no honest workbook does; it was not opened"
        )


def _check_prologue(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    with archive.open(part) as file:
        start = file.read(PROLOGUE).replace(b"\x00", b"").upper()
    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
        raise Unusable(f"{path.name} declares XML entities in {part.filename}, which no office program writes; it was not opened")


def _check_rectangle(path: Path, archive: zipfile.ZipFile, part: zipfile.ZipInfo) -> None:
    """Refuse a sheet whose last cell stands so far out that the rectangle up to it would not fit into memory."""
    filled, columns, last_row, end = 0, {b"A"}, 0, b""
    with archive.open(part) as file:
        while chunk := file.read(CHUNK):
            cells = _CELL.findall(end + chunk)
            end = chunk[-20:]  # the next cell may be cut in two; one counted twice does no harm
            filled += len(cells)
            columns |= {column for column, _ in cells}
            last_row = max([last_row, *(int(row) for _, row in cells[-1:])])
    last_column = max(columns, key=lambda letters: (len(letters), letters))
    rectangle = last_row * _column_number(last_column)
    if rectangle > MOST_CELLS or rectangle > max(FAR_FROM, FAR * filled):
        raise Unusable(
            f"{path.name} has something in column {last_column.decode()} or row {last_row:,}, far from its {filled:,} other "
            "cells; delete the rows and columns beyond the table and save it again"
        )


def _column_number(letters: bytes) -> int:
    return reduce(lambda number, letter: number * 26 + letter - 64, letters, 0)


def _check_old_workbook(path: Path) -> None:
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if content.find("EncryptedPackage".encode("utf-16-le")) >= 0:
            raise _encrypted(path)
        if content.find("WordDocument".encode("utf-16-le")) >= 0:
            raise Unusable(f"{path.name} is a Word document, not a table; save its table as .xlsx, .ods or CSV")


def _encrypted(path: Path) -> Unusable:
    return Unusable(f"{path.name} is locked with a password; open it, remove the password, save it and try again")
