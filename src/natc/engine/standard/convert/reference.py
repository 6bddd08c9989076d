"""The crosswalks as a reference page: what goes where, what shifts in meaning, what is not carried and why."""

import sys
from collections.abc import Iterator, Mapping

from natc.engine.standard.convert.account import table
from natc.engine.standard.convert.crosswalk import ANY, CROSSWALKS, Carry, Crosswalk, load_crosswalk
from natc.engine.standard.form import iso3166
from natc.engine.text import Text, say

LANG = "en"
HEAD = """\
# Crosswalks: other standards into the protection register

Made by `python -m natc.engine.standard.convert.reference > docs/reference/crosswalk.md`; correct the YAML, not this page.
A value that no line names is read as the standard writes it; capital letters make no difference.
Blank stays blank: unknown, never "no".
"""


def crosswalk_page() -> str:
    """The whole page, in English; the same crosswalks give the same text."""
    parts = [line for code in CROSSWALKS for line in _part(load_crosswalk(code))]
    return "\n".join([HEAD, *parts]).rstrip() + "\n"


def _part(crosswalk: Crosswalk) -> Iterator[str]:
    yield f"## natc convert {crosswalk.code}: {say(crosswalk.title, LANG)}\n"
    checked = "" if crosswalk.source.checked else " [to be checked]"
    yield f"Source: {crosswalk.source.text}{checked}. {say(crosswalk.blank, LANG)} {say(crosswalk.use, LANG)}\n"
    yield "### Ticks that are not set, and marks for missing data\n"
    yield from table(["values", "why"], _grouped(_everywhere(crosswalk)), LANG)
    yield "### Columns carried\n"
    rows = [(one.column, one.to, _values(one, crosswalk), _said(one, crosswalk)) for one in crosswalk.columns]
    yield from table(["column", "variable", "values", "mind"], rows, LANG)
    yield "### Columns not carried\n"
    yield from table(["column", "why"], _grouped(crosswalk.not_carried), LANG)
    yield "### Core variables that the source cannot fill\n"
    yield from table(["variable", "why"], [(code, say(why, LANG)) for code, why in crosswalk.lacks.items()], LANG)


def _everywhere(crosswalk: Crosswalk) -> dict[str, Text]:
    """What no column repeats: marks for missing data, and ticks that are not set."""
    return {**crosswalk.missing, **crosswalk.ticks.without()}


def _values(carry: Carry, crosswalk: Crosswalk) -> str:
    """The values that the crosswalk turns into codes; three-letter country codes are left out."""
    if tuple(carry.values) == crosswalk.ticks.yes_values:
        return f"ticked → {carry.values[crosswalk.ticks.yes_values[0]]}"
    countries = {alpha3.casefold() for alpha3 in iso3166().values()}
    return ", ".join(f"{value} → {code}" for value, code in carry.values.items() if value not in countries)


def _said(carry: Carry, crosswalk: Crosswalk) -> str:
    caveat = [say(carry.caveat, LANG)] if carry.caveat else []
    own = {value: why for value, why in carry.without.items() if why not in _everywhere(crosswalk).values()}
    return " ".join([*caveat, *(f"{', '.join(values)}: {why}" for values, why in _by_reason(own))])


def _grouped(reasons: Mapping[str, Text]) -> list[tuple[str, str]]:
    return [(", ".join(columns), why) for columns, why in _by_reason(reasons)]


def _by_reason(reasons: Mapping[str, Text]) -> list[tuple[list[str], str]]:
    """What shares one reason, together, in the order in which it is first met."""
    grouped: dict[str, list[str]] = {}
    for name, why in reasons.items():
        grouped.setdefault(say(why, LANG), []).append("anything but a tick" if name == ANY else name)
    return [(names, why) for why, names in grouped.items()]


if __name__ == "__main__":
    sys.stdout.write(crosswalk_page())
