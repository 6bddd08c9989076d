"""A form on paper: everything it asks is there, with a place to write it, in the language that was chosen."""

from io import BytesIO
from pathlib import Path

import docx
import pytest

from natc.engine.pictures.documents.blank_form import BOX, blank_form
from natc.engine.standard.asked.annual import annual_form
from natc.engine.standard.asked.form import AskedForm, read_asked_form
from natc.engine.standard.form import read_yaml
from natc.engine.text import LANGUAGES, say

FORMS = Path(__file__).parents[3] / "src/natc/hub/submissions/asked"
SHIPPED = [read_asked_form(raw) for raw in (annual_form(), *(read_yaml(path) for path in sorted(FORMS.glob("*.yaml"))))]
CONSULTATION = next(form for form in SHIPPED if form.code == "consultation")


def opened(form: AskedForm, lang: str):
    return docx.Document(BytesIO(blank_form(form, lang, title="A call", says=["Due soon"])))


def text_of(document) -> str:
    cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("form", SHIPPED, ids=lambda form: form.code)
def test_every_question_option_and_table_is_there(form, lang):
    said = text_of(opened(form, lang))

    for section in form.sections:
        for question in section.questions:
            assert say(question.label, lang) in said
            assert all(say(option.label, lang) in said for option in question.options)
        assert all(say(table.title, lang) in said for table in section.tables)


def test_there_is_a_place_for_each_kind_of_answer():
    document = opened(CONSULTATION, "en")
    said = text_of(document)

    assert f"{BOX} contacts in a case" in said
    assert f"{BOX} no position" in said
    assert "Write a place beside each, 1 for the first." in said
    assert "A whole number, from 0 to 500" in said
    assert "Read by: everybody, once accepted" in said
    assert [cell.text for cell in document.tables[1].rows[0].cells] == [
        f"{BOX} {number}, {word}"
        for number, word in enumerate(("not at all", "a little", "somewhat", "much", "very much"), start=1)
    ]


def test_a_closed_table_has_its_rows_and_columns_and_an_open_one_empty_rows():
    progress = opened(next(form for form in SHIPPED if form.code == "progress"), "en").tables[1]
    annual = opened(SHIPPED[0], "en")

    assert [cell.text for cell in progress.rows[0].cells] == ["Kind of activity", "planned", "begun", "finished"]
    assert [row.cells[0].text for row in progress.rows[1:3]] == ["Total", "Campaigns"]
    assert any(all(cell.text == "" for cell in table.rows[-1].cells) for table in annual.tables)


def test_the_same_form_gives_the_same_bytes():
    assert blank_form(CONSULTATION, "sr", title="Позив") == blank_form(CONSULTATION, "sr", title="Позив")
