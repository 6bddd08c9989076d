"""natc invent: registers of persons who do not exist, for trying and measuring."""

import os
from pathlib import Path
from typing import Annotated

import polars as pl
import typer

from natc.commands.screen import out, working
from natc.engine.errors import Refused
from natc.engine.invention import TERRITORIES, invent_offices, invent_register, sizes, truth

app = typer.Typer(add_completion=False)

LAST_YEAR = 2025  # the last whole year the standard's demonstration tells of
README = """\
INVENTED DATA. No person in these files exists; names are drawn at random from common ones.
<state>/<year>/       the lists of two or three bodies, in their own words, with faults planted on purpose
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
    """Write invented registers: plausible sizes, overlapping lists, dirt of every real kind. Everything says that it is invented."""
    output.mkdir(parents=True, exist_ok=True)
    if any(output.iterdir()):
        raise Refused(f"{output} is not empty; name a new folder, so that invented data never mix with others")
    if rows is not None:
        _write_large(output, rows, seed)
        return
    listed, planted = [], []
    with working("inventing") as progress:
        for territory in list(TERRITORIES)[:states]:
            for year, size in zip(
                range(LAST_YEAR - years + 1, LAST_YEAR + 1), reversed(sizes(years, territory, seed)), strict=True
            ):
                lists = invent_offices(territory, year=year, seed=seed, folder=output / territory / str(year), size=size)
                listed.append(truth(lists).with_columns(pl.lit(f"{territory}/{year}").alias("folder")))
                planted += [
                    (f"{territory}/{year}", one.file, one.row, one.column, one.rule) for each in lists for one in each.planted
                ]
            progress.update(progress.task_ids[0], said=territory)
    (output / "INVENTED.txt").write_text(README, encoding="utf-8")
    pl.concat(listed).write_csv(output / "truth.csv")
    pl.DataFrame(planted, schema=["folder", "file", "row", "column", "rule"], orient="row").write_csv(output / "planted.csv")
    registered = pl.concat(listed)
    persons = registered.select("folder", "person").n_unique()
    out.print(
        f"Invented: {states} states, {years} years, {registered.height:,} rows about {persons:,} persons, {len(planted)} faults planted."
    )
    out.print(f"None of them exists. Written to {output}; INVENTED.txt says what is what.")


def _write_large(folder: Path, rows: int, seed: int) -> None:
    """One register without faults as CSV and Parquet."""
    register = invent_register(rows, territory="RS", year=LAST_YEAR, seed=seed)
    for path, write in ((folder / "invented.csv", register.write_csv), (folder / "invented.parquet", register.write_parquet)):
        unfinished = path.with_name(path.name + ".unfinished")
        write(unfinished)
        os.replace(unfinished, path)
    out.print(f"Invented: {rows:,} rows of 60 columns, none of them a real person: {folder / 'invented.csv'} and .parquet")
