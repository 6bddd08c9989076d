"""A small release, made by hand: two states, three years, every way in which a figure can be shown."""

from dataclasses import replace

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
    Showing,
    Tested,
)
from natc.engine.standard.form import Source

SEX = Axis(
    "sex",
    {"en": "Sex", "sr": "Пол"},
    (
        Group("F", {"en": "female", "sr": "женски"}, ("F",)),
        Group("M", {"en": "male", "sr": "мушки"}, ("M",)),
        Group("Unknown", {"en": "sex unknown", "sr": "пол непознат"}, ("O", "Unknown")),
    ),
)
AGE = Axis(
    "age",
    {"en": "Age", "sr": "Узраст"},
    (
        Group("0-17", {"en": "0–17 years", "sr": "0–17 година"}, ("0-17",)),
        Group("18+", {"en": "18 years and over", "sr": "18 година и више"}, ("18+",)),
    ),
)
FINEST = Layout("", (SEX, AGE), 1, {"en": "by sex and age", "sr": "по полу и узрасту"})
BY_SEX = Layout("sex", (SEX,), 1, {"en": "by sex, not by age", "sr": "по полу, не по узрасту"})
THREE_YEARS = Layout("three", (), 3, {"en": "the total of three years only", "sr": "само укупно за три године"})

VICTIMS = ReleaseTable(
    code="P1",
    title={"en": "Registered persons", "sr": "Евидентирана лица"},
    table="P1",
    rule="victims",
    unit={"en": "persons", "sr": "лица"},
    caveat={"en": "Counts follow what bodies register.", "sr": "Број зависи од онога што органи евидентирају."},
    source=Source("Decision of the Network, to be checked", checked=False),
    smallest_shown=11,
    base=5,
    zero_shown=False,
    values_needed=6,
    layouts=(FINEST, BY_SEX, THREE_YEARS),
)
JUSTICE = replace(
    VICTIMS,
    code="J7",
    title={"en": "=Judgments", "sr": "=Пресуде"},  # a title that a spreadsheet could take for a formula
    table="J7",
    rule="justice",
    unit={"en": "judgments", "sr": "пресуде"},
    caveat=None,
    smallest_shown=5,
    base=1,
    zero_shown=True,
    layouts=(Layout("", (), 1, {"en": "the total", "sr": "укупно"}),),
)

_R, _C, _E, _H, _N = Showing.ROUNDED, Showing.CLASS, Showing.EXACT, Showing.HIDDEN, Showing.NONE
_PUBLIC = "https://www.example.org/report, page 3"
_ROWS = [
    ("P1", "RS", 2024, 2024, "", "F|0-17", _C, None, 0, 10, None, "Final", None),
    ("P1", "RS", 2024, 2024, "", "F|18+", _R, 25, 23, 27, None, "Final", None),
    ("P1", "RS", 2024, 2024, "", "M|0-17", _H, None, None, None, None, "Final", None),
    ("P1", "RS", 2024, 2024, "", TOTAL, _E, 41, 41, 41, None, "Final", _PUBLIC),
    ("P1", "MK", 2022, 2024, "three", TOTAL, _C, None, 0, 10, None, "Provisional", None),
    ("P1", "MK", 2024, 2024, "sex", "M", _N, None, None, None, "NotKnown", "Provisional", None),
    ("P1", "AL", 2024, 2024, "", TOTAL, _N, None, None, None, "NotCollected", None, None),
    ("P1", REGION, 2024, 2024, "sex", "F", _R, 60, 58, 62, None, "Provisional", None),
    ("J7", "RS", 2024, 2024, "", TOTAL, _R, 0, 0, 0, None, "Final", None),
]


def release(number: str = "2025-1", **changed: object) -> Release:
    """The release, with what a test wants otherwise."""
    made = Release(
        number=number,
        mark=Mark.PROVISIONAL,
        replaces=None,
        why=None,
        policy="0" * 64,
        tables=(VICTIMS, JUSTICE),
        figures=pl.DataFrame(_ROWS, schema=FIGURES, orient="row").sort(list(FIGURES)),
        reported=pl.DataFrame([("P1", 2024, "MK"), ("P1", 2024, "RS")], schema=REPORTED, orient="row"),
        given_up=pl.DataFrame([("P1", "MK", 2024, 2024, "sex"), ("J7", "MK", 2024, 2024, None)], schema=GIVEN_UP, orient="row"),
        tested=Tested(3, ()),
    )
    return replace(made, **changed)
