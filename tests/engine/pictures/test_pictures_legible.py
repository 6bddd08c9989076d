"""Colours and patterns can be told apart on a grey printer and without seeing red or green."""

from itertools import combinations, pairwise

import pytest
from pixels import SEEN_BY, contrast, grey, linear, seen

from natc.engine.pictures.canvas import Box, Canvas
from natc.engine.pictures.choropleth import OUTSIDE
from natc.engine.pictures.draw import ACCENT, FILL, INK, PAPER, QUIET, SHADES, to_png, to_svg
from natc.engine.pictures.heat import DARK
from natc.engine.pictures.picture import Picture

NEIGHBOURS = 1.4  # contrast between one shade and the next; below it a grey print of two neighbouring states is one
LETTERS = 4.5  # WCAG 2.2, 1.4.3, level AA
LINES = 3.0  # WCAG 2.2, 1.4.11, for what is no letter
APART = 20  # of 255: mean difference of grey between a pattern and any shift of another


@pytest.mark.parametrize(("paler", "darker"), list(pairwise(SHADES)))
def test_a_shade_differs_from_the_next_in_grey(paler: str, darker: str) -> None:
    assert contrast(linear(paler), linear(darker)) >= NEIGHBOURS


@pytest.mark.parametrize("eyes", SEEN_BY)
@pytest.mark.parametrize(("paler", "darker"), list(pairwise(SHADES)))
def test_a_shade_differs_from_the_next_without_red_or_green(paler: str, darker: str, eyes: str) -> None:
    assert contrast(seen(linear(paler), eyes), seen(linear(darker), eyes)) >= NEIGHBOURS


def test_the_palest_shade_differs_from_zero_and_from_land_without_a_figure() -> None:
    assert contrast(linear(PAPER), linear(SHADES[0])) > contrast(linear(OUTSIDE), linear(SHADES[0])) >= 1.2


@pytest.mark.parametrize(("letters", "ground"), [(INK, PAPER), (QUIET, PAPER), *((PAPER, dark) for dark in DARK)])
def test_letters_can_be_read(letters: str, ground: str) -> None:
    assert contrast(linear(letters), linear(ground)) >= LETTERS


@pytest.mark.parametrize("pale", [shade for shade in SHADES if shade not in DARK])
def test_dark_letters_can_be_read_on_the_pale_shades(pale: str) -> None:
    assert contrast(linear(INK), linear(pale)) >= LETTERS


@pytest.mark.parametrize("stroke", [ACCENT, QUIET])
def test_bars_and_lines_stand_out_from_the_paper(stroke: str) -> None:
    assert contrast(linear(stroke), linear(PAPER)) >= LINES


def swatch(fill: str) -> list[list[int]]:
    """24 × 24 pixels filled so, in grey."""
    chart = Canvas(24, boxes=[Box(0, 0, 48, 24, fill)]).chart()
    rows = grey(to_png(Picture(to_svg(chart, title="", alt_text=""), "", "", "", None), 1))  # type: ignore[arg-type]
    return [row[6:30] for row in rows[:24]]


def differ(one: list[list[int]], other: list[list[int]]) -> float:
    """The least mean difference of two patterns over every shift of one against the other."""
    shifts = [(x, y) for x in range(6) for y in range(6)]
    return min(sum(abs(one[row][at] - other[row + y][at + x]) for row in range(12) for at in range(12)) / 144 for x, y in shifts)


def test_hidden_the_class_and_every_reason_have_patterns_that_differ_in_grey() -> None:
    swatches = {state: swatch(fill) for state, fill in FILL.items()}

    close = {(a, b): differ(swatches[a], swatches[b]) for a, b in combinations(swatches, 2)}
    assert {pair: apart for pair, apart in close.items() if apart < APART} == {}


@pytest.mark.parametrize("state", FILL)
def test_no_pattern_looks_like_a_shade_or_like_paper(state: str) -> None:
    tones = {tone for row in swatch(FILL[state]) for tone in row}

    assert max(tones) - min(tones) > 60
