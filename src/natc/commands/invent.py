"""natc invent: registers of persons who do not exist, for trying and measuring."""

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from natc.commands.screen import out, working
from natc.engine.errors import Refused
from natc.engine.invention import TERRITORIES, OfficeList, invent_offices, invent_proceedings, invent_register, sizes, truth
from natc.engine.text import spaced
from natc.engine.whole import make_folder, whole_file

app = typer.Typer(add_completion=False)

LAST_YEAR = 2025  # the last whole year the standard's demonstration tells of
UNTIL = datetime.date(2026, 6, 30)  # the last day of which the registers tell
README = """\
INVENTED DATA. No person in these files exists; names are drawn at random from common ones.
<state>/<year>/       the lists of two or three bodies, in their own words, with faults planted on purpose
<state>/protection.csv, <state>/justice.csv    the two registers of all years, in the standard's columns and without a fault:
                      such as the lists come to once mapped, corrected and linked; natc aggregate makes totals of any year
truth.csv             which row of which list is which invented person
planted.csv           which cell holds which fault: what natc check should find
"""


@app.command()
def main(
    *,
    output: Annotated[Path, typer.Option("--out", help="The folder to write into.")],
    states: Annotated[int, typer.Option(min=1, max=len(TERRITORIES), help="How many states.")] = len(TERRITORIES),
    years: Annotated[int, typer.Option(min=1, max=20, help=f"How many years, the last being {LAST_YEAR}.")] = 6,
    seed: Annotated[int, typer.Option(help="Another number, other data; the same number, the same data.")] = 1,
    rows: Annotated[int | None, typer.Option(min=1, help="Instead: one clean register of so many rows, to measure with.")] = None,
) -> None:
    """Write invented registers: plausible sizes, overlapping lists, dirt of every real kind, all marked as invented."""
    make_folder(output)
    if any(output.iterdir()):
        raise Refused(f"{output} is not empty; name a new folder, so that invented data never mix with others")
    if rows is not None:
        _write_large(output, rows, seed)
        return
    all_years = range(LAST_YEAR - years + 1, LAST_YEAR + 1)
    lists = _write_lists(output, list(TERRITORIES)[:states], all_years, seed)
    for territory in list(TERRITORIES)[:states]:
        _write_registers(output / territory, territory, all_years, seed)
    registered = pl.concat(truth([one]).with_columns(pl.lit(folder).alias("folder")) for folder, one in lists)
    planted = [(folder, spot.file, spot.row, spot.column, spot.rule) for folder, one in lists for spot in one.planted]
    (output / "INVENTED.txt").write_text(README, encoding="utf-8")
    registered.write_csv(output / "truth.csv")
    pl.DataFrame(planted, schema=["folder", "file", "row", "column", "rule"], orient="row").write_csv(output / "planted.csv")
    persons = registered.select("folder", "person").n_unique()
    out.print(f"Invented: {states} states, {years} years, {spaced(registered.height)} rows about {spaced(persons)} persons.")
    out.print(f"{len(planted)} faults planted. No person exists. Written to {output}; INVENTED.txt says what is what.")


def _write_lists(output: Path, states: Sequence[str], years: range, seed: int) -> list[tuple[str, OfficeList]]:
    """The lists of all states and years, each with the folder it stands in."""
    lists = []
    with working("inventing") as progress:
        for territory in states:
            progress.update(progress.task_ids[0], said=territory)
            for year, size in zip(reversed(years), sizes(len(years), territory, seed), strict=True):
                folder = f"{territory}/{year}"
                offices = invent_offices(territory, year=year, seed=seed, folder=output / folder, size=size)
                lists += [(folder, one) for one in offices]
    return lists


def _write_registers(folder: Path, territory: str, years: range, seed: int) -> None:
    """The two registers of one state over all years, as the state would keep them at the end of UNTIL."""
    persons = dict(zip(reversed(years), sizes(len(years), territory, seed), strict=True))
    registered = [invent_register(persons[year], territory=territory, year=year, seed=seed) for year in years]
    judged = [invent_proceedings(persons[year], territory=territory, year=year, seed=seed, until=UNTIL) for year in years]
    for name, parts in (("protection", registered), ("justice", judged)):
        with whole_file(folder / f"{name}.csv") as unfinished:
            pl.concat(parts).write_csv(unfinished)


def _write_large(folder: Path, rows: int, seed: int) -> None:
    """One register without faults as CSV and Parquet."""
    register = invent_register(rows, territory="RS", year=LAST_YEAR, seed=seed)
    for path, write in ((folder / "invented.csv", register.write_csv), (folder / "invented.parquet", register.write_parquet)):
        with whole_file(path) as unfinished:
            write(unfinished)
    out.print(f"Invented: {spaced(rows)} rows of {register.width} columns about persons who do not exist: {folder}")
