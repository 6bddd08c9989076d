"""What the offices of a state would have: two or three overlapping lists, in their own words, with dirt of every real kind."""

import csv
import datetime
import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import polars as pl
from babel import Locale

from natc.engine.invention.persons import invent_register
from natc.engine.standard.form import read_yaml
from natc.engine.text import to_latin
from natc.engine.whole import whole_workbook

OVERLAP = 0.17  # share of persons whom a second body registered too
KNOWN_DAY = 0.93  # share of birth dates with a known day; the rest are written as 1 January, as registers do
MISSPELT = 0.25  # share of second registrations with one letter of the family name wrong
FAULTS = {
    2: (("country", "sex", "impossible_date", "age"), ("ambiguous_date", "future", "age_words", "order")),
    3: (("country", "age", "order"), ("ambiguous_date", "sex", "age_words"), ("impossible_date", "future")),
}
_COLUMNS = (
    "id_GivenName", "id_FamilyName", "id_BirthDate", "prs_Gender", "prs_Citizenship", "vic_FirstRegistrationDate",
    "vic_TraffickingStatus", "vic_IdentificationDate", "vic_AgeAtRegistration", "vic_TypeOfExploitation",
    "vic_CountryOfExploitation",
)  # fmt: skip
_PERSON_COLUMNS = 5  # of _COLUMNS, those that stand under the group heading "person"
_DATES = ("id_BirthDate", "vic_FirstRegistrationDate", "vic_IdentificationDate")
_FEWER_STATUSES = {"NotAVictimOfTrafficking", "PendingIdentification", "DeclinedIdentification", "LostContact"}
Row = dict[str, str]


@dataclass(frozen=True)
class Planted:
    """A fault put into a list on purpose: `row` as the spreadsheet numbers it, `rule` the check's name for it."""

    file: str
    row: int
    column: str
    rule: str


@dataclass(frozen=True)
class OfficeList:
    """One body's list as written: where it is, which body keeps it, who stands in which row, what is wrong on purpose."""

    path: Path
    body: str
    body_type: str
    persons: Mapping[int, str]  # row → code of the person, the truth about who is who
    planted: tuple[Planted, ...]


@dataclass(frozen=True)
class _Body:
    name: str
    type: str
    language: str
    file: str

    @property
    def suffix(self) -> str:
        return "xlsx" if self.file == "xlsx" else "csv"


def invent_offices(territory: str, *, year: int, seed: int, folder: Path, size: int | None = None) -> list[OfficeList]:
    """Write the lists of every body of `territory` for `year` into `folder` and tell the truth about them.

    `size` persons, else the territory's usual number. The same arguments write the same lists.
    """
    state = read_yaml(Path(__file__).with_name("territories.yaml"))[territory]
    bodies = [_Body(**body) for body in state["bodies"]]
    dice = random.Random(f"{territory} {year} {seed}")  # noqa: S311 - invented data need no secrets
    register = invent_register(size or state["size"], territory=territory, year=year, seed=seed)
    persons = _persons(register, bodies[0].language, dice)
    lists = _registrations(persons, bodies, dice)
    folder.mkdir(parents=True, exist_ok=True)
    return [
        _write_list(body, rows, folder / f"{body.name}-{year}.{body.suffix}", _places(rows, FAULTS[len(bodies)][index], dice))
        for index, (body, rows) in enumerate(lists)
    ]


def sizes(years: int, territory: str, seed: int) -> list[int]:
    """Persons a year: the usual number first, then up to a fifth more or fewer than the year before, between 5 and 600."""
    dice = random.Random(f"{territory} {seed}")  # noqa: S311
    result = [read_yaml(Path(__file__).with_name("territories.yaml"))[territory]["size"]]
    while len(result) < years:
        result.append(max(5, min(600, round(result[-1] * dice.uniform(0.8, 1.2)))))
    return result


def _persons(register: pl.DataFrame, language: str, dice: random.Random) -> list[Row]:
    """The persons of a register with names in the language of the state's first body."""
    return [_named(row, _language(language)["names"], dice) for row in register.iter_rows(named=True)]


