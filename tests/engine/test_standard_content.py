"""What must be true of every word of the standard, whoever edits its YAML."""

import re
from collections import Counter
from collections.abc import Iterator

import pytest

from natc.engine.standard.form import COUNTRIES, FORMS, HERE, MERGES, READERS, Form, Kind, Rule, Variable, load_codes, load_form
from natc.engine.text import LANGUAGES, Text, fold

REGISTERS = ("protection", "justice", "ngo")
LISTS = sorted(path.stem for path in (HERE / "codes").glob("*.yaml") if path.stem not in ("iso3166", COUNTRIES))
BANNED = re.compile(r"perpetrator|illegal migrant|funnel|detected|\breturn of data|починилац|илегалн\w* мигрант", re.IGNORECASE)
IDENTIFYING = re.compile(r"^id_|Name$|Birth[Dd]ate|Document|Address|Phone|Email|Narrative|Details|Comment")
LATIN_THAT_STAYS = re.compile(r"\b(HTCDS|ISO|ISIC|CETS|JIT)\b|3166-1|4217")  # names of standards, written the same everywhere


def forms() -> list[Form]:
    return [load_form(code) for code in FORMS]


def variables() -> list[tuple[str, Variable]]:
    return [(form.code, variable) for form in forms() for variable in form.variables]


def rules() -> list[tuple[Form, Rule]]:
    return [(form, rule) for form in forms() for rule in form.rules]


def texts() -> Iterator[tuple[str, Text]]:
    """Every text a person reads, with where it stands."""
    for form in forms():
        yield from ((f"{form.code} {part}", text) for part, text in (("title", form.title), ("purpose", form.purpose)))
        yield f"{form.code} unit", form.unit
        yield from ((f"{form.code} group {name}", text) for name, text in form.groups.items())
        for variable in form.variables:
            said = (variable.label, variable.definition, variable.unit, variable.counting, variable.caveat)
            yield from ((f"{form.code} {variable.code}", text) for text in said if text is not None)
        for rule in form.rules:
            yield from ((f"{form.code} rule {rule.code}", text) for text in (rule.says, rule.expected, rule.do))
    for name in LISTS:
        for code in load_codes(name).codes:
            yield from ((f"{name} {code.code}", text) for text in (code.label, code.note) if text is not None)


def test_every_text_is_there_in_english_and_serbian():
    missing = [where for where, text in texts() if set(text) != {"en", "sr"} or not all(part.strip() for part in text.values())]

    assert missing == []


def test_serbian_is_written_in_cyrillic():
    latin = [
        (where, text["sr"]) for where, text in texts() if re.search(r"[A-Za-zČĆŠŽĐčćšžđ]", LATIN_THAT_STAYS.sub("", text["sr"]))
    ]

    assert latin == []


def test_english_carries_no_stray_cyrillic():
    assert [(where, text["en"]) for where, text in texts() if re.search(r"[\u0400-\u04ff]", text["en"])] == []


def test_no_text_uses_a_word_that_the_house_does_not_use():
    assert [(where, text) for where, text in texts() for said in text.values() if BANNED.search(said)] == []


@pytest.mark.parametrize(("form", "count"), [("protection", 60), ("justice", 35), ("ngo", 12), ("identifiers", 5)])
def test_the_forms_have_the_sizes_that_were_agreed(form, count):
    assert len(load_form(form).variables) == count


def test_codes_of_variables_are_unique_in_a_form_and_shared_only_when_taken():
    for form in forms():
        assert [code for code, count in Counter(variable.code for variable in form.variables).items() if count > 1] == []
    assert {variable.code for variable in load_form("ngo").variables} <= {v.code for v in load_form("protection").variables}


def test_variables_stand_together_by_group_in_the_order_of_the_groups():
    for form in forms():
        groups = list(dict.fromkeys(variable.group for variable in form.variables))

        assert groups == list(form.groups)


def test_no_register_asks_for_anything_that_identifies_or_tells_the_story():
    asked = [variable.code for form, variable in variables() if form in REGISTERS]

    assert [code for code in asked if IDENTIFYING.search(code) and code != "org_Name"] == []


