"""Releases made by hand, as small tables a statistician reads; written and read through the real file format."""

from collections.abc import Mapping

import polars as pl
from adversary.published import Published, read

from natc.engine.release.figures import FIGURES, GIVEN_UP, REPORTED, Axis, Group, Layout, Mark, Release, ReleaseTable, Tested
from natc.engine.release.file import release_bytes
from natc.engine.standard.form import Source

WORDS = {"en": "made", "sr": "направљено"}
BY_SEX = {"": {"sex": "F M rest=O+Unknown"}, "total": {}}


def table(code: str, layouts: Mapping[str, Mapping[str, str]], **rule: int) -> ReleaseTable:
    """A table of the policy. `layouts`: {layout: {dimension: groups}}, a group is a category or `name=one+another`."""
    values = {"smallest_shown": 11, "base": 5, "values_needed": 6} | {
        key: value for key, value in rule.items() if key != "zero_shown"
    }
    made = tuple(Layout(layout, tuple(map(_axis, axes, axes.values())), 1, WORDS) for layout, axes in layouts.items())
    zero_shown = bool(rule.get("zero_shown"))
    of = code.removesuffix("x")  # "P1x": a second table of the policy on the same counts
    return ReleaseTable(
        code, WORDS, of, "victims", WORDS, None, Source("made", checked=True), **values, zero_shown=zero_shown, layouts=made
    )


def release(number: str, tables: list[ReleaseTable], text: str, *, region: Mapping[int, str] = {}) -> Published:
    """A release as an attacker reads it.

    `text`: one figure a line, `table territory years layout cell figure [mark]`, "-" for the finest layout; a figure is `15`,
    `0..10` (a class), `=12` (public already) or `?` (hidden). `region`: year → who reported every table.
    """
    figures = [_figure(line.split(), {table.code: table for table in tables}) for line in text.strip().splitlines()]
    frame = pl.DataFrame(figures, schema=FIGURES, orient="row")
    reported = [(one.code, year, state) for one in tables for year, states in region.items() for state in states.split()]
    made = Release(
        number=number, mark=Mark.FINAL, replaces=None, why=None, policy="", tables=tuple(tables), figures=frame,
        reported=pl.DataFrame(reported, schema=REPORTED, orient="row"), given_up=pl.DataFrame(schema=GIVEN_UP),
        tested=Tested(0, ()),
    )  # fmt: skip
    return read(release_bytes(made))


def _axis(dimension: str, groups: str) -> Axis:
    pairs = [group.partition("=")[::2] for group in groups.split()]
    made = tuple(Group(code, WORDS, tuple((held or code).split("+"))) for code, held in pairs)
    return Axis(dimension, WORDS, made)


def _figure(words: list[str], tables: Mapping[str, ReleaseTable]) -> tuple[object, ...]:
    code, territory, years, layout, cell, figure, *mark = words
    first, _, last = years.partition("-")
    showing = _showing(figure, tables[code])
    place = (code, territory, int(first), int(last or first), layout.removeprefix("-"), cell)
    return (*place, *showing, None, *(mark or ["Final"]), None)


def _showing(figure: str, rule: ReleaseTable) -> tuple[str, int | None, int | None, int | None]:
    if figure == "?":
        return "hidden", None, None, None
    if ".." in figure:
        low, high = map(int, figure.split(".."))
        return "class", None, low, high
    if figure.startswith("="):
        return "exact", int(figure[1:]), int(figure[1:]), int(figure[1:])
    half = rule.base // 2 if int(figure) else 0
    low = rule.smallest_shown if int(figure) - rule.base < rule.smallest_shown <= int(figure) else int(figure) - half
    return "rounded", int(figure), low, int(figure) + half
