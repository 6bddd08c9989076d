"""Every kind of file an office has gives the same table."""

import datetime
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from natc.engine.errors import Unusable
from natc.engine.standard.files import ROW, read_table
from natc.engine.text import say

DATA = Path(__file__).parents[2] / "data"
HEADINGS = ("Шифра", "Презиме", "Датум", "Износ")
PERSONS = [("A1", "Ђорђевић", "2024-12-31", "12.5"), ("A2", "Žunić; ml.", "2024-01-02", None)]
CYRILLIC = [("A1", "Петровић", "Србија"), ("A2", "Николић", "Босна и Херцеговина")]
LATIN = [("A1", "Živković", "Šabac"), ("A2", "Čolić", "Niš")]


def rows(path: Path) -> list[tuple[str | None, ...]]:
    table = read_table(path)
    return table.frame.select(table.headings).collect().rows()


def delimited(rows: list[tuple[str | None, ...]], delimiter: str = ",") -> str:
    return "\n".join(delimiter.join(f'"{cell}"' if cell and delimiter in cell else cell or "" for cell in row) for row in rows)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_every_delimiter_and_unicode_encoding_gives_the_same_table(sheet, delimiter, encoding):
    mark = "\ufeff" if encoding == "utf-16-be" else ""

    path = sheet((mark + delimited([HEADINGS, *PERSONS], delimiter)).encode(encoding))

    assert read_table(path).headings == HEADINGS
    assert rows(path) == PERSONS


@pytest.mark.parametrize(
    ("encoding", "name", "persons"), [("cp1250", "Windows-1250", LATIN), ("cp1251", "Windows-1251", CYRILLIC)]
)
def test_a_code_page_is_recognised_by_its_letters_and_told(sheet, encoding, name, persons):
    path = sheet(delimited([("Br", "Ime", "Mesto"), *persons], ";").encode(encoding))

    assert rows(path) == persons
    assert [remark["en"] for remark in read_table(path).remarks] == [f"read as {name} (it is not UTF-8)"]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_every_way_to_end_a_line_gives_the_same_rows(sheet, line_end):
    assert rows(sheet(delimited([HEADINGS, *PERSONS]).replace("\n", line_end))) == PERSONS


def test_cells_of_a_csv_are_trimmed_and_short_rows_end_in_blanks(sheet):
    path = sheet("code,sex,age\n A1 \nA2,\u00a0Feminine ,  \nA3,Masculine,30\n")

    assert rows(path) == [("A1", None, None), ("A2", "Feminine", None), ("A3", "Masculine", "30")]


def test_a_workbook_gives_dates_numbers_and_truths_as_text(tmp_path):
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path, {"default_date_format": "dd.mm.yyyy"}) as book:
        page = book.add_worksheet()
        page.write_row(0, 0, ("code", "day", "moment", "whole", "amount", "truth", "number as text"))
        page.write_row(1, 0, ("A1 ", datetime.date(2024, 12, 31), datetime.datetime(2024, 1, 2, 3, 4), 17, 12.5, True, "017"))

    assert rows(path) == [("A1", "2024-12-31", "2024-01-02 03:04", "17", "12.5", "true", "017")]


@pytest.mark.parametrize("name", ["register.xls", "register.ods"])
def test_old_and_open_workbooks_give_the_table_too(name):
    assert rows(DATA / name) == [("A1", "Ђорђевић", "2024-12-31", "12.5"), ("A2", "Žunić; ml.", "2024-01-02", None)]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_the_workbooks_in_tests_data_are_what_libreoffice_writes(tmp_path):
    (tmp_path / "register.csv").write_text(delimited([HEADINGS, *PERSONS]), encoding="utf-8")
    convert = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "ods:calc8"]

    subprocess.run([*convert, "--infilter=CSV:44,34,76", "--outdir", tmp_path, tmp_path / "register.csv"], check=True, timeout=90)

    assert rows(tmp_path / "register.ods") == rows(DATA / "register.ods")


