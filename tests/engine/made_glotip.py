"""Small workbooks in the shape of UNODC's, made by us; no figure in them is real."""

from collections.abc import Sequence
from pathlib import Path

import polars as pl
import xlsxwriter

from natc.engine.standard.harmonise.read import read_workbook
from natc.engine.standard.harmonise.tidy import tidy

HEADER = (
    "Iso3_code",
    "Country",
    "Region",
    "Subregion",
    "Indicator",
    "Dimension",
    "Category",
    "Sex",
    "Age",
    "Year",
    "Unit of measurement",
    "txtVALUE",
    "Source",
)
TITLES = (("UNODC",), ("14/04/2025",))
VICTIMS = "Detected trafficking victims"
CHILD, ADULT = "0 to 17 years", "18 years or over"

Figure = tuple[object, ...]


def total(value: object, year: int = 2021, *, sex: str = "Total", age: str = "Total") -> Figure:
    return figure("Total", "Total", value, year, sex=sex, age=age)


def form(name: str, value: object, year: int = 2021) -> Figure:
    return figure("by form of exploitation", name, value, year)


def citizens(label: str, value: object, year: int = 2021) -> Figure:
    return figure("by citizenship", label, value, year)


def figure(
    dimension: str,
    category: str,
    value: object,
    year: object = 2021,
    *,
    sex: str = "Total",
    age: str = "Total",
    state: tuple[str, str] = ("MDA", "Republic of Moldova"),
) -> Figure:
    return (*state, "Europe", "Eastern Europe", VICTIMS, dimension, category, sex, age, year, "Counts", value, "GLOTIP")


def save(
    path: Path,
    figures: Sequence[Figure],
    *,
    header: Sequence[str] = HEADER,
    titles: Sequence[Sequence[str]] = TITLES,
    sheet: str = "data_glotip_1",
) -> Path:
    with xlsxwriter.Workbook(path) as book:
        page = book.add_worksheet(sheet)
        for number, row in enumerate([*titles, header, *figures]):
            page.write_row(number, 0, row)
    return path


def cells_of(folder: Path, *figures: Figure) -> pl.DataFrame:
    """The tidy table of a workbook with these figures."""
    return tidy(read_workbook(save(folder / "made.xlsx", figures)).rows)
