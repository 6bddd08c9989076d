"""Single cells: what an office writes, and how it is read."""

import datetime
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from natc.engine.standard.form import COUNTRIES, Kind, load_codes, load_form
from natc.engine.standard.values import (
    Conventions,
    DateOrder,
    Decimals,
    Fault,
    nearest_code,
    read_amount,
    read_cell,
    read_code,
    read_codes,
    read_date,
    read_number,
    read_text,
)
from natc.engine.text import in_every_language

TODAY = datetime.date(2026, 1, 15)
AGE = load_form("protection").variable("vic_AgeAtRegistration")

DATES = """
31.12.2024.          2024-12-31
31.12.2024           2024-12-31
31. 12. 2024         2024-12-31
1.2.2024             2024-02-01
2024-12-31           2024-12-31
2024-12-31 00:00:00  2024-12-31
2024-12-31T23:59Z    2024-12-31
31.12.2024. 14:30    2024-12-31
31.12.2024 9:05 AM   2024-12-31
2024-12              2024-12
12/2024              2024-12
12.2024.             2024-12
2024                 2024
2024.                2024
31/12/2024           2024-12-31
12/31/2024           2024-12-31
31-12-2024           2024-12-31
04/04/2024           2024-04-04
29.02.2024           2024-02-29
15.01.2026           2026-01-15
2026                 2026
03/04/2024           ambiguous_date
3-4-2024             ambiguous_date
31.12.24             not_a_date
31/12/24             not_a_date
31.02.2024           not_a_date
29.02.2023           not_a_date
13/2024              not_a_date
00.05.2024           not_a_date
2024-00-00           not_a_date
31.12/2024           not_a_date
1.1.1899             not_a_date
31.12.2024?          not_a_date
spring 2024          not_a_date
45657                not_a_date
16.01.2026           future_date
2026-02              future_date
2027                 future_date
"""


def rows(table: str) -> list[tuple[str, str]]:
    return [tuple(part.strip() for part in line.split("  ", 1)) for line in table.strip().splitlines()]


def told(reading) -> str:
    return reading.fault or reading.value


@pytest.mark.parametrize(("written", "read"), rows(DATES))
def test_a_date_is_read_in_one_way_or_not_at_all(written, read):
    assert told(read_date(written, today=TODAY)) == read


@pytest.mark.parametrize(("order", "read"), [(DateOrder.DAY_FIRST, "2024-04-03"), (DateOrder.MONTH_FIRST, "2024-03-04")])
def test_an_office_that_said_its_order_is_read_by_it(order, read):
    assert read_date("03/04/2024", order, today=TODAY).value == read


def test_a_month_first_office_that_writes_day_31_first_has_written_no_date():
    assert read_date("31/12/2024", DateOrder.MONTH_FIRST, today=TODAY).fault is Fault.NOT_A_DATE


@given(st.dates(datetime.date(1900, 1, 1), TODAY))
def test_every_day_written_with_points_or_as_iso_is_read_as_itself(day):
    pointed = f"{day.day}. {day.month}. {day.year}."

    assert read_date(pointed, today=TODAY).value == read_date(day.isoformat(), today=TODAY).value == day.isoformat()


@given(st.text(max_size=20))
def test_no_text_makes_the_reader_of_dates_fail(text):
    reading = read_date(text, today=TODAY)

    assert (reading.value is None) == (reading.fault is not None)


NUMBERS = """
1234         1234
-3           -3
1234.50      1234.50
1234,50      1234.50
1.234,56     1234.56
1,234.56     1234.56
1 234,5      1234.5
1 234 567    1234567
1.234.567    1234567
1,234,567    1234567
1.234        ambiguous_number
1,234        ambiguous_number
1,2,3        not_a_number
1e3          not_a_number
12 EUR       not_a_number
17?          not_a_number
"""


@pytest.mark.parametrize(("written", "read"), rows(NUMBERS))
def test_a_number_loses_its_thousands_signs_and_keeps_its_value(written, read):
    assert told(read_amount(written)) == read


