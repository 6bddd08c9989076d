"""A report to another body as data: its tables in that body's own words, and where it counts otherwise than we do.

`<code>.yaml` holds one body. Rows and columns of a table are written as lists: "total + sex × age" is one line for the
total and one for each pair. A name is a list of the body, a list of lists.yaml, or a dimension of the submission, which
gives a line for each category (in an open dimension, for each that occurs).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from natc.engine.errors import Unusable
from natc.engine.standard.form import COUNTRIES, Source, iso3166, read_yaml
from natc.engine.standard.harmonise.labels import country_name
from natc.engine.standard.reports.selection import Clause, Selection, select
from natc.engine.standard.submission_form import Category, Dimension, load_submission_form
from natc.engine.text import LANGUAGES, Text

HERE = Path(__file__).parent
BODIES = ("art19a", "eurostat", "glotip", "greta", "tip", "marri", "ctdc", "network")
CROSSED, BESIDE = " × ", " + "
NOTHING = "nothing"  # the list that stands where in an open dimension no category occurs

Occurring = Callable[[str], Iterable[str]]  # open dimension → the categories that occur


@dataclass(frozen=True)
class Line:
    """A row or column of a table. Crossed lists give one label and one spelling each.

    written: as the body itself writes it ("0 to 17 years"); "" where it has no spelling of its own.
    cannot: why the submission does not hold it; None where it does.
    """

    labels: tuple[Text, ...]
    written: tuple[str, ...]
    selection: Selection
    cannot: Text | None = None


@dataclass(frozen=True)
class ReportTable:
    """One table of a body. Without columns it has one column a period. `fixed`: what stands in each row of a long layout."""

    code: str
    title: Text
    unit: Text
    selection: Selection
    rows: str
    columns: str
    source: Source
    note: Text | None
    fixed: Mapping[str, str]


@dataclass(frozen=True)
class Difference:
    """Where the body counts otherwise than the submission; `concerns` selects how many persons or cases that is."""

    about: Text
    theirs: Text
    ours: Text
    source: Source
    concerns: Selection | None


@dataclass(frozen=True)
class Lack:
    """What the body asks for and the submission cannot give."""

    what: Text
    why: Text


@dataclass(frozen=True)
class State:
    """How a body that lists states writes one."""

    alpha3: str
    name: str
    region: str
    subregion: str


@dataclass(frozen=True)
class Body:
    """What one body is given and how."""

    code: str
    title: Text
    to: Text  # to whom it is handed, and to nobody else
    about: Text
    source: Source
    first_day: tuple[int, int]  # month and day on which the body's own year begins
    tables: tuple[ReportTable, ...]
    differences: tuple[Difference, ...]
    lacks: tuple[Lack, ...]
    lists: Mapping[str, Sequence[Mapping[str, Any]]]
    names: Mapping[str, str]  # alpha-2 → country as the body writes it, where that is not CLDR's English name
    own: str | None  # how the body writes a citizen of the reporting state
    states: Mapping[str, State]  # not empty: the tables stand in one sheet, one figure a row

    def is_year(self, first: date, last: date) -> bool:
        """Whether the days are a year as this body counts it."""
        next_day = date.fromordinal(last.toordinal() + 1)
        return (first.month, first.day) == self.first_day and next_day == first.replace(year=first.year + 1)


@cache
def load_body(code: str) -> Body:
    """The report of this code. Raises Unusable for an unknown one."""
    if code not in BODIES:
        raise Unusable(f'there is no report "{code}"; natc makes {", ".join(BODIES)}')
    raw = read_yaml(HERE / f"{code}.yaml")
    month, day = raw.get("year_begins", "01-01").split("-")
    return Body(
        code=code,
        title=raw["title"],
        to=raw["to"],
        about=raw["about"],
        source=Source(**raw["source"]),
        first_day=(int(month), int(day)),
        tables=tuple(_table(entry) for entry in raw["tables"]),
        differences=tuple(_difference(entry) for entry in raw["differences"]),
        lacks=tuple(Lack(**entry) for entry in raw["lacks"]),
        lists={**read_yaml(HERE / "lists.yaml"), **raw.get("lists", {})},
        names=raw.get("names", {}),
        own=raw.get("own"),
        states={code: State(*entry) for code, entry in raw.get("states", {}).items()},
    )


def expand(body: Body, lists: str, *, territory: str, occurring: Occurring) -> tuple[Line, ...]:
    """The lines that "a + b × c" writes, in its order; at least one: no list at all is one line without a label."""
    if not lists:
        return (Line((), (), Selection()),)
    crossings = ([_lines(body, name, territory, occurring) for name in part.split(CROSSED)] for part in lists.split(BESIDE))
    lines = tuple(_crossed(lines) for crossing in crossings for lines in product(*crossing))
    return lines or tuple(_lines(body, NOTHING, territory, occurring))


def dimension(code: str) -> Dimension:
    """The dimension of the submission with this code; KeyError when there is none."""
    for table in load_submission_form().tables:
        for each in table.dimensions:
            if each.code == code:
                return each
    raise KeyError(code)


def _crossed(lines: Sequence[Line]) -> Line:
    selection = Selection()
    for line in lines:
        selection = selection.and_(line.selection)
    return Line(
        labels=tuple(label for line in lines for label in line.labels),
        written=tuple(written for line in lines for written in line.written),
        selection=selection,
        cannot=next((line.cannot for line in lines if line.cannot), None),
    )


def _lines(body: Body, name: str, territory: str, occurring: Occurring) -> list[Line]:
    if name in body.lists:
        return [listed(entry) for entry in body.lists[name]]
    split = dimension(name)
    occurs = set(occurring(name)) if split.open else None
    lines = [_of_category(split, category) for category in split.categories if occurs is None or category.code in occurs]
    return [_as_written(line, body, territory) for line in lines] if split.codes == COUNTRIES else lines


def listed(entry: Mapping[str, Any]) -> Line:
    """One entry of a list as a line; without a label it has the standard's own of the category that it selects."""
    selection = select(entry.get("takes", ""))
    label = entry.get("label") or _own_label(selection)
    return Line((label,), (entry.get("written", ""),), selection, entry.get("cannot"))


