"""What a picture tells: in its drawing, its words and its table."""

import json
import re
import subprocess
import sys
from itertools import product
from xml.etree import ElementTree

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from made_pictures import FEW, HIDDEN, MEMBERS, NONE, YEARS, ZERO, caption, exact, figures_of, rounded

from natc.engine.pictures.bar import bar
from natc.engine.pictures.caption import Caption
from natc.engine.pictures.choropleth import FOLDER, choropleth, territory_names
from natc.engine.pictures.corridors import MOST, corridors
from natc.engine.pictures.figures import counted
from natc.engine.pictures.line import line
from natc.engine.pictures.picture import Picture
from natc.engine.pictures.shades import shades
from natc.engine.pictures.stages import stages
from natc.engine.release.figures import Mark
from natc.engine.standard.form import iso3166, read_yaml
from natc.engine.standard.submission_form import load_submission_form
from natc.engine.text import say

SVG = "{http://www.w3.org/2000/svg}"
FORMS = [("Forced labour",), ("Sexual exploitation",), ("Forced begging",)]
EXACT = Caption("en", "Forms", "Identified victims", "2024", "national register", None)


def written(picture: Picture) -> list[str]:
    return [each.text or "" for each in ElementTree.fromstring(picture.svg).iter(f"{SVG}text")]


def test_a_bar_says_its_number_a_class_its_bounds_and_a_hidden_figure_only_that_it_is_hidden() -> None:
    figures = figures_of(FORMS, ("Form",), iter([rounded(1245), FEW, HIDDEN]))

    picture = bar(figures, by="Form", caption=caption("en"))

    assert {"1\u202f245", "0–10", "hidden"} <= set(written(picture))
    assert picture.table.rows() == [
        ("Forced labour", "1\u202f245", "rounded"),
        ("Sexual exploitation", "0–10", "class"),
        ("Forced begging", "hidden", "hidden"),
    ]
    assert picture.table.columns == ["Form", "Registered persons", "How it is shown"]
    assert picture.alt == (
        "Bar chart: Registered persons, 2019–2024. The most: Forced labour, 1\u202f245. "
        "Forced labour: 1\u202f245; Sexual exploitation: 0–10; Forced begging: hidden."
    )


def test_the_caption_explains_what_occurs_and_nothing_else() -> None:
    few = bar(figures_of(FORMS[:1], ("Form",), iter([FEW])), by="Form", caption=EXACT).caption
    hidden = bar(figures_of(FORMS[:1], ("Form",), iter([HIDDEN])), by="Form", caption=EXACT).caption
    plain = bar(figures_of(FORMS[:1], ("Form",), iter([exact(7)])), by="Form", caption=EXACT).caption

    assert "class such as 0–10 stands for any number in it" in few
    assert "Hidden does not mean none" in hidden
    assert plain == "Identified victims, 2024. Source: national register."


def test_a_withdrawn_release_says_so_under_every_picture() -> None:
    withdrawn = Caption("en", "Forms", "Registered persons", "2024", "release 2025-1", Mark.WITHDRAWN)

    picture = bar(figures_of(FORMS[:1], ("Form",), iter([FEW])), by="Form", caption=withdrawn)

    assert "withdrawn: do not use them" in picture.caption


def test_plain_counts_are_exact_and_a_missing_one_keeps_its_reason() -> None:
    counts = pl.DataFrame(
        {"Form": ["Forced labour", "Forced begging"], "count": [7, None], "reason": [None, "NotCollected"]},
        schema_overrides={"reason": pl.String},
    )

    picture = bar(counted(counts), by="Form", caption=EXACT)

    assert picture.table.rows() == [("Forced labour", "7", "exact"), ("Forced begging", "not collected", "no number")]


def test_every_reason_of_the_submission_has_the_words_of_the_submission() -> None:
    reasons = load_submission_form().reasons
    figures = figures_of(
        [(reason.code,) for reason in reasons], ("Reason",), iter([("none", None, None, None, each.code) for each in reasons])
    )

    for lang in ("en", "sr"):
        picture = bar(figures, by="Reason", caption=caption(lang))

        assert [row[1] for row in picture.table.iter_rows()] == [say(reason.label, lang) for reason in reasons]


def lines_in(picture: Picture) -> list[int]:
    """How many points each drawn line has."""
    lines = (each for each in ElementTree.fromstring(picture.svg).iter(f"{SVG}path") if each.get("stroke-width") == "2")
    return [len(re.findall("[ML]", each.get("d", ""))) for each in lines]


def test_a_line_breaks_where_there_is_no_number() -> None:
    shown = iter([rounded(20), rounded(30), HIDDEN, rounded(40), rounded(50), rounded(60)])
    figures = figures_of([("Serbia", year) for year in YEARS], ("State", "Year"), shown)

    picture = line(figures, by=("State", "Year"), caption=caption("en"))

    assert sorted(lines_in(picture)) == [2, 3]
    assert picture.alt.endswith("Serbia: 20 in 2019, 60 in 2024.")


