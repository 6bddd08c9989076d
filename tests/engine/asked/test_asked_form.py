"""A form that a call sends: read from data, its cells listed, its answers checked."""

from pathlib import Path

import pytest

from engine.made_submission import small_submission
from natc.engine.standard.asked.annual import annual_form, answers_of
from natc.engine.standard.asked.check import check_answers
from natc.engine.standard.asked.form import AskedForm, Given, read_asked_form
from natc.engine.standard.form import READERS, read_yaml
from natc.engine.standard.submission_form import cells, load_submission_form

ANNUAL = read_asked_form(annual_form())
FORMS = Path(__file__).parents[3] / "src/natc/hub/submissions/asked"
OTHERS = [read_asked_form(read_yaml(path)) for path in sorted(FORMS.glob("*.yaml"))]


def rules(answers: dict[str, Given], form: AskedForm = ANNUAL) -> set[tuple[str, str | None]]:
    return {(finding.rule, finding.column) for finding in check_answers(form, answers, "en")}


def test_the_annual_submission_asks_every_cell_that_its_tables_have_and_no_other():
    asked = [table for table in load_submission_form().tables if not table.waits_for]

    assert {key for key in ANNUAL.listed if "." not in key} == {cell.key for table in asked for cell in cells(table)}


def test_a_submission_made_from_registers_answers_it_whole():
    answers = answers_of(small_submission())

    assert [key for key in answers if ANNUAL.question(key) is None] == []
    assert [finding for finding in check_answers(ANNUAL, answers, "en") if finding.severity == "blocking"] == []


@pytest.mark.parametrize(
    ("key", "asked"),
    [
        ("P3-countries|UA|F|18+", True),
        ("P3-countries|XX|F|18+", False),
        ("P3-countries|UA|F", False),
        ("P1|LostContact|F|18+", True),
        ("P1|LostContact|F|99", False),
        ("P11|RS11|Forced", False),
        ("", False),
    ],
)
def test_a_row_of_an_open_table_is_asked_where_its_categories_exist(key, asked):
    assert (ANNUAL.question(key) is not None) == asked


def test_what_is_not_answered_is_one_finding_a_section_and_a_reason_is_an_answer():
    answers = answers_of(small_submission())
    blank = {key: answer for key, answer in answers.items() if key.split("|")[0] != "J7"}
    reasons = {key: Given(reason="NotCollected") for key in ANNUAL.listed if key.split("|")[0] == "J7"}

    assert ("not_answered", "J7|Convicted|First") in rules(blank)
    assert not any(rule == "not_answered" and key and key.startswith("J7") for rule, key in rules(blank | reasons))


def test_a_day_is_asked_only_where_something_is_not_available_yet():
    answers = {key: Given(reason="NotAvailableYet") for key in ANNUAL.listed if key.split("|")[0] == "J7"}

    without = rules(answers)
    with_a_day = rules(answers | {"J7.expected": Given("2026-09-30")})
    for_nothing = rules({"J7.expected": Given("2026-09-30")})

    assert ("not_answered", "J7.expected") in without
    assert ("not_answered", "J7.expected") not in with_a_day
    assert ("asked_nothing", "J7.expected") in for_nothing


@pytest.mark.parametrize("form", [ANNUAL, *OTHERS], ids=lambda form: form.code)
def test_every_form_says_who_reads_each_answer_in_both_languages(form):
    for section in form.sections:
        assert {"en", "sr"} <= section.title.keys()
        for question in section.asked:
            assert question.readers in READERS[1:]
            assert {"en", "sr"} <= question.label.keys()
            assert all({"en", "sr"} <= option.label.keys() for option in question.options)
