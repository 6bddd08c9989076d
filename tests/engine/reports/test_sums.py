"""How a number is summed: a reason is never 0, and what cannot be known exactly is not said exactly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_submission import small_submission, submission_of

from natc.engine.standard.reports.figures import Answer, Answers, Figure, add_up
from natc.engine.standard.reports.selection import select

SUMS = """
    # what the parts hold                -> what the sum says
    3 2 0                                -> 5
    0 0                                  -> 0
    3 NotKnown                           -> at least 3: NotKnown
    0 NotKnown                           -> none: NotKnown
    3 NotKnown NotCollected NotKnown     -> at least 3: NotKnown NotCollected
    NotCollected NotKnown                -> none: NotCollected NotKnown
    3 NotApplicable                      -> 3
    NotApplicable NotApplicable          -> none: NotApplicable
    NotApplicable NotAvailableYet        -> none: NotAvailableYet
    3 nothing                            -> at least 3: Unanswered
"""


def answer(word: str) -> Answer:
    return (float(word), None) if word[0].isdigit() else (None, None if word == "nothing" else word)


def told(figure: Figure) -> str:
    reasons = " ".join(figure.without)
    if figure.value is None:
        return f"none: {reasons}"
    number = f"{figure.value:.9g}"
    return number if figure.exact else f"at least {number}: {reasons}"


@pytest.mark.parametrize("line", [line for line in SUMS.splitlines() if "->" in line and "#" not in line])
def test_a_sum_says_what_is_known_of_it(line: str) -> None:
    parts, expected = line.split("->")

    figure = add_up(answer(word) for word in parts.split())

    assert told(figure) == expected.strip()


def test_no_part_at_all_is_0() -> None:
    assert add_up([]) == Figure(0)


TRUE_AND_SAID = st.lists(st.tuples(st.integers(0, 50), st.sampled_from(["number", "NotKnown", "NotCollected", None])), min_size=1)


@given(TRUE_AND_SAID)
def test_a_sum_is_never_above_the_truth_and_exact_only_where_every_part_was_counted(parts: list[tuple[int, str | None]]) -> None:
    answers: list[Answer] = [(float(true), None) if said == "number" else (None, said) for true, said in parts]

    figure = add_up(answers)

    truth = sum(true for true, _ in parts)
    assert figure.value is None or figure.value <= truth
    assert figure.exact == all(said == "number" for _, said in parts)
    assert figure.value == truth if figure.exact else figure.without


SMALL = Answers(small_submission())


@pytest.mark.parametrize(
    ("selection", "expected"),
    [
        ("P1", "10"),
        ("P1 status=ActualVictimOfTrafficking", "5"),
        ("P1 status!=NotAVictimOfTrafficking sex=F age=18+", "3"),
        ("P1 status=PossibleVictimOfTrafficking,PendingIdentification", "2"),
        ("J1", "7"),  # the total was handed in, though a row of it is not known
        ("J1 age=18+", "at least 5: NotKnown"),
        ("J8 stage=Convicted", "none: NotApplicable"),
        ("J12 milestone=First statistic=n", "none: NotAvailableYet"),
        ("P13 right=ResidencePermit decision=Paid", "none: NotApplicable"),  # the form has no such row
        ("P3-countries citizenship=RS", "6"),
        ("P3-countries citizenship=AL", "0"),  # an open table that was filled in: what does not occur was counted
        ("J10 asset_stage=Frozen currency=EUR", "none: Unanswered"),  # one that was not
        ("P13-amounts compensation=CompensationOffender compensation_decision=Granted currency=RSD", "300000.5"),
    ],
)
def test_a_selection_takes_its_cells(selection: str, expected: str) -> None:
    assert told(SMALL.figure(select(selection))) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("P6 : NotCollected", "none: NotCollected"),
        ("P6 :", "none: Unanswered"),
        ("P6|Total = 0", "0"),
        ("P6|RS|DE = 2", "2"),
        ("P6|RS|DE = 2\nP6|RS|FR = NotKnown\nP6|Total = 5", "5"),
    ],
)
def test_an_open_table_without_rows_is_0_only_where_it_was_filled_in(text: str, expected: str) -> None:
    assert told(Answers(submission_of(text)).figure(select("P6"))) == expected


@pytest.mark.parametrize("text", ["P1", "P4 form_one=Other,Unknown sex!=F", "status=Unknown", ""])
def test_a_selection_is_written_as_it_is_read(text: str) -> None:
    assert select(text).written() == text
