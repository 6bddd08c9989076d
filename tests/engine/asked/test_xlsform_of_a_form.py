"""XLSForms as forms of a call: what comes in, what is said of what does not, and back."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from pyxform.xls2xform import convert

from engine.asked.made_forms import any_form, small_form
from natc.engine.errors import Unusable
from natc.engine.standard.asked.drafting import question_of
from natc.engine.standard.asked.form import read_asked_form
from natc.engine.standard.asked.xlsform_reader import Imported, read_xlsform
from natc.engine.standard.asked.xlsform_writer import write_form
from natc.engine.standard.form import load_form, read_yaml
from natc.engine.standard.templates.write import write_questionnaire
from natc.engine.whole import whole_workbook

FORMS = Path(__file__).parents[3] / "src/natc/hub/submissions/asked"
REAL = os.environ.get("NATC_REAL_DATA")
NAMED = ["type", "name", "label::English (en)", "label::Srpski (sr)", "required"]
YES_NO = [["list_name", "name", "label"], ["yn", "y", "Yes"], ["yn", "n", "No"]]


@pytest.fixture
def brought(tmp_path):
    """`brought(rows, choices=…)` reads an XLSForm whose survey has these rows, headings first."""

    def read(rows, choices=YES_NO, **sheets) -> Imported:
        path = tmp_path / "form.xlsx"
        with whole_workbook(path) as book:
            for name, cells in {"survey": rows, "choices": choices, **sheets}.items():
                sheet = book.add_worksheet(name)
                for number, row in enumerate(cells):
                    sheet.write_row(number, 0, row)
        return read_xlsform(path, "en")

    return read


def said(imported):
    return [(one.rule, one.sheet, one.row) for one in imported.findings if one.rule != "readers_not_said"]


def test_questions_of_every_kind_come_in(brought):
    imported = brought(
        [
            ["type", "name", "label", "label::Srpski (sr)", "hint", "required", "appearance", "constraint", "parameters"],
            ["note", "intro", "What this is for"],
            ["begin_group", "one", "Part one", "Први део"],
            ["text", "why", "Why?", "Зашто?", "In short", "yes"],
            ["text", "story", "How?", "", "", "no", "multiline"],
            ["integer", "posts", "Posts", "", "", "yes", "", ". >= 0 and . <= 500"],
            ["decimal", "share", "Share"],
            ["date", "day", "Day"],
            ["end_group"],
            ["select_one yn", "agreed", "Agreed?"],
            ["select one yn", "much", "How much?", "", "", "", "likert"],
            ["select_multiple yn", "several", "Which?"],
            ["rank yn", "order", "In order"],
            ["range", "scale", "From 1 to 5", "", "", "", "", "", "start=1 end=5 step=1"],
        ]
    )
    form = read_asked_form(imported.form)

    assert said(imported) == []
    assert form.purpose == {"en": "What this is for"}
    assert [(section.code, section.title["en"]) for section in form.sections] == [("one", "Part one"), ("questions", "Questions")]
    assert form.sections[0].title["sr"] == "Први део"
    assert [question.ask.value for section in form.sections for question in section.questions] == [
        *("text", "text", "number", "number", "date"),
        *("choice", "scale", "choices", "ranking", "scale"),
    ]
    assert (form.question("why").note, form.question("why").needed, form.question("why").long) == (
        {"en": "In short"},
        True,
        False,
    )
    assert (form.question("story").needed, form.question("story").long) == (False, True)
    assert (form.question("posts").least, form.question("posts").most, form.question("posts").whole) == (0, 500, True)
    assert not form.question("share").whole
    assert [option.code for option in form.question("scale").options] == ["1", "2", "3", "4", "5"]
    assert {question.readers for question in form.sections[0].questions} == {"desk and reviewer"}


@pytest.mark.parametrize(
    ("heading", "row", "rule"),
    [
        ("relevant", ["text", "a", "A", "", "", "${b} = 1"], "branching"),
        ("calculation", ["text", "a", "A", "", "", "1 + 1"], "calculation"),
        ("calculation", ["calculate", "a", "", "", "", "1 + 1"], "calculation"),
        ("choice_filter", ["select_one yn", "a", "A", "", "", "x = 1"], "branching"),
        ("x", ["begin_repeat", "a", "A"], "repeats"),
        ("x", ["geopoint", "a", "A"], "unknown_type"),
        ("x", ["select_one_from_file x.csv", "a", "A"], "unknown_type"),
        ("x", ["select_one yn or_other", "a", "A"], "or_other"),
        ("x", ["select_one nowhere", "a", "A"], "list_missing"),
        ("x", ["select_one", "a", "A"], "list_missing"),
        ("x", ["text", "a b", "A"], "strange_name"),
        ("x", ["text", "", "A"], "strange_name"),
        ("x", ["text", "first", "A"], "same_name"),
        ("x", ["text", "a", "", "А"], "no_english"),
        ("x", ["end_group"], "group_without_begin"),
        ("natc_readers", ["text", "a", "A", "", "", "police"], "strange_readers"),
    ],
)
def test_what_a_call_does_not_have_is_said_with_its_row_and_nothing_is_taken(brought, heading, row, rule):
    imported = brought([[*NAMED, heading], ["text", "first", "First"], row])

    assert imported.form is None
    assert said(imported) == [(rule, "survey", 3)]
    assert all(text for one in imported.findings for text in (one.says, one.expected, one.do))


def test_a_group_in_a_group_and_options_that_are_no_options_are_said(brought):
    nested = brought(
        [NAMED, ["begin_group", "a", "A"], ["begin_group", "b", "B"], ["text", "c", "C"], ["end_group"], ["end_group"]]
    )
    options = brought(
        [NAMED, ["select_one yn", "a", "A"]], [YES_NO[0], ["yn", "y", "Yes"], ["yn", "y", "Si"], ["yn", "n n", "No"]]
    )

    assert said(nested) == [("group_in_group", "survey", 3), ("group_without_begin", "survey", 6)]
    assert ("same_name", "choices", 3) in said(options)
    assert ("strange_name", "choices", 4) in said(options)


def test_what_can_be_left_out_is_said_and_the_rest_is_taken(brought):
    imported = brought(
        [
            [*NAMED, "constraint", "media::image"],
            ["start", "start"],
            ["text", "a", "A", "", "", "regex(., '^x')", "a.png"],
            ["calculate", "__version__"],
        ]
    )

    assert said(imported) == [
        ("left_out", "survey", 3),
        ("recorded_anyway", "survey", 2),
        ("constraint_left_out", "survey", 3),
        ("recorded_anyway", "survey", 4),
    ]
    assert question_of(imported.form, "a")


def test_notes_say_what_follows_them(brought):
    rows = [["type", "name", "label", "hint"], ["note", "n1", "Purpose"], ["begin_group", "g", "G"], ["note", "n2", "About G"]]
    rows += [["text", "a", "A", ""], ["note", "n3", "Look up first"], ["text", "b", "B", "then write"], ["note", "n4", "Thanks"]]

    form = read_asked_form(brought([*rows, ["end_group"]]).form)

    assert form.purpose == {"en": "Purpose"}
    assert form.question("b").note == {"en": "Look up first\nthen write"}
    assert form.sections[0].note == {"en": "About G\nThanks"}


@pytest.mark.parametrize(
    ("heading", "tag"),
    [("Albanian", "sq"), ("Shqip (sq)", "sq"), ("srpski (sr-Latn)", "sr-Latn"), ("Македонски", "mk"), ("cnr", "cnr")],
)
def test_a_language_is_known_by_its_code_or_its_name(brought, heading, tag):
    form = brought([["type", "name", "label", f"label::{heading}"], ["text", "a", "A", "B"]]).form

    assert question_of(form, "a")["label"] == {"en": "A", tag: "B"}


def test_a_language_that_nobody_knows_is_said_and_serbian_latin_is_made_from_cyrillic(brought):
    unknown = brought([["type", "name", "label", "label::Our language"], ["text", "a", "A", "B"]])
    both = brought([["type", "name", "label", "label::Српски (sr)", "label::Srpski (sr-Latn)"], ["text", "a", "A", "Ђак", "Đak"]])

    assert said(unknown) == [("strange_language", "survey", 1)]
    assert question_of(both.form, "a")["label"] == {"en": "A", "sr": "Ђак"}


@pytest.mark.parametrize("content", [b"%PDF-1.7", b"type,name\ntext,a\n", b"PK\x03\x04 not a workbook", b""])
def test_a_file_that_is_no_workbook_is_refused_with_a_sentence(tmp_path, content):
    path = tmp_path / "form.xlsx"
    path.write_bytes(content)

    with pytest.raises(Unusable, match=r"form\.xlsx"):
        read_xlsform(path, "en")


def test_a_workbook_that_is_no_xlsform_says_so(brought):
    assert said(brought([["Country", "Victims"], ["RS", 12]])) == [("no_survey", "survey", None)]
    assert said(brought([NAMED])) == [("nothing_asked", "survey", 1)]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(any_form())
def test_a_form_is_the_same_after_it_was_an_xlsform(tmp_path, form):
    write_form(read_asked_form(form), tmp_path / "any.xlsx")

    imported = read_xlsform(tmp_path / "any.xlsx", "en")

    assert {one.rule for one in imported.findings} <= {"few_options", "same_options"}
    if imported.form:
        assert read_asked_form(imported.form) == read_asked_form(form)


@pytest.mark.parametrize("name", ["consultation", "readiness"])
def test_the_forms_of_the_platform_are_the_same_after_they_were_xlsforms(tmp_path, name):
    form = read_asked_form(read_yaml(FORMS / f"{name}.yaml"))
    write_form(form, tmp_path / f"{name}.xlsx")

    assert read_asked_form(read_xlsform(tmp_path / f"{name}.xlsx", "sr").form) == form
    assert convert(xlsform=tmp_path / f"{name}.xlsx", validate=False).xform


def test_a_form_with_a_table_is_no_xlsform(tmp_path):
    with pytest.raises(Unusable, match="has tables"):
        write_form(read_asked_form(read_yaml(FORMS / "progress.yaml")), tmp_path / "p.xlsx")


def test_a_code_that_is_taken_is_not_given_again(tmp_path):
    write_form(read_asked_form(small_form()), tmp_path / "s.xlsx")

    assert read_xlsform(tmp_path / "s.xlsx", "en", taken={"small"}).form["code"] == "small-2"


@pytest.mark.parametrize("register", ["protection", "justice"])
def test_the_xlsform_of_a_register_comes_in_with_the_warning_that_it_asks_about_persons(tmp_path, register):
    write_questionnaire(register, tmp_path / "register.xlsx", "en")

    imported = read_xlsform(tmp_path / "register.xlsx", "en")
    form = read_asked_form(imported.form)

    assert "about_persons" in {one.rule for one in imported.findings}
    assert set(form.listed) == {variable.code for variable in load_form(register).variables}
    assert all("sr" in question.label and "sr-Latn" not in question.label for question in form.listed.values())


@pytest.mark.skipif(REAL is None, reason="NATC_REAL_DATA names no folder of real files")
def test_the_real_xlsform_of_htcds_comes_in():
    imported = read_xlsform(Path(str(REAL)) / "htcds_xlsform.xlsx", "en")
    form = read_asked_form(imported.form)

    assert {one.rule for one in imported.findings} == {"recorded_anyway", "about_persons", "readers_not_said"}
    assert len(form.listed) == 31
    assert len(form.question("prs_Citizenship").options) > 200
