"""How much the default policy shows, beside a plain class 0–10; writes docs/reference/performance/shown.md.

Run outside CI: NATC_REAL_DATA=<folder with the UNODC workbook> PYTHONPATH=src:tests/engine/release python bench/shown.py
"""

import os
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import polars as pl
from attack_plain import plain_counts
from measure import assemble, machine

from natc.engine.release.figures import REGION, Release
from natc.engine.release.policy import Policy, read_policy
from natc.engine.release.protect import Known
from natc.engine.release.public import read_public
from natc.engine.release.release import release
from natc.engine.standard.harmonise.glotip import harmonise
from natc.engine.standard.submission import CELLS, MARKS, Submission
from natc.engine.standard.submission_form import Table, cell_key, cells, load_submission_form, total_key

PAGE = Path(__file__).parents[1] / "docs" / "reference" / "performance" / "shown.md"
WORKBOOK = "unodc_data_glotip_2025-04-14.xlsx"
STATES = "AL BA BG HR MD ME MK RO RS SI".split()  # Kosovo does not report
YEARS = range(2015, 2023)
FEW = 2  # persons, stands for "<5": whichever it is, it is below every threshold here
SMALL = range(5, 51)  # victims a year: the states for which the class hides most
SEX = {"Female": "F", "Male": "M"}
FORM = {
    "Sexual exploitation": "SexualExploitation",
    "Forced labour": "ForcedLabour",
    "Other forms of exploitation": "Other",
}
SEXES, FORMS = frozenset(["F", "M"]), frozenset(["Sexual", "Labour", "Other"])  # the groups of the policy that these are
HEAD = """# How much is shown

Written by `bench/shown.py`: {machine}.
Cells of the finest layout of each table, totals apart, of states in single years.

- *Plain class*: a number from 11 on (for criminal justice from 5 on, and zero), the class below; no disclosure test.
- *Plain, three years*: the same of the totals of three years (each cell counts once a year).
- *Policy*: what `release` shows after the disclosure test: the number of the cell in its year; or that of the three
  years it falls into.
- The figures are those of ten states with UNODC, 2015–2022, "<5" taken as {few}; each series is released alone, since its
  totals differ from each other. What a state did not give is not a cell here. *Small*: state-years of 5 to 50 victims.
- Invented registers, table by table: under “Releases”.

| figures | cells | plain class | plain, three years | policy, the year | policy, the year or three |
|---|---:|---:|---:|---:|---:|
"""

Cell = tuple[str, str, int, str]  # table of the policy, territory, year, cell


@dataclass(frozen=True)
class Series:
    """Submissions year by year, the policy that releases them, and which state-years count."""

    name: str
    policy: Policy
    submissions: Sequence[Submission]
    given: frozenset[str]  # the cells that the source of the figures knows
    public: Known = field(default_factory=dict)

    def counts(self) -> dict[Cell, int]:
        """The counts of the finest cells."""
        found: dict[Cell, int] = {}
        for one in self.submissions:
            for table in self.policy.tables:
                counted = plain_counts(one, table.table, table.layouts[0])
                place = (table.code, one.territory, one.first_day.year)
                found |= {(*place, cell): counted[cell] for cell in self.given if counted[cell]}
        return found


def main() -> None:
    policy, workbook = read_policy(), Path(os.environ["NATC_REAL_DATA"]) / WORKBOOK
    sex, form = real(workbook)
    by_sex, by_form = only(policy, "sex"), only(policy, "forms")
    series = [
        Series("by sex", by_sex, sex, SEXES),
        Series("by sex, small", by_sex, small(sex, "P1"), SEXES),
        Series("by sex, UNODC's series taken as known", by_sex, sex, SEXES, public(workbook, by_sex)),
        Series("by form", by_form, form, FORMS),
        Series("by form, small", by_form, small(form, "P4"), FORMS),
    ]
    PAGE.write_text(HEAD.format(machine=machine(), few=FEW) + "".join(map(line, series)), encoding="utf-8")
    assemble()


def line(series: Series) -> str:
    """A row of the page."""
    counts, shown = series.counts(), shown_by(released(series))
    plain = {cell for cell, count in counts.items() if _number(series.policy, cell[0], count)}
    pooled = {cell for cell, count in in_windows(series.policy, counts).items() if _number(series.policy, cell[0], count)}
    numbers = [len(found & counts.keys()) for found in (plain, pooled, shown[1], shown[1] | shown[3])]
    return f"| {series.name} | {len(counts):,} | {' | '.join(f'{number / len(counts):.0%}' for number in numbers)} |\n"