def _named(row: Row, names: Mapping[str, Sequence[str]], dice: random.Random) -> Row:
    status = "PossibleVictimOfTrafficking" if row["vic_TraffickingStatus"] in _FEWER_STATUSES else row["vic_TraffickingStatus"]
    given = dice.choice(names["women" if row["prs_Gender"] == "Feminine" else "men"])
    sex = row["prs_Gender"] if row["prs_Gender"] == "Feminine" else "Masculine"
    registered = datetime.date.fromisoformat(row["vic_FirstRegistrationDate"])
    born = registered - datetime.timedelta(days=365 * int(row["vic_AgeAtRegistration"]) + dice.randint(20, 350))
    born = born if dice.random() < KNOWN_DAY else born.replace(month=1, day=1)
    form = row["vic_TypeOfExploitation"]
    form = form if form in _language("en")["words"] or ";" in form else "ForcedLabour"
    said = {"vic_TraffickingStatus": status, "prs_Gender": sex, "vic_TypeOfExploitation": form, "id_GivenName": given}
    return {**row, **said, "id_FamilyName": dice.choice(names["family"]), "id_BirthDate": born.isoformat()}


def _registrations(persons: list[Row], bodies: list[_Body], dice: random.Random) -> list[tuple[_Body, list[Row]]]:
    """Every person with one body, and OVERLAP of them with a second one, later and written a little differently."""
    lists: list[tuple[_Body, list[Row]]] = [(body, []) for body in bodies]
    again = set(dice.sample(range(len(persons)), round(OVERLAP * len(persons))))
    for index, person in enumerate(persons):
        first = dice.choices(range(len(bodies)), weights=range(len(bodies) + 1, 1, -1))[0]
        lists[first][1].append(person)
        if index in again:
            second = dice.choice([other for other in range(len(bodies)) if other != first])
            lists[second][1].append(_registered_again(person, dice))
    return lists


def _registered_again(person: Row, dice: random.Random) -> Row:
    later = datetime.date.fromisoformat(person["vic_FirstRegistrationDate"]) + datetime.timedelta(days=dice.randint(0, 20))
    identified = person["vic_IdentificationDate"]
    family = _misspelt(person["id_FamilyName"], dice) if dice.random() < MISSPELT else person["id_FamilyName"]
    date = min(later, datetime.date.fromisoformat(identified)) if identified else later
    return {**person, "vic_FirstRegistrationDate": date.isoformat(), "id_FamilyName": family}


def _misspelt(name: str, dice: random.Random) -> str:
    place = dice.randrange(1, len(name) - 1)
    return name[:place] + name[place + 1 :]


def _places(rows: list[Row], faults: Sequence[str], dice: random.Random) -> dict[int, str]:
    """A row of its own for each fault."""
    return dict(zip(dice.sample(range(len(rows)), min(len(rows), len(faults))), faults, strict=False))


def _write_list(body: _Body, rows: list[Row], path: Path, faults: Mapping[int, str]) -> OfficeList:
    """The list as the body would write it, with `faults` {index of the row: kind} planted."""
    language = _language(body.language)
    written = [_in_words(row, body, language) for row in rows]
    marks = [(index, *_plant(fault, written[index], int(rows[index]["cas_PersonCode"][3:7]))) for index, fault in faults.items()]
    first_row = (_write_workbook if body.suffix == "xlsx" else _write_csv)(path, written, body, language)
    headings = language["headings"]
    planted = tuple(Planted(path.name, first_row + index, headings[column], rule) for index, column, rule in sorted(marks))
    persons = {first_row + index: row["cas_PersonCode"] for index, row in enumerate(rows)}
    return OfficeList(path, body.name, body.type, persons, planted)


def _in_words(row: Row, body: _Body, language: Mapping[str, Any]) -> Row:
    """The row as this body would write it: its words, its alphabet, its way with dates."""
    words = language["words"]
    latin = to_latin if body.language in ("sr-Latn", "hr", "en", "sq", "sl", "ro") else str
    said = {column: row[column] or "" for column in _COLUMNS}
    said |= {column: _date_in_words(said[column], body) for column in _DATES}
    said |= {column: latin(said[column]) for column in ("id_GivenName", "id_FamilyName")}
    for column in ("prs_Gender", "vic_TraffickingStatus"):
        said[column] = words.get(said[column], said[column])
    said["vic_TypeOfExploitation"] = ", ".join(words.get(code, code) for code in said["vic_TypeOfExploitation"].split(";"))
    for column in ("prs_Citizenship", "vic_CountryOfExploitation"):
        said[column] = ", ".join(_country(code, body.language) for code in said[column].split(";"))
    return said


def _date_in_words(date: str, body: _Body) -> str:
    if not date:
        return ""
    day = datetime.date.fromisoformat(date)
    return f"{day.day:02}.{day.month:02}.{day.year}." if body.language in ("sr", "sr-Latn", "hr", "sl") else f"{day:%d.%m.%Y}"


