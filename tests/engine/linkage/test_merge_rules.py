"""What becomes of a variable that several bodies filled differently."""

import polars as pl
import pytest
from made_lists import POLICE, body_list, of_frame

from natc.engine.linkage.lists import IDENTIFIERS, gather
from natc.engine.linkage.merge import merge
from natc.engine.standard.form import load_form


@pytest.mark.parametrize(
    ("variable", "values", "joined"),
    [
        ("prs_Gender", ["Feminine", "Masculine"], "Feminine"),  # first: who registered first is believed
        ("prs_Gender", ["NonSpecifiedUnknown", "Masculine"], "Masculine"),
        ("prs_Gender", ["NonSpecifiedUnknown", None], "NonSpecifiedUnknown"),
        ("prs_Gender", [None, "Masculine"], "Masculine"),
        ("vic_IdentificationDate", ["2024-05-02", "2024-03-01"], "2024-03-01"),  # earliest
        ("vic_IdentificationDate", ["2024", "2024-03-01"], "2024-03-01"),
        ("vic_ExploitationEndDate", ["2024", "2024-03-01"], "2024-03-01"),  # latest
        ("prs_Citizenship", ["RS;BA", "MD; RS"], "BA;MD;RS"),  # union
        ("prs_Citizenship", ["Unknown", "MD"], "MD"),
        ("prs_Citizenship", ["Unknown", None], "Unknown"),
        ("vic_TraffickingStatus", ["ActualVictimOfTrafficking", "PossibleVictimOfTrafficking"], "ActualVictimOfTrafficking"),
        ("vic_TraffickingStatus", ["PossibleVictimOfTrafficking", "Unknown"], "PossibleVictimOfTrafficking"),  # furthest
        ("vic_AgeDisputed", ["No", "Yes"], "Yes"),
        ("cmp_PaidAmount", ["900", "1000.50"], "1000.50"),  # largest, as numbers
        ("cmp_PaidAmount", [None, None], None),
    ],
)
def test_two_values_become_one(variable: str, values: list[str | None], joined: str | None) -> None:
    dates = pl.Series("vic_FirstRegistrationDate", ["2024-01-01", "2024-02-01"])
    rows = gather([of_frame("list.csv", pl.DataFrame([pl.Series(variable, values, dtype=pl.String), dates]))])

    register = merge(rows, [0, 0], load_form("protection")).register

    assert register[variable].to_list() == [joined]


def test_no_identifier_passes_whatever_form_is_asked_for() -> None:
    rows = gather([body_list("police.csv", POLICE)])

    register = merge(rows, [0, 1, 2], load_form("identifiers")).register

    assert not set(IDENTIFIERS) & set(register.columns)
