"""What natc proposes for an office's sheet, and that nothing of it is applied until a person says so."""

import datetime
from dataclasses import replace
from pathlib import Path

import pytest

from natc.engine.standard.files import read_table
from natc.engine.standard.form import load_codes, load_form
from natc.engine.standard.mapping import Column, Mapping, load_mapping, mapped, propose, save_mapping
from natc.engine.standard.values import Conventions, DateOrder, Decimals

FORM = load_form("protection")
FORM_LIST = load_codes("exploitation_forms").codes
TODAY = datetime.date(2026, 1, 15)
SHEET = """Šifra;Pol;Uzrast;Državljanstvo;Oblik eksploatacije;Datum prijave;Beleška
A1;ž;17;Srbija, BiH;radna, prosjačenje;31/12/2024;x
A2;m;30;Albanija;seksualna;03/04/2024;y
A3;ž?;12;Crna Gora;nešto deseto;05/06/2024;z
"""


def proposed(path: Path, earlier: Mapping | None = None) -> Mapping:
    return propose(read_table(path), FORM, earlier)


def confirmed(mapping: Mapping) -> Mapping:
    return Mapping(**{**vars(mapping), "columns": tuple(column.confirm() for column in mapping.columns)})


def column(mapping: Mapping, heading: str) -> Column:
    return next(column for column in mapping.columns if column.heading == heading)


def rows(path: Path, mapping: Mapping) -> list[dict[str, str | None]]:
    return mapped(read_table(path), mapping, FORM, TODAY).to_dicts()


def test_columns_are_proposed_by_name_in_any_language_and_none_is_confirmed(sheet):
    mapping = proposed(sheet(SHEET))

    assert {column.heading: column.variable for column in mapping.columns} == {
        "Šifra": "cas_PersonCode",
        "Pol": "prs_Gender",
        "Uzrast": "vic_AgeAtRegistration",
        "Državljanstvo": "prs_Citizenship",
        "Oblik eksploatacije": "vic_TypeOfExploitation",
        "Datum prijave": "vic_FirstRegistrationDate",
    }
    assert mapping.left_out == ("Beleška",)
    assert [column.confirmed for column in mapping.columns] == [False] * 6
    assert mapping.proposals == mapping.columns


def test_words_are_proposed_as_codes_the_rest_is_listed_and_a_doubt_is_not_a_spelling(sheet):
    mapping = proposed(sheet(SHEET))

    assert column(mapping, "Pol").proposed == {"ž": "Feminine", "m": "Masculine"}
    assert column(mapping, "Pol").unread == ("ž?",)
    forms = column(mapping, "Oblik eksploatacije")
    assert forms.separator == ","
    assert forms.proposed == {"radna": "ForcedLabour", "prosjačenje": "ForcedBegging", "seksualna": "SexualExploitation"}
    assert forms.unread == ("nešto deseto",)


def test_what_nobody_confirmed_is_not_read(sheet):
    path = sheet(SHEET)

    assert [value for row in rows(path, proposed(path)) for value in row.values()] == []


def test_what_was_confirmed_is_read_into_the_standard_and_faulty_cells_keep_their_text(sheet):
    path = sheet(SHEET)

    first, _, third = rows(path, confirmed(proposed(path)))

    assert first == {
        "cas_PersonCode": "A1", "prs_Gender": "Feminine", "vic_AgeAtRegistration": "17", "prs_Citizenship": "RS;BA",
        "vic_FirstRegistrationDate": "2024-12-31", "vic_TypeOfExploitation": "ForcedLabour;ForcedBegging",
    }  # fmt: skip
    assert (third["prs_Gender"], third["vic_TypeOfExploitation"]) == ("ž?", "nešto deseto")


@pytest.mark.parametrize("settle", [lambda mapping: mapping, confirmed])
def test_proposing_again_changes_nothing(sheet, settle):
    path = sheet(SHEET)
    mapping = settle(proposed(path))

    assert proposed(path, mapping) == mapping


def test_next_year_the_mapping_is_reused_and_only_what_is_new_waits_for_a_person(sheet):
    mapping = confirmed(proposed(sheet(SHEET)))
    next_year = SHEET.replace("Beleška", "Beleška;Zemlja eksploatacije").replace(";x", ";x;Srbija").replace(";m;", ";muško;")

    again = proposed(sheet(next_year, "next.csv"), mapping)

    assert {one.heading for one in again.proposals} == {"Pol", "Zemlja eksploatacije"}
    assert column(again, "Pol").proposed == {"muško": "Masculine"}
    assert column(again, "Pol").values == column(mapping, "Pol").values


def test_a_heading_renamed_next_year_is_proposed_for_the_same_variable(sheet):
    mapping = confirmed(proposed(sheet(SHEET)))

    again = proposed(sheet(SHEET.replace("Pol;", "Spol;"), "next.csv"), mapping)

    assert column(again, "Spol").variable == "prs_Gender"


def test_a_word_somebody_refused_is_not_proposed_again(sheet):
    path = sheet(SHEET)
    refused = Column("Pol", "prs_Gender", confirmed=True, values={"ž": "Feminine"}, unread=("m",))

    again = proposed(path, Mapping("protection", (refused,)))

    assert column(again, "Pol").proposed == {}
    assert column(again, "Pol").unread == ("m", "ž?")


