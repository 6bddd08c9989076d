"""A small release by hand: three tables, two states and the region, two years; every way of showing a figure is in it."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from natc.engine.release.figures import (
    FIGURES,
    GIVEN_UP,
    REGION,
    REPORTED,
    TOTAL,
    Axis,
    Group,
    Layout,
    Mark,
    Release,
    ReleaseTable,
    Tested,
)
from natc.engine.standard.form import Source

FORM = Axis(
    "form_one",
    {"en": "Form", "sr": "Облик"},
    (
        Group("Sexual", {"en": "Sexual exploitation", "sr": "Сексуална експлоатација"}, ("SexualExploitation",)),
        Group("Labour", {"en": "Forced labour", "sr": "Принудни рад"}, ("ForcedLabour",)),
        Group("Rest", {"en": "Any other form", "sr": "Сви остали облици"}, ("*",)),
    ),
)
AGE = Axis(
    "age",
    {"en": "Age", "sr": "Узраст"},
    (
        Group("0-17", {"en": "0–17 years", "sr": "0–17 година"}, ("0-17",)),
        Group("18+", {"en": "18 years and over", "sr": "18 година и више"}, ("18+", "Unknown")),
    ),
)
ADDRESS = "https://statistics.example/2024"


def table(code: str, made_from: str, title: str, axes: tuple[Axis, ...], rule: str = "victims") -> ReleaseTable:
    return ReleaseTable(
        code=code,
        title={"en": title, "sr": f"{title} (српски)"},
        table=made_from,
        rule=rule,
        unit={"en": "person", "sr": "лице"},
        caveat=None,
        source=Source("Made for a test", checked=False),
        smallest_shown=11 if rule == "victims" else 5,
        base=5,
        zero_shown=rule != "victims",
        values_needed=6,
        layouts=(
            Layout("", axes, 1, {"en": "everything", "sr": "све"}),
            Layout("total", (), 1, {"en": "the total alone", "sr": "само укупно"}),
        ),
    )


TABLES = (
    table("age", "P1", "Registered persons by age", (AGE,)),
    table("forms", "P4", "Registered persons by form", (FORM,)),
    table("suspects", "J1", "Suspects", (), "justice"),
)


def rounded(number: int) -> tuple[str, int, int, int, None]:
    """A number rounded to five and the interval that it stands for."""
    return "rounded", number, number - 2, number + 2, None


FEW = ("class", None, 0, 10, None)
HIDDEN = ("hidden", None, None, None, None)
NOT_YET = ("none", None, None, None, "NotAvailableYet")


def figure(code: str, territory: str, year: int, cell: str, said: Sequence[Any]) -> tuple[Any, ...]:
    """A row of FIGURES; what Serbia handed in for 2024 is still provisional."""
    mark = "Provisional" if (territory, year) == ("RS", 2024) else "Final"
    showing, shown, low, high, reason = said
    source = ADDRESS if showing == "exact" else None
    return code, territory, year, year, "", cell, showing, shown, low, high, reason, mark, source


YEAR_BEFORE = (
    figure("age", REGION, 2023, TOTAL, rounded(100)),
    figure("age", "RS", 2023, TOTAL, rounded(60)),
    figure("age", "MD", 2023, TOTAL, ("exact", 43, 43, 43, None)),
    figure("suspects", REGION, 2023, TOTAL, rounded(20)),
)
LATEST = (
    figure("age", REGION, 2024, TOTAL, rounded(120)),
    figure("age", REGION, 2024, "0-17", rounded(30)),
    figure("age", REGION, 2024, "18+", rounded(90)),
    figure("age", "RS", 2024, TOTAL, rounded(60)),
    figure("age", "RS", 2024, "0-17", FEW),
    figure("age", "RS", 2024, "18+", rounded(55)),
    figure("age", "MD", 2024, TOTAL, ("exact", 43, 43, 43, None)),
    figure("forms", REGION, 2024, "Sexual", rounded(70)),
    figure("forms", REGION, 2024, "Labour", rounded(35)),
    figure("forms", REGION, 2024, "Rest", HIDDEN),
    figure("forms", "RS", 2024, "Sexual", rounded(40)),
    figure("forms", "RS", 2024, "Labour", FEW),
    figure("forms", "MD", 2024, TOTAL, NOT_YET),
    figure("suspects", REGION, 2024, TOTAL, rounded(20)),
)


def made_release(
    figures: Sequence[tuple[Any, ...]] = YEAR_BEFORE + LATEST,
    mark: Mark = Mark.FINAL,
    reported: Sequence[tuple[str, int, str]] = tuple(
        (code, year, state) for code in ("age", "forms", "suspects") for year in (2023, 2024) for state in ("RS", "MD")
    ),
    **others: Any,
) -> Release:
    given = {"number": "2024-1", "replaces": None, "why": None, "tables": TABLES, **others}
    return Release(
        mark=mark,
        policy="0" * 64,
        figures=pl.DataFrame(list(figures), schema=FIGURES, orient="row"),
        reported=pl.DataFrame(list(reported), schema=REPORTED, orient="row"),
        given_up=pl.DataFrame([("forms", "MD", 2024, 2024, "total")], schema=GIVEN_UP, orient="row"),
        tested=Tested(12, ()),
        **given,
    )
