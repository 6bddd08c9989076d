"""The attacker finds what is planted, and nothing in a release that is safe."""

import pytest
from adversary.brute import all_tables, feasible_values
from adversary.choice import by_answer, values_left
from adversary.known import known, revised, unchanged, with_counts, with_record
from adversary.published import Published
from adversary.score import Won, won
from adversary.subtract import TRICKS, subtracted
from adversary.system import Sum, System, Target
from by_hand import BY_SEX, release, table
from hypothesis import given
from hypothesis import strategies as st

STATES = "AL BA BG HR MD ME MK RO RS SI XK"


def cell(system: System, name: str, *, territory: str = "RS", years: str = "2024") -> Target:
    """The cell under attack with this name; of a year or a period."""
    first, _, last = years.partition("-")
    asked = (territory, int(first), int(last or first), name)
    return next(one for one in system.targets.values() if (*one.place[2:5], one.place.cell) == asked)


def left(system: System, name: str, *, territory: str = "RS", years: str = "2024") -> set[int]:
    """The values that the cell can still take."""
    return feasible_values(system, cell(system, name, territory=territory, years=years).parts)


def read(*releases: Published) -> System:
    return known(releases, unchanged(releases))


def test_exact_margins_give_the_hidden_sex_away() -> None:
    made = release("1", [table("P1", BY_SEX, base=1)], """
        P1 RS 2024 - Total 20
        P1 RS 2024 - F     17
        P1 RS 2024 - M     0..10
        P1 RS 2024 - rest  =0
    """)  # fmt: skip

    system = read(made)

    assert left(system, "M") == {3}
    assert won(cell(system, "M"), {3}) is Won.EXACT


def test_telling_zero_from_few_leaves_the_one_hidden_person() -> None:
    made = release("1", [table("P1", BY_SEX, base=1, zero_shown=1)], """
        P1 RS 2024 - Total 12
        P1 RS 2024 - F     11
        P1 RS 2024 - M     1..10
        P1 RS 2024 - rest  0
    """)  # fmt: skip

    assert left(read(made), "M") == {1}


def test_a_class_of_less_than_three_leaves_three_values() -> None:
    made = release("1", [table("P1", BY_SEX, smallest_shown=3)], """
        P1 RS 2024 - Total 20
        P1 RS 2024 - F     20
        P1 RS 2024 - M     0..2
        P1 RS 2024 - rest  0..2
    """)  # fmt: skip

    system = read(made)

    assert left(system, "M") == {0, 1, 2}
    assert won(cell(system, "M"), {0, 1, 2}) is Won.FEW


def test_rounding_with_a_total_on_its_own_may_still_pin_the_men() -> None:
    made = release("1", [table("P1", BY_SEX)], """
        P1 RS 2024 - Total 15
        P1 RS 2024 - F     15
        P1 RS 2024 - M     0..10
        P1 RS 2024 - rest  0..10
    """)  # fmt: skip

    system = read(made)

    assert left(system, "M") == {0, 1, 2, 3, 4, 5, 6}  # 17 together, of them 11 women at least: seven values
    assert left(system, "rest") == {0, 1, 2, 3, 4, 5, 6}


def test_a_rounded_total_close_above_its_part_gives_too_little_room() -> None:
    made = release("1", [table("P1", BY_SEX)], """
        P1 RS 2024 - Total 30
        P1 RS 2024 - F     30
        P1 RS 2024 - M     0..10
        P1 RS 2024 - rest  0..10
    """)  # fmt: skip

    system = read(made)

    assert left(system, "M") == {0, 1, 2, 3, 4}
    assert won(cell(system, "M"), left(system, "M")) is Won.FEW


@pytest.mark.parametrize(("base", "region", "values"), [(1, 150, {10}), (5, 150, set(range(11)))])
def test_the_region_less_ten_shown_states_is_the_eleventh(base: int, region: int, values: set[int]) -> None:
    shown = [state for state in STATES.split() if state != "XK"]
    figures = {"REGION": region, **dict.fromkeys(shown, 14 if base == 1 else 15), "XK": "0..10"}
    text = "\n".join(f"P1 {territory} 2024 total Total {figure}" for territory, figure in figures.items())
    made = release("1", [table("P1", {"total": {}}, base=base)], text, region={2024: STATES})

    assert left(read(made), "Total", territory="XK") == values