def test_an_ods_made_by_hand_with_a_million_repeated_blank_rows_is_read_at_once(tmp_path):
    cells = "".join(f'<table:table-cell office:value-type="string"><text:p>{word}</text:p></table:table-cell>' for word in "ab")
    row, blank = f"<table:table-row>{cells}</table:table-row>", '<table:table-row table:number-rows-repeated="1048570">'
    names = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
    body = f'<table:table table:name="S">{row}{row}{blank}<table:table-cell/></table:table-row></table:table>'
    with zipfile.ZipFile(tmp_path / "a.ods", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        content = f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body>"
        archive.writestr("content.xml", f"<office:document-content {names}>{content}</office:document-content>")
        archive.writestr("META-INF/manifest.xml", "<manifest/>")

    assert rows(tmp_path / "a.ods") == [("a", "b")]


def test_parquet_is_read_with_its_types_as_text(tmp_path):
    frame = pl.DataFrame(
        {
            "code": ["A1", "A2"], "day": [datetime.date(2024, 12, 31), None], "age": [17.0, 12.5], "forms": [["RS", "BA"], []],
            "deep": [{"a": 1}, None], "bytes": ["Š".encode(), b"\xff"], "span": [datetime.timedelta(days=1), None],
        }
    )  # fmt: skip
    frame.write_parquet(tmp_path / "a.parquet")

    assert rows(tmp_path / "a.parquet") == [
        ("A1", "2024-12-31", "17", "RS;BA", '{"deep":{"a":1}}', "Š", "P1D"),
        ("A2", None, "12.5", None, '{"deep":null}', "\ufffd", None),
    ]


RECORDS = [{"code": "A1", "age": 17, "forms": ["RS", "BA"]}, {"code": "A2", "truth": True}]


@pytest.mark.parametrize(
    "text",
    [
        json.dumps(RECORDS),
        json.dumps({"title": "list", "records": RECORDS}),
        "\n".join(map(json.dumps, RECORDS)) + "\n\n",
        "\ufeff" + json.dumps(RECORDS, indent=2),
    ],
)
def test_json_is_a_list_of_records_inside_an_object_or_a_record_a_line(sheet, text):
    path = sheet(text, "a.json")

    assert read_table(path).headings == ("code", "age", "forms", "truth")
    assert rows(path) == [("A1", "17", "RS;BA", None), ("A2", None, None, "true")]


CELLS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zs", "Zl", "Zp", "Cf"]), min_size=1, max_size=8)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=5))
def test_a_table_written_as_workbook_csv_json_and_parquet_is_read_alike(tmp_path, persons):
    names = ("code", "sex", "note")
    frame = pl.DataFrame([("zero", "one", "two"), *persons], schema=names, orient="row")
    frame.write_csv(tmp_path / "a.csv", quote_style="always")
    frame.write_parquet(tmp_path / "a.parquet")
    (tmp_path / "a.json").write_text(json.dumps(frame.to_dicts()), encoding="utf-8")
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        page = book.add_worksheet()
        for line, row in enumerate([names, *frame.rows()]):
            for column, cell in enumerate(row):
                page.write_string(line, column, cell)

    read = {suffix: rows(tmp_path / f"a.{suffix}") for suffix in ("csv", "parquet", "json", "xlsx")}

    assert read == dict.fromkeys(read, frame.rows())


def test_rows_are_numbered_as_the_format_shows_them(sheet, tmp_path):
    pl.DataFrame({"code": ["A1"]}).write_parquet(tmp_path / "a.parquet")

    assert read_table(sheet("code,sex\nA1,x\n")).frame.collect()[ROW].to_list() == [2]
    assert read_table(tmp_path / "a.parquet").frame.collect()[ROW].to_list() == [1]


@pytest.mark.parametrize("encoding", ["cp1250", "cp1251"])
def test_a_row_pasted_in_another_encoding_is_named_instead_of_garbling_the_rest(sheet, encoding):
    word = "Šabac" if encoding == "cp1250" else "Шабац"
    text = delimited([HEADINGS, *PERSONS * 5]).encode() + f"\nA9,{word},2024,1\n".encode(encoding)

    with pytest.raises(Unusable, match="is UTF-8 except for line 12"):
        read_table(sheet(text))


def test_a_total_row_is_no_person_in_delimited_text_either(tmp_path):
    (tmp_path / "a.csv").write_text("šifra;pol\nA1;ž\nUkupno;1\n", encoding="utf-8")

    table = read_table(tmp_path / "a.csv")

    assert table.frame.collect().height == 1
    assert [say(remark, "sr-Latn") for remark in table.remarks] == ["red 3 počinje sa „Ukupno“ i čita se kao zbir, ne kao lice"]
