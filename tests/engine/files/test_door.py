"""What cannot be used is refused with one sentence and exit code 2, in bounded time and memory."""

import os
import re
import resource
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from natc.engine.errors import Unusable
from natc.engine.standard.files import read_table

HEAD = "cas_PersonCode,prs_Gender,vic_AgeAtRegistration\n"
MORE_MEMORY = 500_000  # kB that reading a bad file may add; a 2 GB line or a far cell would add far more


def workbook(path: Path, far: tuple[int, int] | None = None) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("Data")
        sheet.write_row(0, 0, HEAD.strip().split(","))
        sheet.write_row(1, 0, ("A1", "Feminine", 17))
        if far:
            sheet.write_string(*far, "stray")
    return path


def rewritten(path: Path, change: Callable[[str, bytes], bytes]) -> Path:
    """The workbook with each part changed by `change(name, content)`."""
    with zipfile.ZipFile(workbook(path)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, change(name, content))
    return path


def in_the_sheet(change: Callable[[bytes], bytes]) -> Callable[[str, bytes], bytes]:
    return lambda name, content: change(content) if name == "xl/worksheets/sheet1.xml" else content


def truncated(path: Path, share: float = 0.5) -> Path:
    os.truncate(path, int(path.stat().st_size * share))
    return path


def parquet(path: Path) -> Path:
    pl.DataFrame({"cas_PersonCode": [f"A{number}" for number in range(1000)]}).write_parquet(path)
    return path


def zipped(path: Path, **parts: str) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return path


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def ole(path: Path, stream: str) -> Path:
    """The first bytes of an OLE container, as .xls and encrypted .xlsx are, that names `stream`."""
    return written(path, b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(600))


def flagged_as_encrypted(path: Path) -> Path:
    content = bytearray(workbook(path).read_bytes())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for match in re.finditer(re.escape(mark), bytes(content)):
            content[match.start() + place] |= 1
    return written(path, bytes(content))


ENTITY = b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
DTD = b'<!DOCTYPE x SYSTEM "file:///etc/passwd">'
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'

