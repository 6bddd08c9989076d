"""What the findings say. A hidden cell (<5) is 0 to 4; nothing is reported that some number in that interval would explain."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from made_glotip import ADULT, CHILD, Figure, cells_of, citizens, figure, form, total

from natc.engine.standard.harmonise.findings import PARTS, find
from natc.engine.standard.harmonise.words import load_words, sentence, what_to_do

SEXUAL, LABOUR, OTHER = "Sexual exploitation", "Forced labour", "Other forms of exploitation"


def found(folder: Path, *figures: Figure) -> list[tuple[str, str | None, str | None]]:
    """(rule, found, expected) of every finding."""
    return find(cells_of(folder, *figures)).select("rule", "found", "expected").rows()


@pytest.mark.parametrize(
    ("whole", "sexual", "labour", "findings"),
    [
        (100, 60, 40, []),
        (100, 60, 30, [("forms-below-total", "90", "100")]),
        (100, 60, 90, [("forms-above-total", "150", "100")]),
        (100, 160, 20, [("forms-above-total", "180", "100"), ("one-of-forms-above-total", "160", "100")]),
        (100, 96, "<5", []),  # 100 is possible: 96 + 4
        (100, 95, "<5", [("forms-below-total", "95–99", "100")]),
        (100, 100, "<5", []),  # 100 is possible: the hidden cell may be 0
        (100, 101, "<5", [("forms-above-total", "101–105", "100"), ("one-of-forms-above-total", "101", "100")]),
        ("<5", "<5", "<5", []),
        ("<5", 3, 1, []),
        ("<5", 3, 2, [("forms-above-total", "5", "<5")]),
        (100, 60, "", []),  # a blank form may be any number
        (100, 60, "6,112,019", [("question-code", "6112019", None)]),  # nor is an improbable one added up
        ("", 60, 40, []),  # no total, nothing to compare with
    ],
)
def test_forms_against_the_total(tmp_path: Path, whole: object, sexual: object, labour: object, findings: list[object]) -> None:
    assert found(tmp_path, total(whole), form(SEXUAL, sexual), form(LABOUR, labour)) == findings


def test_the_forms_that_unodc_folds_into_one_are_added_up(tmp_path: Path) -> None:
    assert found(tmp_path, total(30), form(OTHER, 10), form(OTHER, 20)) == []


@pytest.mark.parametrize(
    ("children", "adults", "findings"),
    [
        (12, 88, []),
        (12, 335, [("ages-above-total", "347", "100")]),
        (12, 80, [("ages-below-total", "92", "100")]),
        ("<5", 96, []),
    ],
)
def test_age_groups_against_the_total(tmp_path: Path, children: object, adults: object, findings: list[object]) -> None:
    figures = total(100), total(children, age=CHILD), total(adults, age=ADULT)

    assert found(tmp_path, *figures) == findings


def test_persons_of_unknown_sex_and_age_complete_both_sums(tmp_path: Path) -> None:
    sexes = total(60, sex="Female"), total(30, sex="Male"), total(10, sex="Unknown", age="Unknown")
    ages = total(20, age=CHILD), total(70, age=ADULT)

    assert found(tmp_path, total(100), *sexes, *ages) == []


def test_a_total_that_stands_among_citizenships_is_not_added_to_them(tmp_path: Path) -> None:
    assert found(tmp_path, total(10), citizens("Albania", 10), citizens("TOTAL", 10)) == []


def test_two_values_of_one_cell_are_shown_and_its_sum_is_not_judged(tmp_path: Path) -> None:
    figures = total(100), total(60, sex="Female"), total(40, sex="Male"), total(35, sex="Male")

    assert found(tmp_path, *figures) == [("cell-twice", "40, 35", None)]


def test_one_country_under_two_labels_is_a_note(tmp_path: Path) -> None:
    figures = total(10), citizens("Bosnian", 6), citizens("Bosnia and Herzegovina", 4)

    assert found(tmp_path, *figures) == [("country-two-labels", "Bosnian, Bosnia and Herzegovina", None)]


@pytest.mark.parametrize(
    ("before", "now", "jumps"),
    [(31, 62, True), (62, 31, True), (31, 61, False), (10, 29, False), (10, 30, True), ("<5", 60, False)],
)
def test_a_jump_is_twofold_and_of_at_least_twenty(tmp_path: Path, before: object, now: object, *, jumps: bool) -> None:
    rules = [rule for rule, _, _ in found(tmp_path, total(before, 2020), total(now, 2021))]

    assert rules == (["jump"] if jumps else [])


def test_a_jump_is_sought_between_neighbouring_years_only(tmp_path: Path) -> None:
    assert found(tmp_path, total(10, 2018), total(100, 2021)) == []


def test_codes_of_questions_are_told_from_other_improbable_numbers(tmp_path: Path) -> None:
    figures = citizens("Albania", "6,112,019"), citizens("Croatia", "61,102,019"), citizens("Serbia", "4,000,000")

    assert found(tmp_path, *figures) == [("improbable", "4000000", None), ("question-code", "6112019", None)]


def test_a_state_without_a_code_is_noted_once(tmp_path: Path) -> None:
    sark = [figure("Total", "Total", 5, year, state=("", "Sark")) for year in (2020, 2021)]

    assert found(tmp_path, *sark) == [("state-without-code", None, None)]


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.integers(0, 60), min_size=1, max_size=6))
def test_hiding_small_cells_of_a_right_table_never_makes_a_finding(tmp_path: Path, forms: list[int]) -> None:
    def written(value: int) -> object:
        return "<5" if value < 5 else value

    figures = [form(OTHER, written(value)) for value in forms]

    assert found(tmp_path, total(written(sum(forms))), *figures) == []


def test_every_rule_the_findings_can_name_has_words() -> None:
    named = {f"{part}-{side}-total" for part in PARTS for side in ("above", "below")}
    finding = {"rule": "", "part": "", "found": "319", "expected": "31", "difference": 288, "row": 9}

    assert named <= set(load_words()["rules"])
    for rule in load_words()["rules"]:
        for lang in ("en", "sr", "sr-Latn"):
            assert "{" not in sentence({**finding, "rule": rule}, lang) + what_to_do(rule, lang)
