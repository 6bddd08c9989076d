"""PDFs for everybody: tagged, PDF/UA-1, the same bytes every time, and no sign in a label that becomes code."""

from dataclasses import replace

import pytest
from brief_submissions import PERSONS_2023, PERSONS_2024, date, made_submission
from printed import Printed
from situation_release import made_release

from natc.engine.pictures.documents.brief import brief
from natc.engine.pictures.documents.document import Document, Drawing, Grid, Paragraph
from natc.engine.pictures.documents.pdf import pdf
from natc.engine.pictures.documents.situation import situation

THREE_YEARS = [made_submission(2022, PERSONS_2023), made_submission(2023, PERSONS_2024)]
NASTY = '#panic("read as code") \\ $x$ *bold* _it_ `raw` <label> @ref // {{ 7 * 7 }} {% raw %} & "quoted" [link]'


def documents(lang: str) -> list[Document]:
    return [brief(made_submission(2024, PERSONS_2024), THREE_YEARS, lang), situation(made_release(), [], lang)]


@pytest.mark.parametrize("lang", ["en", "sr", "sr-Latn"])
def test_a_screen_reader_is_told_standard_title_and_language(lang: str) -> None:
    for document in documents(lang):
        printed = Printed(pdf(document))

        assert printed.ua_part == "1"
        assert printed.root["/MarkInfo"]["/Marked"]
        assert printed.root["/Lang"] == lang.partition("-")[0]
        assert printed.reader.metadata.title == document.title


def test_every_picture_has_its_alternative_text_and_its_table() -> None:
    for document in documents("en"):
        pictures = [block.picture for block in document.blocks if isinstance(block, Drawing)]
        grids = [block for block in document.blocks if isinstance(block, Grid)]
        printed = Printed(pdf(document))

        assert pictures
        assert [figure["/Alt"] for figure in printed.tags("Figure")] == [picture.alt for picture in pictures]
        assert len(printed.tags("Table")) == len(grids)
        assert len(printed.tags("TH")) == sum(len(grid.head) for grid in grids)
        assert all(picture.caption.split(".")[0] in printed.text for picture in pictures)


def test_the_same_figures_have_the_same_bytes_and_the_day_of_the_data() -> None:
    for once, again in zip(documents("sr"), documents("sr"), strict=True):
        assert pdf(once) == pdf(again)
        assert Printed(pdf(once)).reader.metadata.creation_date.date() == date(2024, 12, 31)


def test_a_label_that_looks_like_typst_or_jinja_prints_as_itself() -> None:
    blocks = [Paragraph(NASTY), Grid(NASTY, (NASTY, "n"), ((NASTY, "1"),))]
    document = replace(documents("en")[0], title=NASTY, subtitle=NASTY, banner="b", blocks=blocks)

    text = Printed(pdf(document)).text.replace(" ", "")

    assert text.count(NASTY.replace(" ", "")) >= 5