BAD = {
    "nothing.csv": (lambda path: written(path, ""), "is empty (0 bytes)"),
    "missing.csv": (lambda path: path, "there is no such file"),
    "folder": (lambda path: path.mkdir() or path, "is a folder"),
    "blank.csv": (lambda path: written(path, "  \n \n\n"), "holds no table"),
    "letter.txt": (lambda path: written(path, "Dear colleagues,\nwe met on Monday.\nRegards\n"), "no heading of letter.txt"),
    "page.html": (lambda path: written(path, "\n<!DOCTYPE html><table><tr><td>1</td></tr></table>"), "is a web page or XML"),
    "paper.pdf": (lambda path: written(path, b"%PDF-1.4\n1 0 obj"), "is a PDF"),
    "scan.png": (lambda path: written(path, b"\x89PNG\r\n\x1a\n"), "is a picture"),
    "photo.jpg": (lambda path: written(path, b"\xff\xd8\xff\xe0"), "is a picture"),
    "binary.csv": (lambda path: written(path, b"a,b\n1,\x00\x01\n"), "is a binary file"),
    "sparse.csv": (lambda path: (written(path, ""), os.truncate(path, 2 * 1024**3))[0], "is a binary file"),
    "letter.docx": (lambda path: zipped(path, word__document_xml="<w/>"), "is a zip archive, not a workbook"),
    "binary.xlsb": (lambda path: zipped(path, xl__workbook_bin=""), "is a binary Excel workbook"),
    "letter.doc": (lambda path: ole(path, "WordDocument"), "is a Word document"),
    "broken.xls": (lambda path: ole(path, "Workbook"), "is damaged"),
    "locked.xlsx": (lambda path: ole(path, "EncryptedPackage"), "is locked with a password"),
    "locked.ods": (
        lambda path: zipped(path, content_xml="?", **{"META-INF__manifest_xml": "<m:encryption-data/>"}),
        "is locked with a password",
    ),
    "locked-members.xlsx": (flagged_as_encrypted, "is locked with a password"),
    "cut.xlsx": (lambda path: truncated(workbook(path)), "was cut off on its way"),
    "cut-sheet.xlsx": (lambda path: rewritten(path, in_the_sheet(lambda xml: xml[: len(xml) // 2])), "is damaged"),
    "no-sheet.xlsx": (lambda path: rewritten(path, in_the_sheet(lambda _: b"nonsense")), "is damaged"),
    "cut.parquet": (lambda path: truncated(parquet(path)), "is a damaged or cut off Parquet file"),
    "stub.parquet": (lambda path: written(path, b"PAR1PAR1"), "is a damaged or cut off Parquet file"),
    "bomb.xlsx": (lambda path: rewritten(path, in_the_sheet(lambda xml: xml + b" " * 120 * 1024**2)), "would unpack to 120 MB"),
    "entities.xlsx": (lambda path: rewritten(path, in_the_sheet(lambda xml: xml.replace(b"?>", b"?>" + ENTITY, 1))), "entities"),
    "outside.xlsx": (lambda path: rewritten(path, in_the_sheet(lambda xml: xml.replace(b"?>", b"?>" + DTD, 1))), "entities"),
    "laughs.xlsx": (lambda path: rewritten(path, in_the_sheet(lambda xml: xml.replace(b"?>", b"?>" + LAUGHS, 1))), "entities"),
    "far.xlsx": (lambda path: workbook(path, far=(1_048_575, 16_383)), "column XFD or row 1,048,576, far from its 7 other cells"),
    "line.csv": (lambda path: written(path, b"a" * 64 * 1024**2), "has a line longer than 4 MB"),
    "late-line.csv": (lambda path: written(path, HEAD + "A1,Feminine," + "a" * 9 * 1024**2), "has a line longer than 4 MB"),
    "ragged.csv": (lambda path: written(path, HEAD + "A1,Feminine,17\nA2,Feminine,17,x\n"), "row 3 has 4 cells"),
    "ragged-late.csv": (lambda path: written(path, HEAD + "A,Feminine,17\n" * 500 + "B,x,y,z\n"), "row 502 has 4 cells"),
    "quote.csv": (lambda path: written(path, HEAD + 'A1,"Feminine,17\nA2,Feminine,17\n'), "a quotation mark is opened"),
    "two-names.csv": (lambda path: written(path, "prs_Gender,Sex\nFeminine,Male\n"), 'both name prs_Gender'),
    "own-name.csv": (lambda path: written(path, "#row,prs_Gender\n1,Male\n"), 'a column called "#row"'),
    "own-names.csv": (lambda path: written(path, "#row hash of its key,prs_Gender\n1,Male\n"), 'called "#row hash of its key"'),
    "deep.json": (lambda path: written(path, "[" * 100_000 + "]" * 100_000), "nested too deeply"),
    "deeper.json": (lambda path: written(path, '[{"a":' + "[" * 90_000 + "]" * 90_000 + "}]"), "nested too deeply"),
    "cut.json": (lambda path: written(path, '[{"a": 1}, {"a"'), "is not valid JSON"),
    "cut.jsonl": (lambda path: written(path, '{"a": 1}\n{"a"\n'), "in line 2"),
    "numbers.json": (lambda path: written(path, "[1, 2]"), "is JSON but not a table"),
    "nothing.json": (lambda path: written(path, "[]"), "holds no records"),
    "long.json": (lambda path: written(path, '[{"a": %s}]' % ("9" * 5000)), "a number of more digits"),
    "half.json": (lambda path: written(path, '[{"a": "\\ud800"}]'), "half a character"),
    "page.json": (lambda path: written(path, '[{"a": "Š"}]'.encode("cp1250")), "not in UTF-8"),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_a_bad_input_ends_with_exit_code_2_and_one_sentence(tmp_path, natc, name):
    make, said = BAD[name]
    path = make(tmp_path / name)
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.monotonic()

    answer = natc("check", "protection", path)

    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert answer.err.startswith("natc: ")
    assert answer.err.count("\n") == 1
    assert time.monotonic() - began < 5
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < MORE_MEMORY


@pytest.mark.parametrize("name", ["nothing.csv", "missing.csv", "page.html", "cut.xlsx", "bomb.xlsx", "far.xlsx"])
def test_map_refuses_a_bad_input_as_check_does_and_leaves_nothing_behind(tmp_path, natc, name):
    make, said = BAD[name]
    path = make(tmp_path / name)
    before = set(tmp_path.iterdir())

    answer = natc("map", path, "--to", "protection")

    assert answer.code == 2
    assert said in answer.err
    assert set(tmp_path.iterdir()) == before


def test_a_sheet_that_is_not_there_is_answered_with_those_that_are(tmp_path):
    with pytest.raises(Unusable, match='has no sheet "Podaci"; it has "Data"'):
        read_table(workbook(tmp_path / "a.xlsx"), sheet="Podaci")


def test_a_file_without_sheets_has_no_sheet_to_name(sheet):
    with pytest.raises(Unusable, match="which has no sheets"):
        read_table(sheet(HEAD), sheet="Data")


def test_a_name_says_nothing_the_content_does(tmp_path):
    path = workbook(tmp_path / "a.xlsx").rename(tmp_path / "register.csv")

    assert read_table(path).sheet == "Data"


def test_one_stray_cell_far_below_is_still_a_table(tmp_path):
    table = read_table(workbook(tmp_path / "a.xlsx", far=(20_000, 0)))

    assert table.frame.collect().height == 2
