"""What a person gets to read of the standard: on the screen and as the reference page."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from natc.commands.screen import out
from natc.commands.standard import Language, app
from natc.engine.errors import Unusable
from natc.engine.standard.form import FORMS, load_form
from natc.engine.standard.reference import find, standard_page, words
from natc.engine.text import LANGUAGES

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "standard.md"


def shown(*arguments: str) -> str:
    with pytest.MonkeyPatch.context() as terminal:
        terminal.setattr(out, "width", 200)
        result = CliRunner().invoke(app, arguments, catch_exceptions=False)

    assert result.exit_code == 0
    return result.stdout


def test_the_reference_page_is_what_the_standard_says():
    assert PAGE.read_text(encoding="utf-8") == standard_page(), (
        "docs/reference/standard.md is out of date: run python -m natc.engine.standard.reference > docs/reference/standard.md"
    )


def test_every_word_around_the_standard_is_there_in_english_and_serbian():
    assert [key for key, text in words().items() if set(text) != {"en", "sr"}] == []


def test_the_whole_standard_shows_every_variable_of_every_form():
    screen = shown()

    assert [v.code for form in FORMS for v in load_form(form).variables if v.code not in screen] == []


def test_one_form_shows_its_variables_and_no_others():
    screen = shown("--form", "ngo")

    assert "vic_TraffickingStatus" in screen
    assert "vic_MethodsOfControl" not in screen


def test_one_variable_shows_its_codes_its_rules_and_what_nobody_has_checked():
    screen = shown("law_ReflectionPeriod")

    assert "OfferedAndDeclined" in screen
    assert "reflection-granted-without-date" in screen
    assert "CETS 197 art. 13 (at least 30 days) [to be checked]" in screen


@pytest.mark.parametrize(
    ("lang", "label"),
    [("en", "Age is disputed"), ("sr", "Старост је спорна"), ("sr-Latn", "Starost je sporna")],
)
def test_a_variable_can_be_read_in_every_language(lang, label):
    assert label in shown("vic_AgeDisputed", "--lang", lang)


def test_a_variable_of_both_registers_is_shown_for_each_and_once_for_those_who_only_take_it():
    screen = shown("prs_Citizenship")

    assert "Protection register" in screen
    assert "Criminal-justice register" in screen
    assert "Short sheet" not in screen


@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ("vic_AgeDisputd", "vic_AgeDisputed"),
        ("TypeOfExploitation", "vic_TypeOfExploitation"),
        ("državljanstvo", "prs_Citizenship"),
        ("држављанство", "prs_Citizenship"),
        ("gjinia", "prs_Gender"),
    ],
)
def test_an_unknown_code_is_answered_with_the_nearest(asked, offered):
    with pytest.raises(Unusable, match=rf"no variable .*did you mean .*{offered}"):
        find(asked, [load_form("protection")])


def test_case_does_not_matter_in_a_code():
    assert [variable.code for _, variable in find("VIC_agedisputed", [load_form("protection")])] == ["vic_AgeDisputed"]


def test_an_unknown_form_is_named_with_those_there_are():
    with pytest.raises(Unusable, match="protection, justice, ngo, identifiers"):
        CliRunner().invoke(app, ["--form", "register"], catch_exceptions=False)


def test_the_standard_can_be_asked_for_in_every_language_of_the_product():
    assert tuple(Language) == LANGUAGES