def test_what_identifies_is_read_at_home_only():
    home = {variable.code for _, variable in variables() if variable.readers == "home"}

    assert {"cas_PersonCode", *(variable.code for variable in load_form("identifiers").variables)} <= home
    assert {variable.readers for _, variable in variables()} <= set(READERS)


def test_every_variable_joins_two_bodies_in_a_way_that_its_kind_allows():
    allowed = {
        Kind.CODE: {"first", "furthest"},
        Kind.CODES: {"union"},
        Kind.DATE: {"first", "earliest", "latest"},
        Kind.INTEGER: {"first", "largest"},
        Kind.AMOUNT: {"largest"},
        Kind.TEXT: {"first"},
    }

    assert [variable.code for _, variable in variables() if variable.merge not in allowed[variable.kind]] == []
    assert {merge for merges in allowed.values() for merge in merges} == set(MERGES)


def test_coded_variables_name_a_list_that_exists_and_others_name_none():
    coded = {(variable.code, variable.codes) for _, variable in variables() if variable.kind in (Kind.CODE, Kind.CODES)}

    assert {name for _, name in coded} <= {*LISTS, COUNTRIES}
    assert [v.code for _, v in variables() if v.kind not in (Kind.CODE, Kind.CODES) and v.codes is not None] == []


def test_no_code_list_lies_unused():
    assert set(LISTS) == {variable.codes for _, variable in variables() if variable.codes} - {COUNTRIES}


@pytest.mark.parametrize("name", [*LISTS, COUNTRIES])
def test_codes_are_unique_and_free_of_the_separator(name):
    codes = [code.code for code in load_codes(name).codes]

    assert len(codes) == len(set(codes))
    assert [code for code in codes if not re.fullmatch(r"\w+", code)] == []


@pytest.mark.parametrize("name", LISTS)
def test_no_wording_leads_to_two_codes_of_one_list(name):
    meant: dict[str, set[str]] = {}
    for code in load_codes(name).codes:
        for wording in (code.code, *code.label.values(), *code.also):
            meant.setdefault(fold(wording), set()).add(code.code)

    assert {wording: codes for wording, codes in meant.items() if len(codes) > 1} == {}
    assert "" not in meant


@pytest.mark.parametrize("name", [name for name in [*LISTS, COUNTRIES] if name != "currencies"])
def test_asked_and_not_known_can_be_said_in_every_list(name):
    codes = {code.code for code in load_codes(name).codes}

    assert codes & {"Unknown", "NonSpecifiedUnknown"}


@pytest.mark.parametrize("form", FORMS)
def test_no_heading_that_offices_use_leads_to_two_variables(form):
    meant: dict[str, set[str]] = {}
    for variable in load_form(form).variables:
        for heading in (variable.code, *variable.label.values(), *variable.also):
            meant.setdefault(fold(heading), set()).add(variable.code)

    assert {heading: codes for heading, codes in meant.items() if len(codes) > 1} == {}


def test_every_variable_knows_headings_in_several_languages():
    assert [variable.code for _, variable in variables() if len(variable.also) < 3] == []


def test_every_definition_rule_and_list_has_a_source():
    sources = [variable.source for _, variable in variables()] + [rule.source for _, rule in rules()]
    sources += [load_codes(name).source for name in [*LISTS, COUNTRIES]]

    assert [source for source in sources if not source.text.strip()] == []


def test_what_comes_from_law_is_marked_to_be_checked():
    lawful = re.compile(r"Directive|CETS|Palermo|Eurostat")
    sources = {variable.source for _, variable in variables()} | {rule.source for _, rule in rules()}

    assert [source for source in sources if lawful.search(source.text) and source.checked] == []


def test_no_text_is_in_a_language_the_product_does_not_speak():
    assert {language for _, text in texts() for language in text} <= set(LANGUAGES)


def test_amounts_are_counted_in_money_and_not_in_persons():
    amounts = [variable for _, variable in variables() if variable.kind is Kind.AMOUNT]

    assert [amount.code for amount in amounts if not amount.unit["en"].startswith("money")] == []


def test_the_columns_for_linking_are_never_taken_for_columns_of_the_register():
    register, linking = (
        {
            fold(word)
            for variable in load_form(form).variables
            for word in (variable.code, *variable.label.values(), *variable.also)
        }
        for form in ("protection", "identifiers")
    )

    assert register & linking == set()