def test_an_office_that_said_its_decimal_sign_is_read_by_it():
    assert read_amount("1.234", Decimals.COMMA).value == "1234"
    assert read_amount("1.234", Decimals.POINT).value == "1.234"
    assert read_amount("1,234", Decimals.COMMA).value == "1.234"
    assert read_amount("12.5", Decimals.COMMA).fault is Fault.NOT_A_NUMBER


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_both_ways_of_writing_an_amount_give_the_same(whole, cents):
    comma, point = f"{whole:,},{cents:02}".replace(",", ".", f"{whole:,}".count(",")), f"{whole:,}.{cents:02}"

    assert read_amount(comma).value == read_amount(point).value == f"{whole}.{cents:02}"


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("17", "17"), ("17.0", "17"), ("0", "0"), ("120", Fault.UNLIKELY), ("81", Fault.UNLIKELY), ("80", "80"),
        ("121", Fault.OUT_OF_RANGE), ("-1", Fault.OUT_OF_RANGE), ("12.5", Fault.NOT_A_NUMBER), ("nan", Fault.NOT_A_NUMBER),
        ("9" * 400, Fault.NOT_A_NUMBER),
    ],
)  # fmt: skip
def test_an_age_is_whole_and_within_its_bounds(written, read):
    assert told(read_number(written, AGE, Conventions())) == read


def test_an_unlikely_number_keeps_its_value():
    assert read_number("95", AGE, Conventions()).value == "95"


def test_a_variable_without_a_least_value_takes_negative_numbers():
    assert read_number("-5", replace(AGE, least=None), Conventions()).value == "-5"


CODES = """
Feminine                 gender                Feminine
 feminine                gender                Feminine
Female                   gender                Feminine
Женски                   gender                Feminine
ŽENSKI                   gender                Feminine
female?                  gender                not_a_code
ж                        gender                not_a_code
RS                       countries             RS
Србија                   countries             RS
Srbija                   countries             RS
srbija                   countries             RS
Serbia                   countries             RS
Severna  Makedonija      countries             MK
Лице без држављанства    countries             Stateless
Jugoslavija              countries             not_a_code
"""


@pytest.mark.parametrize("line", CODES.strip().splitlines())
def test_a_code_is_read_from_the_code_and_the_standards_labels_in_both_alphabets(line):
    written, codes, read = line[:25].strip(), line[25:47].strip(), line[47:].strip()

    assert told(read_code(written, codes)) == read


@pytest.mark.parametrize("codes", ["gender", "exploitation_forms", "trafficking_status", COUNTRIES])
def test_every_label_of_every_language_is_read_as_its_code_or_is_shared_by_two(codes):
    entries = load_codes(codes).codes
    wrong = [
        (entry.code, label)
        for entry in entries
        for label in in_every_language(entry.label)
        if read_code(label, codes).value not in (entry.code, None)
    ]

    assert wrong == []


@pytest.mark.parametrize(
    ("written", "codes", "nearest"),
    [
        ("Srbja", COUNTRIES, "RS"), ("Србja", COUNTRIES, "RS"), ("femle", "gender", "Feminine"),
        ("radna eksploatacja", "exploitation_forms", "ForcedLabour"), ("qqqq", "gender", None),
    ],
)  # fmt: skip
def test_the_nearest_code_is_found_in_either_alphabet_and_none_is_made_up(written, codes, nearest):
    assert nearest_code(written, codes) == nearest


def test_several_codes_in_one_cell_are_each_read_once_in_their_order():
    assert read_codes("Serbia; BA;RS;", COUNTRIES).value == "RS;BA"
    assert read_codes("RS;Narnia", COUNTRIES).fault is Fault.NOT_A_CODE
    assert read_codes(" ; ", COUNTRIES).value is None


@pytest.mark.parametrize("written", ["0101990710006", "9001011234", "ana@example.org", "+381 64 123 4567"])
def test_what_leads_to_a_person_does_not_belong_into_a_register(written):
    assert read_text(written).fault is Fault.IDENTIFIER


def test_the_linking_columns_may_hold_a_document_number():
    document = load_form("identifiers").variable("id_Document")

    assert read_cell("0101990710006", document, Conventions(), TODAY).value == "0101990710006"


@given(st.text(max_size=30))
def test_every_text_is_read_or_faulted_in_every_kind_of_cell(text):
    examples = {variable.kind: variable for variable in load_form("protection").variables}
    for kind in Kind:
        reading = read_cell(text, examples[kind], Conventions(), TODAY)

        assert reading.value is None or reading.fault in (None, Fault.UNLIKELY)
