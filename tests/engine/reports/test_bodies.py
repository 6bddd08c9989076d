"""What must be true of every body's report, whoever edits its YAML."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

from natc.commands.report import Body as BodyOfCommand
from natc.engine.standard.convert import load_crosswalk
from natc.engine.standard.form import Source, iso3166
from natc.engine.standard.harmonise.labels import classify
from natc.engine.standard.reports.body import BODIES, Body, Line, ReportTable, expand, load_body
from natc.engine.standard.reports.figures import form_rows
from natc.engine.standard.reports.selection import Selection, select
from natc.engine.standard.reports.words import load_words
from natc.engine.standard.submission_form import Measure, Rows, Table, load_submission_form
from natc.engine.text import Text

FORM = load_submission_form()
BANNED = re.compile(r"perpetrator|illegal migrant|funnel|\breturn of data|починилац|илегалн\w* мигрант", re.IGNORECASE)
# Names of standards, bodies, commands, tables and variables, written the same everywhere.
LATIN_THAT_STAYS = re.compile(
    r"GLOTIP|UNODC|CTDC|WB-MIDEX|CETS|CSV|SHA-256|crim_thb|natc( aggregate)?|--from|--to|Datasource|yearOfRegistration"
    r"|majorityStatus(AtExploit)?|majorityEntry|CountryOfExploitation|citizenship|gender|ageBroad|is\w+Exploit|typeOfSex|recruiterRelation"
    r"|\b[A-Z]\d+(-\w+)?\b|\{\w+\}"
)


def bodies() -> list[Body]:
    return [load_body(code) for code in BODIES]


def tables() -> list[tuple[Body, ReportTable]]:
    return [(body, table) for body in bodies() for table in body.tables]


def lines(body: Body, lists: str) -> tuple[Line, ...]:
    """The lines of a list; of an open dimension one, any."""
    first = {each.code: [one.code for one in each.categories[:1]] for table in FORM.tables for each in table.dimensions}
    return expand(body, lists, territory="RS", occurring=lambda dimension: first[dimension])


def figures(body: Body, table: ReportTable) -> Iterator[tuple[Line, Line, Selection]]:
    """Every number of a table that is summed from the submission."""
    for row, column in product(lines(body, table.rows), lines(body, table.columns)):
        if not row.cannot and not column.cannot:
            yield row, column, table.selection.and_(row.selection).and_(column.selection)


def selections() -> Iterator[tuple[str, Selection]]:
    for body in bodies():
        for table in body.tables:
            yield from ((f"{body.code} {table.code}", selection) for _, _, selection in figures(body, table))
        yield from ((f"{body.code} differences", one.concerns) for one in body.differences if one.concerns)


def taken(selection: Selection) -> list[tuple[str, ...]]:
    """The cells of a closed table that a selection takes."""
    table = FORM.table(selection.table)
    return [codes for codes in form_rows(table.code) if selection.takes(table, codes)]


def texts(value: Any, where: str = "") -> Iterator[tuple[str, Text]]:
    """Every multilingual text inside a YAML or a dataclass."""
    if isinstance(value, dict) and "en" in value:
        yield where, value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from texts(part, f"{where} {key}")
    elif isinstance(value, list | tuple):
        for part in value:
            yield from texts(part, where)
    elif hasattr(value, "__dataclass_fields__"):
        for key in value.__dataclass_fields__:
            yield from texts(getattr(value, key), f"{where} {key}")


def all_texts() -> list[tuple[str, Text]]:
    return [*texts(dict(load_words()), "words"), *(found for body in bodies() for found in texts(body, body.code))]


def test_every_cell_that_a_report_names_exists_in_the_form():
    wrong = []
    for where, selection in selections():
        table = FORM.table(selection.table)
        known = {dimension.code: {category.code for category in dimension.categories} for dimension in table.dimensions}
        wrong += [
            (where, selection.written())
            for clause in selection.where
            if not set(clause.codes) <= known.get(clause.dimension, set())
        ]

    assert wrong == []


def test_every_number_takes_a_cell_of_its_table_but_where_the_form_has_no_such_row():
    empty = {
        (where, selection.written())
        for where, selection in selections()
        if not FORM.table(selection.table).open and not taken(selection)
    }

    assert empty == {
        ("network P13", "P13 right=ReflectionPeriod decision=Paid"),
        ("network P13", "P13 right=ResidencePermit decision=Paid"),
    }


def test_rows_beside_a_total_count_every_cell_of_it_once():
    wrong = []
    for body, table in tables():
        first, *others = (table.selection.and_(line.selection) for line in lines(body, table.rows))
        if first == table.selection and others and not FORM.table(first.table).open:
            counted = [codes for other in others for codes in taken(other)]
            wrong += [(body.code, table.code)] if sorted(counted) != sorted(taken(first)) else []

    assert wrong == []


def test_unodcs_three_forms_leave_out_the_unknown_form_alone():
    forms = [select("P4").and_(line.selection) for line in lines(load_body("glotip"), "forms")]

    counted = [codes for form in forms for codes in taken(form)]

    assert sorted(counted) == sorted(taken(select("P4 form_one!=Unknown")))


def test_victims_are_identified_presumed_or_of_unknown_status():
    parts = [select("P1").and_(line.selection) for line in lines(load_body("art19a"), "identified + presumed + status_unknown")]

    counted = [codes for part in parts for codes in taken(part)]

    assert sorted(counted) == sorted(taken(select("P1 status!=NotAVictimOfTrafficking")))


def test_mentions_are_never_added_up_as_persons():
    """In a table where a person stands in several rows, only sex and age may be summed, unless the unit says "mention"."""
    wrong = [
        (body.code, table.code, selection.written())
        for body, table in tables()
        for _, _, selection in figures(body, table)
        if FORM.table(selection.table).rows is Rows.SEVERAL and not table.unit["en"].startswith(("mention", "amount"))
        for dimension in FORM.table(selection.table).dimensions
        if dimension.code not in ("sex", "age") and not fixed(FORM.table(selection.table), selection, dimension.code)
    ]

    assert wrong == []


def fixed(table: Table, selection: Selection, dimension: str) -> bool:
    """Whether all cells that are taken have the same category of this dimension."""
    place = [each.code for each in table.dimensions].index(dimension)
    return selection.only(dimension) is not None or len({codes[place] for codes in taken(selection)}) <= 1


def test_amounts_are_never_added_over_currencies_nor_days_at_all():
    wrong = [
        (where, selection.written())
        for where, selection in selections()
        for dimension in FORM.table(selection.table).dimensions
        if (FORM.table(selection.table).measure is Measure.DAYS or dimension.code == "currency")
        and selection.only(dimension.code) is None
    ]

    assert wrong == []


def test_every_table_and_difference_says_its_source():
    sources: list[Source] = [table.source for _, table in tables()]
    sources += [one.source for body in bodies() for one in body.differences] + [body.source for body in bodies()]

    assert [source for source in sources if not source.text.strip()] == []


def test_every_body_says_its_differences_and_what_it_cannot_be_given():
    assert [body.code for body in bodies() if not body.differences or not body.lacks] == []


def test_every_text_is_there_in_english_and_serbian():
    missing = [
        where for where, text in all_texts() if set(text) != {"en", "sr"} or not all(part.strip() for part in text.values())
    ]

    assert missing == []


def test_serbian_is_written_in_cyrillic():
    latin = [
        (where, text["sr"])
        for where, text in all_texts()
        if re.search(r"[A-Za-zČĆŠŽĐčćšžđ]", LATIN_THAT_STAYS.sub("", text["sr"]))
    ]

    assert latin == []


def test_no_text_uses_a_word_that_the_house_does_not_use():
    assert [(where, said) for where, text in all_texts() for said in text.values() if BANNED.search(said)] == []


def test_both_languages_have_the_same_places_to_fill_in():
    places = [(where, *(set(re.findall(r"\{(\w+)\}", text[lang])) for lang in ("en", "sr"))) for where, text in all_texts()]

    assert [where for where, english, serbian in places if english != serbian] == []


def test_tables_have_names_that_a_sheet_and_a_file_can_bear():
    names = [(body.code, table.code) for body, table in tables()]

    assert len(names) == len(set(names))
    assert [name for name in names if not re.fullmatch(r"[A-Z][\w-]{0,30}", name[1])] == []


def test_the_command_offers_every_body():
    assert [body.value for body in BodyOfCommand] == list(BODIES)


def test_countries_and_states_that_unodc_names_are_the_ones_we_mean():
    glotip = load_body("glotip")

    assert {code: classify(name).code for code, name in glotip.names.items()} == {code: code for code in glotip.names}
    assert {code: state.alpha3 for code, state in glotip.states.items()} == {code: iso3166()[code] for code in glotip.states}


def test_ctdcs_variables_are_those_that_its_crosswalk_reads():
    carried = {(carry.column.casefold(), code) for carry in load_crosswalk("ctdc").columns for code in carry.values.values()}
    named = [
        (line.written[0].casefold(), line.selection.where[0].codes[0])
        for name in ("exploitation", "means", "labour")
        for line in lines(load_body("ctdc"), name)
        if not line.cannot and not line.written[0].endswith(("NotSpecified", "typeOfLabourOther"))
    ]

    assert [each for each in named if each not in carried] == []