def _own_label(selection: Selection) -> Text:
    """The standard's own label of the one category that is selected."""
    clause = selection.where[0]
    return next(category.label for category in dimension(clause.dimension).categories if category.code == clause.codes[0])


def _of_category(split: Dimension, category: Category) -> Line:
    label = category.label
    if split.codes == COUNTRIES and category.code in iso3166():
        label = {lang: country_name(category.code, lang) for lang in LANGUAGES}
    return Line((label,), ("",), Selection(where=(Clause(split.code, (category.code,)),)))


def _as_written(line: Line, body: Body, territory: str) -> Line:
    """A country as the body writes it: its own name for it, else CLDR's English one."""
    code = line.selection.where[0].codes[0]
    written = body.own if code == territory and body.own else body.names.get(code, line.labels[0]["en"])
    return replace(line, written=(written,))


def _table(raw: Mapping[str, Any]) -> ReportTable:
    """One table; title, unit and source are those of the submission's table where the body has none of its own."""
    selection = select(raw.get("of", ""))
    ours = load_submission_form().table(selection.table) if selection.table else None
    return ReportTable(
        code=raw["code"],
        title=raw["title"] if "title" in raw or ours is None else ours.title,
        unit=raw["unit"] if "unit" in raw or ours is None else ours.unit,
        selection=selection,
        rows=raw["rows"],
        columns=raw.get("columns", ""),
        source=Source(**raw["source"]) if "source" in raw or ours is None else ours.source,
        note=raw.get("note"),
        fixed=raw.get("fixed", {}),
    )


def _difference(raw: Mapping[str, Any]) -> Difference:
    concerns = select(raw["concerns"]) if "concerns" in raw else None
    return Difference(raw["about"], raw["theirs"], raw["ours"], Source(**raw["source"]), concerns)
