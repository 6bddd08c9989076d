"""The brief as a Word file: the same content, no macro, the same bytes, two pages in LibreOffice."""

import shutil
import subprocess
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx as python_docx
import pytest
from brief_submissions import PERSONS_2023, PERSONS_2024, made_submission
from long_submission import LONG, long_submission
from printed import Printed
from test_accessible import NASTY

from natc.engine.pictures.documents.brief import brief
from natc.engine.pictures.documents.document import Drawing, Grid, Paragraph
from natc.engine.pictures.documents.word import TEMPLATE, docx
from natc.engine.pictures.documents.word_template import template
from natc.engine.text import LANGUAGES

SOFFICE = shutil.which("soffice")
WRITER = SOFFICE and Path(SOFFICE).resolve().with_name("libswlo.so").exists()
USUAL = brief(
    made_submission(2024, PERSONS_2024), [made_submission(2022, PERSONS_2023), made_submission(2023, PERSONS_2023)], "en"
)


def cells(content: bytes) -> list[list[list[str]]]:
    tables = python_docx.Document(BytesIO(content)).tables
    return [[[cell.text for cell in row.cells] for row in table.rows] for table in tables]


def parts(content: bytes) -> dict[str, bytes]:
    """The files in a .docx; how they are packed differs from machine to machine."""
    with ZipFile(BytesIO(content)) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def test_word_holds_the_tables_of_the_brief_cell_by_cell() -> None:
    grids = [block for block in USUAL.blocks if isinstance(block, Grid)]

    assert cells(docx(USUAL)) == [[list(grid.head), *map(list, grid.rows)] for grid in grids]


def test_word_holds_every_sentence_picture_and_the_banner() -> None:
    file = python_docx.Document(BytesIO(docx(USUAL)))
    paragraphs = [paragraph.text for paragraph in file.paragraphs]
    pictures = [block.picture for block in USUAL.blocks if isinstance(block, Drawing)]

    assert all(block.text in paragraphs for block in USUAL.blocks if isinstance(block, Paragraph))
    assert [shape._inline.docPr.get("descr") for shape in file.inline_shapes] == [picture.alt for picture in pictures]
    assert file.sections[0].header.paragraphs[0].text == file.sections[0].footer.paragraphs[0].text == USUAL.banner


def test_the_same_brief_has_the_same_bytes_and_no_macro() -> None:
    content = docx(USUAL)

    assert content == docx(USUAL)
    assert not [name for name in parts(content) if "vba" in name.lower() or name.endswith(".bin")]


def test_a_label_that_looks_like_a_template_or_xml_stands_as_itself() -> None:
    nasty = replace(USUAL, blocks=[Paragraph(NASTY), Grid("caption", (NASTY, "n"), (("a", NASTY),))])

    content = docx(nasty)

    assert cells(content) == [[[NASTY, "n"], ["a", NASTY]]]
    assert NASTY in [paragraph.text for paragraph in python_docx.Document(BytesIO(content)).paragraphs]


def test_the_template_is_what_its_script_writes() -> None:
    assert parts(TEMPLATE.read_bytes()) == parts(template())


@pytest.mark.skipif(not WRITER, reason="LibreOffice Writer is not installed (apt install libreoffice-writer)")
@pytest.mark.parametrize("lang", LANGUAGES)
def test_libreoffice_opens_it_on_two_pages_with_the_banner_on_each(lang: str, tmp_path: Path) -> None:
    earlier = [long_submission(2024 - LONG + number, number) for number in range(LONG)]
    document = brief(long_submission(2024, LONG), earlier, lang)
    (tmp_path / "brief.docx").write_bytes(docx(document))

    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    convert = [
        str(SOFFICE),
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "brief.docx"),
    ]
    subprocess.run(convert, check=True, timeout=120, capture_output=True)

    pages = Printed((tmp_path / "brief.pdf").read_bytes()).pages
    assert len(pages) == 2
    assert all(document.banner in page for page in pages)
