"""The XLSForm of a register, converted as a survey server would."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pyxform.xls2xform import convert

from natc.engine.standard.form import Kind, Level, load_codes, load_form
from natc.engine.standard.templates.write import REGISTERS, write_questionnaire
from natc.engine.standard.templates.xlsform import DATE_PATTERN, LANGUAGE_NAMES
from natc.engine.text import LANGUAGES, say

SPACES = {"x": "http://www.w3.org/2002/xforms"}

each_register = pytest.mark.parametrize("register", REGISTERS)


def converted(tmp_path: Path, register: str) -> ElementTree.Element:
    path = tmp_path / f"{register}.xlsx"
    write_questionnaire(register, path, "en")
    return ElementTree.fromstring(convert(xlsform=path, validate=False).xform)


def translations(xform: ElementTree.Element, lang: str) -> dict[str, str]:
    found = xform.iterfind(f".//x:translation[@lang='{LANGUAGE_NAMES[lang]}']/x:text", SPACES)
    return {text.get("id", ""): text.findtext("x:value", "", SPACES) for text in found}


@each_register
def test_it_converts_and_asks_every_variable_once(tmp_path, register):
    xform = converted(tmp_path, register)

    asked = [bind.get("nodeset", "").rsplit("/", 1)[-1] for bind in xform.iterfind(".//x:bind", SPACES)]

    for variable in load_form(register).variables:
        assert asked.count(variable.code) == 1


@each_register
@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_question_is_asked_in_each_language(tmp_path, register, lang):
    said = translations(converted(tmp_path, register), lang)

    labels = {key.rsplit("/", 1)[-1]: text for key, text in said.items()}

    for variable in load_form(register).variables:
        suffix = {"en": " (core)", "sr": " (основно)", "sr-Latn": " (osnovno)"}[lang] if variable.level is Level.CORE else ""
        assert labels[f"{variable.code}:label"] == say(variable.label, lang) + suffix


@each_register
def test_answers_to_coded_questions_are_the_codes_of_the_standard(tmp_path, register):
    xform = converted(tmp_path, register)

    for name in {variable.codes for variable in load_form(register).variables if variable.codes}:
        items = xform.iterfind(f".//x:instance[@id='{name}']//x:item/x:name", SPACES)
        assert [item.text for item in items] == [entry.code for entry in load_codes(name).codes]


@each_register
def test_no_question_is_required_so_that_little_can_be_entered(tmp_path, register):
    assert not [bind for bind in converted(tmp_path, register).iterfind(".//x:bind", SPACES) if bind.get("required")]


def test_an_age_outside_its_range_and_a_date_of_no_known_shape_are_stopped(tmp_path):
    form = load_form("protection")
    binds = {
        bind.get("nodeset", "").rsplit("/", 1)[-1]: bind.get("constraint")
        for bind in converted(tmp_path, "protection").iterfind(".//x:bind", SPACES)
    }
    age = form.variable("vic_AgeAtRegistration")

    assert binds[age.code] == f". >= {age.least:g} and . <= {age.most:g}"
    assert all(binds[variable.code].startswith("regex(") for variable in form.variables if variable.kind is Kind.DATE)


@pytest.mark.parametrize(
    ("typed", "taken"),
    [
        ("31.12.2024", True),
        ("1.2.2024", True),
        ("12/2024", True),
        ("2024", True),
        ("2024-12-31", False),
        ("13/2024", False),
        ("12.2024", False),
        ("24", False),
        ("autumn 2024", False),
    ],
)
def test_a_date_is_a_day_a_month_or_a_year(typed, taken):
    assert bool(re.fullmatch(DATE_PATTERN, typed)) is taken
