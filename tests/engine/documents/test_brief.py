"""The national brief: two pages, the figures of the submission as they are, and no more said than they show."""

from dataclasses import replace

import pytest
from brief_submissions import IDENTIFIED, JUSTICE, PERSONS_2023, PERSONS_2024, PRESUMED, date, made_submission
from long_submission import LONG, long_submission
from printed import Printed

from natc.engine.errors import Refused
from natc.engine.pictures.documents.brief import brief
from natc.engine.pictures.documents.pdf import pdf
from natc.engine.standard.submission import Submission
from natc.engine.text import LANGUAGES

NOW, BEFORE = made_submission(2024, PERSONS_2024), made_submission(2023, PERSONS_2023)


def read(now: Submission, *earlier: Submission, lang: str = "en") -> Printed:
    return Printed(pdf(brief(now, earlier, lang)))


def test_a_minister_reads_total_change_children_and_proceedings_on_the_first_page() -> None:
    first, _ = read(NOW, BEFORE).pages

    assert "Registered persons in 2024: 51, 12 more than in 2023 (39)." in first
    assert "identified victims 44; presumed victims 7; any other status 0" in first
    assert "Children (0–17 years): 10 of 51 (20 %)." in first
    assert "Sexual exploitation 21; Forced labour 17; Forced begging 10." in first
    assert "suspects 30; persons prosecuted 12; convicted persons 7." in first


def test_forms_stand_beside_those_of_the_year_before() -> None:
    first, _ = read(NOW, BEFORE).pages

    assert "Form 2024 Of these, children 2023 Change" in first
    assert "Forced begging 10 10 0 +10" in first
    assert "Forced marriage 0 0 5 −5" in first


def test_a_break_forbids_the_comparison_of_all_tables_that_count_the_same_persons() -> None:
    broken = made_submission(2024, PERSONS_2024, marks={"P1": {"break": "NewCoverage"}})

    first, second = read(broken, BEFORE).pages

    assert "51, not comparable with the figure in 2023 (39), because more or fewer bodies report." in first
    assert "Forced begging 10 10 0 not comparable" in first
    assert "more than in" not in first
    assert "Breaks in the series: more or fewer bodies report (registered persons by status)." in second
    assert "rare events" not in second


def test_later_changes_of_an_earlier_year_are_added_up() -> None:
    changes = {
        f"P15|NotRegistered|{IDENTIFIED}|2023": 4,
        f"P15|{PRESUMED}|Removed|2023": 1,
        f"P15|{PRESUMED}|{IDENTIFIED}|2023": 2,
    }

    _, second = read(made_submission(2024, PERSONS_2024, {**JUSTICE, **changes}), BEFORE).pages

    assert "Later changes to 2023: added 4, removed 1, other status 2; registered persons are now 42 instead of 39." in second


def test_a_difference_that_chance_alone_can_bring_is_called_so() -> None:
    _, second = read(NOW, BEFORE).pages

    assert "Between 39 and 51 a difference of up to about 19 needs no cause; this one is 12." in second


def test_a_table_that_is_not_there_yet_is_named_with_its_day_and_is_not_zero() -> None:
    waiting = made_submission(
        2024,
        PERSONS_2024,
        {**JUSTICE, "J5|Total": "NotAvailableYet"},
        marks={"J5": {"mark": None, "reason": "NotAvailableYet", "expected": date(2025, 9, 30)}},
    )

    first, second = read(waiting, BEFORE).pages

    assert "convicted persons not available yet" in first
    assert "Persons finally convicted not available yet 7 not comparable" in second
    assert "(expected by 30 Sept 2025)" in second


def test_a_sum_with_an_unknown_cell_is_said_to_be_at_least() -> None:
    gap = {f"P1|{IDENTIFIED}|F|0-17": "NotKnown"}

    first, _ = read(made_submission(2024, PERSONS_2024, {**JUSTICE, **gap}), BEFORE).pages

    assert "Children (0–17 years): at least 4." in first


def test_without_an_earlier_submission_nothing_is_said_about_a_change() -> None:
    brief_alone = read(NOW)

    assert "so this brief says nothing about a change" in brief_alone.pages[0]
    assert "Change " not in brief_alone.pages[0]


def test_a_year_without_a_submission_is_named_in_the_trend() -> None:
    first, _ = read(NOW, made_submission(2022, PERSONS_2023)).pages

    assert "2023 no submission" in first


@pytest.mark.parametrize("lang", LANGUAGES)
def test_it_has_two_pages_with_nothing_in_it_and_with_all_that_the_form_can_hold(lang: str) -> None:
    bare = read(made_submission(2024, {}, {}), lang=lang)
    earlier = [long_submission(2024 - LONG + number, number) for number in range(LONG)]
    full = read(long_submission(2024, LONG), *earlier, lang=lang)

    assert [len(printed.pages) for printed in (bare, full)] == [2, 2]


@pytest.mark.parametrize(
    ("lang", "banner"),
    [
        ("en", "Exact figures. Not for publication."),
        ("sr", "Тачни бројеви. Није за објављивање."),
        ("sr-Latn", "Tačni brojevi. Nije za objavljivanje."),
    ],
)
def test_every_page_says_in_its_language_that_it_is_not_for_publication(lang: str, banner: str) -> None:
    assert all(banner in page for page in read(NOW, BEFORE, lang=lang).pages)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_half_years_have_two_pages_too(lang: str) -> None:
    halves = [
        (date(year, *first), date(year, *last))
        for year in (2022, 2023, 2024)
        for first, last in (((1, 1), (6, 30)), ((7, 1), (12, 31)))
    ]
    submissions = [
        replace(long_submission(2024, number), first_day=first, last_day=last) for number, (first, last) in enumerate(halves)
    ]

    printed = read(submissions[-1], *submissions[:-1], lang=lang)

    assert len(printed.pages) == 2


def test_submissions_that_cannot_stand_beside_each_other_are_refused() -> None:
    with pytest.raises(Refused, match="of HR stands beside one of RS"):
        brief(NOW, [made_submission(2023, PERSONS_2023, territory="HR")], "en")
    with pytest.raises(Refused, match="not wholly before"):
        brief(NOW, [NOW], "en")
    with pytest.raises(Refused, match="give periods of one length"):
        brief(NOW, [replace(BEFORE, last_day=date(2023, 6, 30))], "en")