def test_overlapping_windows_give_the_year_between_them_away() -> None:
    made = release("1", [table("P1", {"total": {}}, base=1)], """
        P1 RS 2019      total Total 14
        P1 RS 2020      total Total 0..10
        P1 RS 2021      total Total 0..10
        P1 RS 2022      total Total 0..10
        P1 RS 2019-2021 total Total 30
        P1 RS 2020-2022 total Total 24
    """)  # fmt: skip

    assert left(read(made), "Total", years="2022") == {8}


def test_two_groupings_that_differ_by_one_form_give_it_away() -> None:
    one = {"": {"form_one": "work=ForcedLabour+Servitude"}, "forms": {"form_one": "ForcedBegging"}}
    other = {"": {"form_one": "work=ForcedLabour+Servitude+ForcedBegging"}}
    first = release("1", [table("P4", one, base=1)], "P4 RS 2024 - work 21")
    second = release("2", [table("P4", other, base=1)], "P4 RS 2024 - work 24")

    assert left(read(first, second), "ForcedBegging") == {3}


def test_one_person_revised_shows_in_both_versions() -> None:
    first = release("1", [table("P1", BY_SEX, base=1)], """
        P1 RS 2024 - Total 20 Provisional
        P1 RS 2024 - F     15 Provisional
        P1 RS 2024 - M     0..10 Provisional
        P1 RS 2024 - rest  =0 Provisional
    """)  # fmt: skip
    second = release("2", [table("P1", BY_SEX, base=1)], """
        P1 RS 2024 - Total 21 Revised
        P1 RS 2024 - F     15 Revised
        P1 RS 2024 - M     0..10 Revised
        P1 RS 2024 - rest  =0 Revised
    """)  # fmt: skip

    apart = known([first, second], revised([first, second]))
    men = [feasible_values(apart, one.parts) for one in apart.targets.values() if one.place.cell == "M"]

    assert men == [{5}, {6}]
    assert left(read(first, second), "M") == set()  # who believes that nothing changed finds that nothing fits


def test_who_believes_that_nothing_changed_joins_what_both_versions_say() -> None:
    first = release("1", [table("P1", {"total": {}})], "P1 RS 2024 total Total 0..10 Provisional")
    second = release("2", [table("P1", {"total": {}}, smallest_shown=6)], "P1 RS 2024 total Total 10 Revised")

    assert left(read(first, second), "Total") == {6, 7, 8, 9, 10}
    assert len(known([first, second], revised([first, second])).targets) == 1  # the first version's, in full


def test_a_sister_table_tells_the_total_that_was_hidden() -> None:
    made = release("1", [table("P1", BY_SEX), table("P3", {"total": {}})], """
        P1 RS 2024 -     Total ?
        P1 RS 2024 -     F     15
        P1 RS 2024 -     M     0..10
        P1 RS 2024 -     rest  =2
        P3 RS 2024 total Total 15
    """)  # fmt: skip

    assert left(read(made), "M") == {0, 1, 2, 3, 4}


def test_forms_mentioned_are_not_below_the_persons_with_that_form() -> None:
    tables = [
        table("P4", {"": {"form_one": "ForcedBegging"}}, base=1),
        table("P5", {"": {"form_each": "ForcedBegging"}}, base=1),
    ]
    made = release("1", tables, """
        P4 RS 2024 - ForcedBegging 0..10
        P5 RS 2024 - ForcedBegging =2
    """)  # fmt: skip

    assert left(read(made), "ForcedBegging") == {0, 1, 2}


def test_nothing_is_found_in_a_release_that_is_safe() -> None:
    text = "".join(f"""
        P1 {state} {year} - Total {total}
        P1 {state} {year} - F     15
        P1 {state} {year} - M     0..10
        P1 {state} {year} - rest  0..10""" for state, total in (("RS", 20), ("ME", 20)) for year in (2023, 2024))  # fmt: skip
    region = "".join(f"P1 REGION {year} total Total 40\n" for year in (2023, 2024))
    made = release("1", [table("P1", BY_SEX)], text + "\n" + region, region={2023: "RS ME", 2024: "RS ME"})

    system = read(made)

    outcomes = {won(one, feasible_values(system, parts)) for parts, one in system.targets.items()}
    assert outcomes == {Won.NOTHING}
    assert len(system.targets) >= 8