def _plant(fault: str, row: Row, year: int) -> tuple[str, str]:
    """Spoil one cell of `row`; which column, and what the check calls it."""
    country = row["prs_Citizenship"].split(", ")[0]
    spoilt = {
        "country": ("prs_Citizenship", country[0] + country[2] + country[1] + country[3:], "not_a_code"),
        "sex": ("prs_Gender", row["prs_Gender"] + "?", "not_a_code"),
        "impossible_date": ("vic_FirstRegistrationDate", f"31.02.{year}", "not_a_date"),
        "ambiguous_date": ("vic_FirstRegistrationDate", f"03/04/{year}", "ambiguous_date"),
        "future": (
            "vic_FirstRegistrationDate",
            row["vic_FirstRegistrationDate"].replace(str(year), str(year + 10)),
            "future_date",
        ),
        "age": ("vic_AgeAtRegistration", "170", "out_of_range"),
        "age_words": ("vic_AgeAtRegistration", f"{row['vic_AgeAtRegistration']}?", "not_a_number"),
        "order": ("vic_IdentificationDate", f"01.12.{year - 1}", "identified-before-registered"),
    }
    column, cell, rule = spoilt[fault]
    row[column] = cell
    if fault == "order":
        row["vic_TraffickingStatus"] = ""
    return column, rule


def _write_workbook(path: Path, rows: list[Row], body: _Body, language: Mapping[str, Any]) -> int:
    """A workbook as offices make them: title, two rows of merged headings, a total below. Gives the first row of data."""
    headings = language["headings"]
    last = len(_COLUMNS) + 1
    with whole_workbook(path) as book:
        book.set_properties({"comments": language["invented"], "created": datetime.datetime(2026, 1, 1)})
        sheet = book.add_worksheet(body.name[:31])
        bold = book.add_format({"bold": True, "border": 1, "text_wrap": True, "align": "center", "valign": "vcenter"})
        sheet.merge_range(0, 0, 0, last, language["invented"], bold)
        sheet.merge_range(2, 0, 3, 0, headings["number"], bold)
        sheet.merge_range(2, 1, 2, _PERSON_COLUMNS, language["groups"]["person"], bold)
        sheet.merge_range(2, _PERSON_COLUMNS + 1, 2, last - 1, language["groups"]["case"], bold)
        sheet.merge_range(2, last, 3, last, headings["note"], bold)
        for index, column in enumerate(_COLUMNS, start=1):
            sheet.write_string(3, index, headings[column], bold)
        for line, row in enumerate(rows, start=4):
            sheet.write_number(line, 0, line - 3)
            sheet.write_row(line, 1, [_number_or_text(row[column]) for column in _COLUMNS])
        sheet.write_string(len(rows) + 4, 0, language["total"])
        sheet.write_number(len(rows) + 4, 1, len(rows))
        sheet.set_column(1, last, 20)
    return 5


def _write_csv(path: Path, rows: list[Row], body: _Body, language: Mapping[str, Any]) -> int:
    """Delimited text in the code page or UTF-8 that the body uses. Gives the first row of data."""
    encoding = body.file if body.file.startswith("cp") else "utf-8-sig"
    headings = language["headings"]
    with path.open("w", encoding=encoding, newline="", errors="replace") as file:
        writer = csv.writer(file, delimiter=";" if encoding != "utf-8-sig" else ",")
        writer.writerow([language["invented"]])
        writer.writerow([headings["number"], *(headings[column] for column in _COLUMNS), headings["note"]])
        writer.writerows([index, *(row[column] for column in _COLUMNS), ""] for index, row in enumerate(rows, start=1))
    return 3


def _number_or_text(cell: str) -> int | str | None:
    return int(cell) if cell.isdigit() else cell or None


@cache
def _language(tag: str) -> dict[str, Any]:
    languages = read_yaml(Path(__file__).with_name("languages.yaml"))
    return dict(languages[tag] if tag != "sr-Latn" else _latin(languages["sr"]))


def _latin(value: Any) -> Any:
    match value:
        case str():
            return to_latin(value)
        case dict():
            return {key: _latin(part) for key, part in value.items()}
        case list():
            return [_latin(part) for part in value]


@cache
def _country(code: str, language: str) -> str:
    return str(Locale.parse(language.replace("-", "_")).territories[code])


def truth(lists: Iterable[OfficeList]) -> pl.DataFrame:
    """Who is who: file, row, person."""
    rows = [(one.path.name, row, person) for one in lists for row, person in one.persons.items()]
    return pl.DataFrame(rows, schema={"file": pl.String, "row": pl.UInt32, "person": pl.String}, orient="row")