def released(series: Series) -> list[Release]:
    """A release a year, each knowing the earlier ones; earlier years are handed in again for the totals of three."""
    releases: list[Release] = []
    for year in sorted({one.first_day.year for one in series.submissions}):
        made = [one for one in series.submissions if one.first_day.year <= year]
        releases.append(release(made, series.policy, releases, series.public))
    return releases


def shown_by(releases: Iterable[Release]) -> Mapping[int, set[Cell]]:
    """{1 or 3: the cells, in their years, for which a number over so many years stands in a release}."""
    shown: dict[int, set[Cell]] = defaultdict(set)
    for one in releases:
        rows = one.figures.filter(pl.col("showing").is_in(["rounded", "exact"]), pl.col("territory") != REGION)
        for table, territory, first, last, cell in rows.select(
            "table", "territory", "first_year", "last_year", "cell"
        ).iter_rows():
            shown[last - first + 1] |= {(table, territory, year, cell) for year in range(first, last + 1)}
    return shown


def in_windows(policy: Policy, counts: Mapping[Cell, int]) -> dict[Cell, int]:
    """The count of the window into which each cell falls, of its years that there are."""
    windows: dict[Cell, int] = defaultdict(int)
    for (table, territory, year, cell), count in counts.items():
        windows[table, territory, policy.window(year)[0], cell] += count
    return {key: windows[key[0], key[1], policy.window(key[2])[0], key[3]] for key in counts}


def only(policy: Policy, table: str) -> Policy:
    return replace(policy, tables=tuple(one for one in policy.tables if one.code == table))


def public(workbook: Path, policy: Policy) -> Known:
    """UNODC's series as natc reads it from `natc harmonise glotip`."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "glotip.parquet"
        harmonise(workbook).cells.write_parquet(path)
        return read_public([path], policy)


def small(submissions: Iterable[Submission], table: str) -> list[Submission]:
    """Those of state-years with few victims."""
    totals = [(one, one.cells.filter(pl.col("cell") == total_key(table))["value"][0]) for one in submissions]
    return [one for one, total in totals if int(total) in SMALL]


def real(workbook: Path) -> tuple[list[Submission], list[Submission]]:
    """The states' own figures as submissions: by sex in P1, by form in P4; state-years without such figures left out."""
    rows = harmonise(workbook).cells.filter(
        pl.col("territory").is_in(STATES),
        pl.col("year").is_in(YEARS),
        pl.col("indicator") == "Detected trafficking victims",
        pl.col("age") == "Total",
        pl.col("status").is_in(["shown", "hidden"]),
    )
    count = pl.col("value").fill_null(FEW)
    sex = rows.filter(pl.col("dimension") == "Total", pl.col("sex").is_in(SEX)).with_columns(
        count, code=pl.col("sex").replace(SEX)
    )
    form = rows.filter(pl.col("dimension") == "by form of exploitation", pl.col("sex") == "Total")
    form = form.with_columns(count, code=pl.col("category_label").replace(FORM))
    return _submissions(sex, "P1", "sex"), _submissions(form, "P4", "form_one")


def _submissions(rows: pl.DataFrame, table: str, dimension: str) -> list[Submission]:
    by_year = rows.group_by("territory", "year", "code").agg(pl.col("value").sum()).sort("year", "territory", "code")
    made = by_year.partition_by("territory", "year", as_dict=True, maintain_order=True)
    return [_submission(str(of[0]), int(of[1]), table, dimension, part) for of, part in made.items()]


def _submission(territory: str, year: int, table: str, dimension: str, part: pl.DataFrame) -> Submission:
    form = load_submission_form()
    counted = {_row(form.table(table), dimension, code): float(value) for code, value in part.select("code", "value").iter_rows()}
    keys = [cell.key for cell in cells(form.table(table))]
    values = counted | {total_key(table): sum(counted.values())}
    rows = [(table, key, values.get(key, 0.0), None) for key in keys]
    marks = [(one.code, *(("Final", None) if one.code == table else (None, "NotCollected")), None, None) for one in form.tables]
    frames = pl.DataFrame(rows, schema=CELLS, orient="row"), pl.DataFrame(marks, schema=MARKS, orient="row")
    return Submission(territory, date(year, 1, 1), date(year, 12, 31), form.version, *frames, {})


def _row(table: Table, dimension: str, code: str) -> str:
    """The key of the row with this category, the other dimensions unknown."""
    return cell_key(table.code, [code if one.code == dimension else "Unknown" for one in table.dimensions])


def _number(policy: Policy, table: str, count: int) -> bool:
    rule = next(one for one in policy.tables if one.code == table)
    return count >= rule.smallest_shown or (count == 0 and rule.zero_shown)


if __name__ == "__main__":
    main()