def test_stages_say_that_one_year_is_not_one_group_of_persons() -> None:
    rows = list(product(["Suspects", "Convicted persons"], YEARS))
    figures = figures_of(rows, ("Stage", "Year"), iter([rounded(20)] * len(rows)))

    picture = stages(figures, by=("Stage", "Year"), caption=caption("en"))

    assert "They are not the persons of the stage before it in the same year" in picture.caption
    assert written(picture).count("2019") == 2


def test_of_many_corridors_the_largest_are_drawn_and_all_are_in_the_table() -> None:
    ways = [(f"Origin {number}", "Serbia") for number in range(MOST + 4)]
    figures = figures_of(ways, ("From", "To"), iter([HIDDEN, FEW, *(rounded(5 * number) for number in range(3, MOST + 5))]))

    picture = corridors(figures, by=("From", "To"), caption=caption("en"))

    assert picture.table.height == MOST + 4
    assert f"The {MOST} largest of {MOST + 4} corridors are drawn" in picture.caption
    assert "hidden" not in written(picture)


def test_where_every_corridor_is_zero_the_drawing_says_so() -> None:
    picture = corridors(
        figures_of([("Moldova", "Serbia")], ("From", "To"), iter([ZERO])), by=("From", "To"), caption=caption("en")
    )

    assert written(picture) == ["Nobody was counted on any corridor."]


def test_every_member_has_a_shape_joined_on_its_alpha_3_and_a_place_for_its_name() -> None:
    land = {feature["id"]: feature["properties"]["a3"] for feature in json.loads((FOLDER / "south_east_europe.json").read_text())}

    assert {code: land[code] for code in MEMBERS} == {code: iso3166()[code] for code in MEMBERS}
    assert land["XK"] == "XKX"
    assert set(MEMBERS) <= set(read_yaml(FOLDER / "places.yaml"))


@pytest.mark.parametrize("lang", ["en", "sr", "sr-Latn"])
def test_names_on_the_map_do_not_run_into_each_other(lang: str) -> None:
    figures = figures_of([(code,) for code in MEMBERS], ("State",), iter([rounded(1245)] * len(MEMBERS)))

    svg = ElementTree.fromstring(choropleth(figures, by="State", names=territory_names(lang), caption=caption(lang)).svg)

    boxes = [box_of(each) for each in svg.iter(f"{SVG}text") if each.get("text-anchor") == "middle" and not each.get("stroke")]
    assert len(boxes) >= 2 * len(MEMBERS)
    assert [(one, other) for place, one in enumerate(boxes) for other in boxes[:place] if overlap(one, other)] == []
    assert all(left >= 0 and right <= 520 for _, left, right, _, _ in boxes)


def box_of(text: ElementTree.Element) -> tuple[str, float, float, float, float]:
    """Words with left, right, top and bottom; letters taken as 0.56 of their height wide."""
    x, y = map(float, re.findall(r"-?[\d.]+", text.get("transform", ""))[:2])
    half = len(text.text or "") * 11 * 0.56 / 2
    return text.text or "", x - half, x + half, y - 9, y + 2


def overlap(one: tuple[str, float, float, float, float], other: tuple[str, float, float, float, float]) -> bool:
    return one[1] < other[2] and other[1] < one[2] and one[3] < other[4] and other[3] < one[4]


@given(st.sets(st.integers(0, 100_000), max_size=40))
def test_every_number_above_zero_has_one_shade_and_a_greater_one_is_never_paler(numbers: set[int]) -> None:
    classes = shades(numbers)

    found = {number: [place for place, (low, high, _) in enumerate(classes) if low <= number <= high] for number in numbers}
    assert all(len(places) == (number > 0) for number, places in found.items())
    order = [found[number][0] for number in sorted(numbers) if number]
    assert order == sorted(order)


@given(st.lists(st.sampled_from([rounded(15), rounded(90_000), exact(0), exact(3), FEW, HIDDEN, *NONE]), min_size=1, max_size=8))
def test_any_figures_are_drawn_without_a_broken_place(shown: list[tuple[str, int, int, int, str]]) -> None:
    figures = figures_of([("Serbia", str(2000 + year)) for year in range(len(shown))], ("State", "Year"), iter(shown))

    for draw in (line, stages):
        assert not re.search(r"NaN|Infinity|undefined", draw(figures, by=("State", "Year"), caption=caption("sr")).svg)


def test_commands_that_draw_nothing_do_not_wait_for_the_drawing_library() -> None:
    modules = "natc.cli, natc.commands.check, natc.engine.release.file, natc.engine.pictures.picture"
    ask = f"import sys, {modules}; print('altair' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", ask], capture_output=True, text=True, check=True).stdout == "False\n"
