"""A form while it is drafted: parts put in, moved, taken out, and what is still wrong with it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.asked.made_forms import any_form, asked, small_form
from natc.engine.standard.asked.annual import annual_form
from natc.engine.standard.asked.drafting import (
    codes_of,
    faults,
    free_code,
    move_question,
    move_section,
    new_form,
    next_version,
    question_of,
    with_question,
    with_section,
    without_question,
    without_section,
)
from natc.engine.standard.asked.form import read_asked_form
from natc.engine.standard.form import read_yaml

FORMS = Path(__file__).parents[3] / "src/natc/hub/submissions/asked"
SHIPPED = [annual_form(), *(read_yaml(path) for path in sorted(FORMS.glob("*.yaml")))]


def outline(form):
    return {section["code"]: [one["key"] for one in section.get("questions", [])] for section in form["sections"]}


def test_a_question_moves_up_and_down_and_over_the_edge_into_the_next_section():
    form = small_form()

    assert outline(move_question(form, "which", -1))["first"] == ["which", "why", "how-much"]
    assert outline(move_question(form, "how-much", 1)) == {"first": ["why", "which"], "second": ["how-much", "order"]}
    assert outline(move_question(form, "order", -1)) == {"first": ["why", "which", "how-much", "order"], "second": []}
    assert outline(move_question(form, "why", -1)) == outline(form)
    assert list(outline(move_section(form, "second", -1))) == ["second", "first"]
    assert list(outline(move_section(form, "second", 1))) == ["first", "second"]


def test_a_part_that_is_put_in_again_stays_where_it_is():
    form = small_form()
    changed = with_question(form, "second", asked("which", "choices", 4))

    assert outline(changed) == outline(form)
    assert question_of(changed, "which")["ask"] == "choices"
    assert question_of(form, "which")["ask"] == "choice"
    assert outline(with_section(form, {**form["sections"][0], "title": {"en": "One"}})) == outline(form)


@given(any_form(), st.data())
def test_moving_never_loses_or_doubles_a_question(form, data):
    keys = sorted(key for keys in outline(form).values() for key in keys)
    for _again in range(3):
        form = move_question(form, data.draw(st.sampled_from(keys)), data.draw(st.sampled_from([-1, 1])))

    assert sorted(key for keys in outline(form).values() for key in keys) == keys


def test_what_is_taken_out_is_gone_and_nothing_else():
    form = small_form()

    assert outline(without_question(form, "why")) == {"first": ["which", "how-much"], "second": ["order"]}
    assert outline(without_section(form, "first")) == {"second": ["order"]}
    assert codes_of(form) == {"first", "second", "why", "which", "how-much", "order"}


@pytest.mark.parametrize("form", SHIPPED, ids=lambda form: form["code"])
def test_a_form_that_nobody_changes_stays_as_it_is(form):
    again = with_section(form, form["sections"][-1])
    for section in form["sections"]:
        for question in section.get("questions", []):
            again = with_question(again, section["code"], question)

    assert again == form
    assert faults(again, "en") == []
    assert read_asked_form(again) == read_asked_form(form)


@pytest.mark.parametrize(
    ("question", "rule"),
    [
        (asked("x", "choice", 1), "few_options"),
        (asked("x", "ranking"), "few_options"),
        ({**asked("x", "scale"), "options": [{"code": code, "label": {"en": "same"}} for code in "ab"]}, "same_options"),
        (asked("x", "number", least=5, most=4), "range_turned"),
    ],
)
def test_a_question_that_nobody_can_answer_is_a_fault(question, rule):
    assert [(one.rule, one.sheet, one.column) for one in faults(with_question(small_form(), "second", question), "en")] == [
        (rule, "second", "x")
    ]


def test_a_form_or_a_section_that_asks_nothing_is_a_fault():
    empty = new_form("x", {"en": "X"}, {"en": "X"})

    assert [one.rule for one in faults(empty, "en")] == ["nothing_asked"]
    assert [one.rule for one in faults(with_section(empty, {"code": "a", "title": {"en": "A"}}), "sr")] == ["section_empty"]


@pytest.mark.parametrize(
    ("words", "taken", "code"),
    [
        ("How useful was the Network?", (), "how-useful-was-the"),
        ("Како је било", (), "kako-je-bilo"),
        ("Why?", {"why", "why-2"}, "why-3"),
        ("…", (), "q"),
    ],
)
def test_a_code_is_made_of_the_first_words_and_is_nobody_elses(words, taken, code):
    assert free_code(words, taken) == code


@pytest.mark.parametrize(("version", "following"), [("1", "2"), ("0.9", "0.10"), ("", "1"), ("2026-a", "2026-a1")])
def test_the_next_version_counts_on(version, following):
    assert next_version(version) == following