def test_a_state_that_knows_its_own_counts_takes_them_from_the_region() -> None:
    made = release("1", [table("P1", {"total": {}}, base=1)], """
        P1 REGION 2024 total Total 22
        P1 RS     2024 total Total 0..10
        P1 ME     2024 total Total ?
    """, region={2024: "RS ME"})  # fmt: skip
    system = read(made)
    own = {place: 9 for place, unknown in enumerate(system.unknowns) if unknown[0] == "RS"}

    assert left(system, "Total", territory="ME") == set(range(12, 23))
    assert left(with_counts(system, own, "RS"), "Total", territory="ME") == {13}


def test_a_person_who_knows_their_own_record_rules_out_zero() -> None:
    made = release("1", [table("P1", {"total": {}})], "P1 RS 2024 total Total 0..10")
    system = read(made)

    [parts] = system.targets

    assert feasible_values(with_record(system, parts), parts) == set(range(1, 11))


MEN_OF_20 = "P1 RS 2024 - F 17, P1 RS 2024 - rest =0, P1 RS 2024 - M 0..10"


@pytest.mark.parametrize(
    ("trick", "figures", "hidden", "found"),
    [
        ("the other parts from a total", f"P1 RS 2024 - Total 20, {MEN_OF_20}", "M", 3),
        ("a finer layout from a coarser", f"P1 RS 2024 total Total 20, {MEN_OF_20}", "M", 3),
        ("a table from its sister", f"P1x RS 2024 total Total 20, {MEN_OF_20}", "M", 3),
        ("one release from another", "P1 RS 2024 total Total 0..10, then P1 RS 2024 total Total =4", "Total", 4),
        (
            "states from the region",
            "P1 REGION 2024 total Total 22, P1 ME 2024 total Total 13, P1 RS 2024 total Total 0..10",
            "Total",
            9,
        ),
        (
            "known years from three",
            "P1 RS 2022-2024 total Total 34, P1 RS 2022 total Total 13, P1 RS 2023 total Total 14, P1 RS 2024 total Total 0..10",
            "Total",
            7,
        ),
    ],
)
def test_a_pocket_calculator_is_enough(trick: str, figures: str, hidden: str, found: int) -> None:
    tables = [table("P1", BY_SEX, base=1), table("P1x", BY_SEX, base=1)]
    texts = [part.strip(" ,").replace(",", "\n") for part in figures.split("then")]
    made = [release(str(number), tables, text, region={2024: "RS ME"}) for number, text in enumerate(texts)]
    system = read(*made)

    ranges = subtracted(system, TRICKS[trick])

    assert ranges[cell(system, hidden).parts] == (found, found)


small = st.integers(0, 4)


@given(
    st.lists(st.tuples(st.lists(small, min_size=1, max_size=4, unique=True), st.integers(0, 6), st.integers(0, 3)), max_size=5)
)
def test_the_search_for_one_cell_agrees_with_every_table_written_down(sums: list[tuple[list[int], int, int]]) -> None:
    held = [Sum({part: 1}, 0, 3, "each at most 3") for part in range(5)]
    drawn = [
        Sum({part: 1 - 2 * (place % 3 == 2) for place, part in enumerate(parts)}, low, low + more, "drawn")
        for parts, low, more in sums
    ]
    system = System([("RS", 2024, "P1", 0, ())] * 5, held + drawn)

    tables = list(all_tables(system))

    every = [(a, b, c, d, e) for a in range(4) for b in range(4) for c in range(4) for d in range(4) for e in range(4)]
    assert sorted(tables) == [one for one in every if all(known.holds(dict(enumerate(one))) for known in system.sums)]
    assert feasible_values(system, frozenset([0, 3])) == {one[0] + one[3] for one in tables}


def test_the_choice_of_a_layout_can_tell_what_the_figures_do_not() -> None:
    truths = [{"F": women, "M": men} for women in range(11, 18) for men in range(8)]

    def publish(truth: dict[str, int]) -> tuple[str, ...]:
        """The total always; the sexes only where there are five men or more: a procedure that looks at the truth."""
        return ("total 20", "women 15") if truth["M"] >= 5 else ("total 20",)

    answers = by_answer(truths, publish)

    assert values_left(truths)["M"] == set(range(8))
    assert values_left(answers["total 20",])["M"] == {0, 1, 2, 3, 4}