def test_a_variable_said_for_every_row_takes_no_column(sheet):
    mapping = proposed(sheet(SHEET), Mapping("protection", (), constants={"prs_Gender": "Feminine"}))

    assert [column.heading for column in mapping.columns if column.variable == "prs_Gender"] == []


def test_columns_of_crosses_become_the_codes_they_are_named_after(sheet):
    path = sheet("šifra;radna eksploatacija;seksualna eksploatacija;prosjačenje\nA1;x;;X\nA2;;da;ne\nA3;;;\n")

    mapping = confirmed(proposed(path))

    assert {one.variable for one in mapping.columns} == {"cas_PersonCode", "vic_TypeOfExploitation"}
    assert [row["vic_TypeOfExploitation"] for row in rows(path, mapping)] == [
        "ForcedLabour;ForcedBegging", "SexualExploitation", None,
    ]  # fmt: skip


@pytest.mark.parametrize("sign", [";", ", ", "/", " + ", " i ", " and "])
def test_the_sign_between_several_codes_is_found(sheet, sign):
    path = sheet(f"šifra\tdržavljanstvo\nA1\tSrbija{sign}Albanija\nA2\tAlbanija\nA3\tSrbija{sign}Hrvatska{sign}Slovenija\n")

    mapping = confirmed(proposed(path))

    assert [row["prs_Citizenship"] for row in rows(path, mapping)] == ["RS;AL", "AL", "RS;HR;SI"]


@pytest.mark.parametrize(
    ("dates", "order"),
    [(("31/12/2024", "03/04/2024"), DateOrder.DAY_FIRST), (("12/31/2024", "03/04/2024"), DateOrder.MONTH_FIRST),
     (("03/04/2024", "05/06/2024"), DateOrder.UNKNOWN), (("31/12/2024", "12/31/2024"), DateOrder.UNKNOWN)],
)  # fmt: skip
def test_the_order_of_day_and_month_is_offered_from_unmistakable_dates_that_agree_or_left_unknown(sheet, dates, order):
    text = "šifra;datum prijave\n" + "".join(f"A{number};{date}\n" for number, date in enumerate(dates))

    mapping = proposed(sheet(text))

    assert mapping.offered == Conventions(order, Decimals.UNKNOWN)
    assert mapping.conventions == Conventions()
    assert mapping.confirm().conventions == Conventions(order, Decimals.UNKNOWN)


def test_two_columns_for_one_value_give_the_first_that_says_anything(sheet):
    path = sheet("A,B\nFeminine,Masculine\n,Masculine\n,\n")
    both = Mapping("protection", (Column("A", "prs_Gender", confirmed=True), Column("B", "prs_Gender", confirmed=True)))

    assert mapped(read_table(path), both, FORM, TODAY)["prs_Gender"].to_list() == ["Feminine", "Masculine"]


NATIONAL = {
    "радна": "ForcedLabour", "seksualno iskorištavanje": "SexualExploitation", "dječji rad": "ChildLabour",
    "martesë e detyruar": "ForcedMarriage", "ропство": "Servitude", "conflict armat": "ForcedMilitaryByNonStateActors",
    "отнемане на органи": "OrganRemoval", "prosjačenje": "ForcedBegging", "adopție ilegală": "ForcedAdoption",
    "surogat majčinstvo": "Surrogacy", "принуда за престъпления": "ForcedCriminality",
    "prisilna kriminaliteta": "ForcedCriminality",
    "kryerje e veprave penale": "ForcedCriminality", "drugo": "Other", "необјашњиво": "unread",
}  # fmt: skip


@pytest.mark.mission("B28")
def test_offices_write_forms_of_exploitation_in_their_own_words_and_the_register_has_the_common_list(sheet, natc, tmp_path):
    path = sheet("Шифра;Облик експлоатације\n" + "".join(f"A{n};{word}\n" for n, word in enumerate(NATIONAL)), "forms.csv")

    asked = natc("map", path, "--to", "protection")
    natc("map", path, "--to", "protection", "--accept", "--out", tmp_path / "register.csv")
    answer = natc("check", "protection", tmp_path / "register.csv")

    register = read_table(tmp_path / "register.csv").frame.collect()
    assert "proposals wait for a person" in asked.out
    assert register["vic_TypeOfExploitation"].to_list() == [code if code != "unread" else word for word, code in NATIONAL.items()]
    assert {code.code for code in FORM_LIST} - {"Unknown"} <= set(NATIONAL.values())
    assert answer.code == 1
    assert '"необјашњиво" is not a code of Forms of exploitation' in answer.out


def test_a_saved_mapping_is_the_same_mapping(sheet, tmp_path):
    mapping = confirmed(proposed(sheet(SHEET)))

    save_mapping(mapping, tmp_path / "a.yaml")

    assert load_mapping(tmp_path / "a.yaml") == mapping


def test_an_order_that_nobody_confirmed_leaves_ambiguous_dates_ambiguous(sheet):
    path = sheet("šifra;datum prijave\nA1;31/12/2024\nA2;03/04/2024\n")
    mapping = proposed(path)
    columns_only = replace(mapping, columns=tuple(column.confirm() for column in mapping.columns))

    cautious = mapped(read_table(path), columns_only, FORM, TODAY)["vic_FirstRegistrationDate"].to_list()
    confirmed = mapped(read_table(path), mapping.confirm(), FORM, TODAY)["vic_FirstRegistrationDate"].to_list()

    assert cautious == ["2024-12-31", "03/04/2024"]
    assert confirmed == ["2024-12-31", "2024-04-03"]
