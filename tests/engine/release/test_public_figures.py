"""What is public already is known to everybody: shown exact, and not blamed on us."""

from pathlib import Path
from typing import Any

import polars as pl
from policies import policy
from test_disclosure import by_sex, states_only

from natc.engine.release.counts import counts_of
from natc.engine.release.figures import Showing
from natc.engine.release.model import layout_of
from natc.engine.release.protect import Interval, Item, protect
from natc.engine.release.public import read_public
from natc.engine.release.release import release

HARMONISED = "territory,indicator,dimension,sex,age,year,value,status\n"
VICTIMS = "Detected trafficking victims,Total"


def test_unodc_s_equal_figure_stands_exact_with_its_address_and_its_hidden_one_is_known_as_0_to_4(tmp_path: Path) -> None:
    series = tmp_path / "glotip.csv"
    rows = [f"RS,{VICTIMS},Female,Total,2024,50,shown", f"RS,{VICTIMS},Male,Total,2024,,hidden"]
    series.write_text(HARMONISED + "\n".join(rows) + "\n", encoding="utf-8")
    rules = policy(tmp_path, ("sex",), states_only)

    made = release([by_sex(50, 3)], rules, [], read_public([series], rules))

    women = made.figures.filter(pl.col("cell") == "F").row(0, named=True)
    assert (women["showing"], women["shown"]) == (Showing.EXACT, 50)
    assert women["source"].startswith("https://dataunodc")
    assert made.tested.cells > 0


def test_a_state_s_own_publication_that_counts_others_is_not_shown_and_not_taken_as_known(tmp_path: Path) -> None:
    own = tmp_path / "own.csv"
    own.write_text("territory,year,table,cell,value,address\nRS,2024,sex,M,14,https://example.org/report\n", encoding="utf-8")
    rules = policy(tmp_path, ("sex",), states_only)

    made = release([by_sex(50, 3)], rules, [], read_public([own], rules))

    assert Showing.EXACT not in made.figures["showing"].to_list()


def test_what_is_public_stands_exact_at_every_step_where_the_same_persons_are_one_cell(tmp_path: Path) -> None:
    [table], counts = policy(tmp_path, ("sex",)).tables, counts_of(by_sex(50, 3))
    item = Item("sex", "RS", 2024, 2024)
    known = {(item, "", cell): Interval(count, count, "x") for cell, count in (("F", 50), ("Total", 53), ("Other", 0))}

    exact = {
        step: {one.cell for one in protect(counts, table, layout_of(table, step), known) if one.shown in (50, 53)}
        for step in ("tens", "two", "total")
    }

    assert exact == {"tens": {"F", "Total"}, "two": {"F", "Total"}, "total": {"Total"}}


def test_a_public_number_that_stands_as_a_class_is_not_ours_and_counts_as_no_value(tmp_path: Path) -> None:
    def sixes(raw: dict[str, Any]) -> None:
        states_only(raw)
        raw["rules"]["victims"]["base"] = 6

    rules = policy(tmp_path, ("sex",), sixes)
    public = {(Item("sex", "RS", 2024, 2024), "", "M"): Interval(4, 4, "https://example.org/report")}

    unknown, known = (release([by_sex(16, 2)], rules, [], said) for said in ({}, public))

    assert unknown.given_up.is_empty()  # women 15-20 and total 15-20: men 0 to 5, six values
    assert known.given_up.rows() == [("sex", "RS", 2024, 2024, "tens")]  # not 4: only five
