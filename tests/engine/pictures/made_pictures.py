"""Every picture in every state, from invented figures.

To look at them: python tests/engine/pictures/made_pictures.py FOLDER writes each as SVG and PNG, and one page with all of them.
"""

import sys
from collections.abc import Iterator
from html import escape
from itertools import cycle, product
from pathlib import Path

import polars as pl

from natc.engine.pictures.bar import bar
from natc.engine.pictures.caption import Caption
from natc.engine.pictures.choropleth import choropleth, territory_names
from natc.engine.pictures.corridors import corridors
from natc.engine.pictures.draw import to_png
from natc.engine.pictures.figures import SHOWN
from natc.engine.pictures.heat import heat
from natc.engine.pictures.line import line
from natc.engine.pictures.picture import Picture
from natc.engine.pictures.pyramid import pyramid
from natc.engine.pictures.stages import stages
from natc.engine.release.figures import Mark
from natc.engine.standard.form import load_codes
from natc.engine.text import LANGUAGES, say

Shown = tuple[str, int | None, int | None, int | None, str | None]  # as SHOWN

HIDDEN: Shown = ("hidden", None, None, None, None)
FEW: Shown = ("class", None, 0, 10, None)
ZERO: Shown = ("exact", 0, 0, 0, None)
NONE: list[Shown] = [
    ("none", None, None, None, reason) for reason in ("NotCollected", "NotApplicable", "NotAvailableYet", "NotKnown")
]
MEMBERS = "AL BA BG HR MD ME MK RO RS SI XK".split()
YEARS = [str(year) for year in range(2019, 2025)]
LONG = {"en": "Servitude, slavery or practices like slavery", "sr": "Ропство, ропству сличан однос или положај потчињености"}
STATES = ("mixed", "hidden", "few", "zero", "none", "one", "eleven", "long")  # of the figures, and of the labels


def rounded(number: int) -> Shown:
    return ("rounded", number, number - 2, number + 2, None)


def exact(number: int) -> Shown:
    return ("exact", number, number, number, None)


def figures_of(rows: list[tuple[str, ...]], headings: tuple[str, ...], shown: Iterator[Shown]) -> pl.DataFrame:
    """Figures with these labels under these headings."""
    schema = dict.fromkeys(headings, pl.String) | SHOWN
    return pl.DataFrame([(*row, *next(shown)) for row in rows], schema=schema, orient="row")


def shown_in(state: str) -> Iterator[Shown]:
    """Figures for ever, as a state of the gallery has them."""
    match state:
        case "hidden":
            return cycle([HIDDEN])
        case "few":
            return cycle([FEW])
        case "zero":
            return cycle([ZERO])
        case "none":
            return cycle(NONE)
        case "one":
            return cycle([rounded(45)])
        case _:
            return cycle(
                [rounded(1245), FEW, rounded(430), HIDDEN, rounded(15), ZERO, NONE[0], rounded(95), exact(47), *NONE[1:]]
            )


def caption(lang: str) -> Caption:
    title, unit, source, caveat = {
        "en": (
            "Registered persons",
            "Registered persons",
            "release 2025-1 of the Network, invented figures",
            "A person counts once a year.",
        ),
        "sr": (
            "Евидентирана лица",
            "Евидентирана лица",
            "издање Мреже 2025-1, измишљени подаци",
            "Лице се броји једном годишње.",
        ),
    }["en" if lang == "en" else "sr"]
    said = {part: say({"en": part, "sr": part}, lang) for part in (title, unit, source, caveat)}
    return Caption(lang, said[title], said[unit], "2019–2024", said[source], Mark.PROVISIONAL, said[caveat])


def labels(codes: str, lang: str, state: str) -> list[str]:
    """The labels of a code list; one for the state "one", the longest for all in "long"."""
    said = [say(code.label, lang) for code in load_codes(codes).codes]
    if state == "long":
        return [f"{say(LONG, lang)} {place + 1}" for place in range(len(said))]
    return said[:1] if state == "one" else said


def gallery() -> Iterator[tuple[str, Picture]]:
    """("bar-mixed-en", picture) of every picture, state and language."""
    for state, lang in product(STATES, LANGUAGES):
        for kind, picture in drawn_in(state, lang):
            yield f"{kind}-{state}-{lang}", picture


def drawn_in(state: str, lang: str) -> Iterator[tuple[str, Picture]]:
    """Every kind of picture in one state and language."""
    forms, sexes, ages = (labels(codes, lang, state) for codes in ("exploitation_forms", "gender", "age_groups"))
    names = territory_names(lang)
    territories = {"one": ["XK"], "mixed": MEMBERS[:5]}.get(state, MEMBERS)
    states = [names[code] for code in territories]
    beside = caption(lang)
    yield "bar", bar(figures_of([(form,) for form in forms], ("Form",), shown_in(state)), by="Form", caption=beside)
    series = figures_of(list(product(states, YEARS)), ("State", "Year"), shown_in(state))
    yield "line", line(series, by=("State", "Year"), caption=beside)
    by_age = figures_of(list(product(ages, sexes[:3])), ("Age", "Sex"), shown_in(state))
    yield "pyramid", pyramid(by_age, by=("Age", "Sex"), caption=beside)
    by_form = figures_of(list(product(states, forms[:8])), ("State", "Form"), shown_in(state))
    yield "heat", heat(by_form, by=("State", "Form"), caption=beside)
    on_map = figures_of([(code,) for code in territories], ("State",), shown_in(state))
    yield "map", choropleth(on_map, by="State", names=names, caption=beside)
    pairs = [(one, other) for place, one in enumerate(states) for other in (states[place - 1], states[(place + 3) % len(states)])]
    ways = figures_of(list(dict.fromkeys(pairs)), ("From", "To"), shown_in(state))
    yield "corridors", corridors(ways, by=("From", "To"), caption=beside)
    proceedings = figures_of(list(product(labels("justice_stages", lang, state)[:3], YEARS)), ("Stage", "Year"), shown_in(state))
    yield "stages", stages(proceedings, by=("Stage", "Year"), caption=beside)


def write_gallery(folder: Path) -> None:
    """Every picture as SVG and PNG, and index.html with all of them, in colour and in grey, wide and at 390 pixels."""
    folder.mkdir(parents=True, exist_ok=True)
    style = "<style>body{font:14px 'Noto Sans',sans-serif}.grey{filter:grayscale(1)}</style>"
    page = [f"<!doctype html><meta charset=utf-8><title>Pictures</title>{style}"]
    for name, picture in gallery():
        (folder / f"{name}.svg").write_text(picture.svg)
        (folder / f"{name}.png").write_bytes(to_png(picture, 1))
        page += [f"<h2>{name}</h2>", f"<img src={name}.svg width=520> <img class=grey src={name}.svg width=390>"]
        page += [f"<p>{escape(picture.caption)}<p><i>{escape(picture.alt)}</i>"]
    (folder / "index.html").write_text("\n".join(page))


if __name__ == "__main__":
    write_gallery(Path(sys.argv[1]))
