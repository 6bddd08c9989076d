"""The situation report: a text that never says more than the figures of the release."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from printed import Printed
from situation_release import LATEST, YEAR_BEFORE, figure, made_release, rounded

from natc.engine.errors import Refused
from natc.engine.pictures.documents.pdf import pdf
from natc.engine.pictures.documents.shown import compare
from natc.engine.pictures.documents.situation import situation
from natc.engine.release.figures import REGION, TOTAL, Mark, Release


def read(release: Release, *earlier: Release, lang: str = "en") -> str:
    return Printed(pdf(situation(release, earlier, lang))).text


@pytest.mark.parametrize(
    ("before", "now", "word"),
    [
        ((98, 102), (103, 107), "more"),
        ((98, 102), (93, 97), "fewer"),
        ((98, 102), (102, 106), "no-change"),
        ((0, 10), (0, 10), "no-change"),
        ((43, 43), (43, 43), "same"),
        ((None, None), (43, 43), "incomparable"),
    ],
)
def test_two_figures_are_compared_only_where_their_intervals_do_not_overlap(before, now, word) -> None:
    assert compare({"low": before[0], "high": before[1]}, {"low": now[0], "high": now[1]}) == word


@given(st.lists(st.integers(0, 60), min_size=4, max_size=4), st.data())
def test_no_verdict_is_ever_wrong_about_the_counts_behind_the_figures(ends: list[int], data: st.DataObject) -> None:
    before, now = sorted(ends[:2]), sorted(ends[2:])
    then, here = data.draw(st.integers(*before)), data.draw(st.integers(*now))

    word = compare({"low": before[0], "high": before[1]}, {"low": now[0], "high": now[1]})

    holds = {"more": here > then, "fewer": here < then, "same": here == then, "no-change": True}
    assert holds[word]


def test_the_regional_figures_stand_in_short_with_what_they_show() -> None:
    text = read(made_release())

    assert "In this release for 2024: 2 of 11 members of the Network." in text
    assert "Registered persons, region, 2024: 120; 2023: 100. More." in text
    assert "Suspects, region, 2024: 20; 2023: 20. No change that the figures can show." in text
    assert "Moldova 43* 43* The same." in text


def test_a_region_of_other_states_is_not_compared() -> None:
    reported = [("age", 2023, "RS"), ("age", 2024, "RS"), ("age", 2024, "MD")]

    text = read(made_release(reported=reported))

    assert "Registered persons, region, 2024: 120; 2023: 100. Not comparable: not the same states." in text


def test_years_of_other_states_beside_each_other_in_a_picture_are_named() -> None:
    reported = [("suspects", 2023, "RS"), ("suspects", 2024, "RS"), ("suspects", 2024, "MD")]

    text = read(made_release(reported=reported))

    assert "In 2023 the regional figures hold other states than in 2024; do not compare these years." in text


def test_a_state_that_is_not_in_the_release_is_named_and_is_never_zero() -> None:
    text = read(made_release())

    assert "Not in the regional figures for 2024: Albania, Bosnia & Herzegovina, Bulgaria, Croatia, Kosovo" in text
    assert "It does not mean zero." in text


def test_hidden_missing_coarser_and_public_figures_are_told_apart() -> None:
    text = read(made_release())

    assert "Any other form hidden hidden" in text
    assert "Moldova 2024 not shown apart not shown apart not available yet" in text
    assert "Serbia 2024 40 0–10 not shown apart" in text
    assert "Registered persons by form, the total alone: Moldova." in text
    assert "Already public at: https://statistics.example/2024." in text
    assert "hidden: 1; shown as a class of few persons: 2; in all 18." in text


def test_years_that_a_release_does_not_hold_come_from_an_earlier_one_and_never_over_its_own() -> None:
    stale = figure("age", REGION, 2024, TOTAL, rounded(500))
    earlier = made_release(figures=(*YEAR_BEFORE, stale), number="2023-1")

    text = read(made_release(figures=LATEST), earlier)

    assert "Registered persons, region, 2024: 120; 2023: 100. More." in text
    assert "500" not in text


def test_without_an_earlier_year_nothing_is_said_about_a_change() -> None:
    text = read(made_release(figures=LATEST))

    assert "so nothing is said about a change" in text
    assert "Not comparable" not in text


@pytest.mark.parametrize(
    ("mark", "notice"),
    [
        (Mark.PROVISIONAL, "These figures are provisional"),
        (Mark.REVISED, "This release revises release 2023-1. A state had counted twice."),
        (Mark.WITHDRAWN, "Release 2023-1 is withdrawn: do not use its figures. A state had counted twice."),
    ],
)
def test_the_mark_stands_before_the_figures_and_on_every_page(mark: Mark, notice: str) -> None:
    why = {"en": "A state had counted twice.", "sr": "Држава је бројала двапут."}
    marked = made_release(mark=mark, replaces="2023-1", why=why)

    pages = Printed(pdf(situation(marked, [], "en"))).pages

    assert notice in pages[0]
    assert all(f"Release 2024-1: {mark.lower()}" in page for page in pages)


def test_a_withdrawal_says_which_release_and_why_and_shows_no_figure_of_it() -> None:
    why = {"en": "A state had counted twice.", "sr": "Држава је бројала двапут."}
    withdrawal = made_release(figures=(), reported=(), mark=Mark.WITHDRAWN, number="2024-2", replaces="2024-1", why=why)

    text = read(withdrawal, made_release())

    assert "Release 2024-1 is withdrawn: do not use its figures. A state had counted twice." in text
    assert "Registered persons" not in text


def test_figures_that_were_replaced_since_fill_no_gap() -> None:
    wrong = made_release(figures=YEAR_BEFORE, number="2023-1")
    withdrawal = made_release(figures=(), reported=(), mark=Mark.WITHDRAWN, number="2023-2", replaces="2023-1")

    text = read(made_release(figures=LATEST), wrong, withdrawal)

    assert "so nothing is said about a change" in text


def test_a_release_that_was_withdrawn_is_not_told_as_if_it_stood() -> None:
    withdrawal = made_release(figures=(), reported=(), mark=Mark.WITHDRAWN, number="2024-2", replaces="2024-1")

    with pytest.raises(Refused, match="2024-1 was replaced or withdrawn by 2024-2"):
        situation(made_release(), [withdrawal], "en")


def test_a_release_without_any_figure_still_says_so() -> None:
    text = read(made_release(figures=(), reported=()))

    assert "0 of 11 members" in text
    assert text.count("The release holds no figure about this.") >= 1


def test_serbian_is_told_in_both_alphabets() -> None:
    assert "Скривене бројке у овом издању: 1" in read(made_release(), lang="sr")
    assert "Skrivene brojke u ovom izdanju: 1" in read(made_release(), lang="sr-Latn")
