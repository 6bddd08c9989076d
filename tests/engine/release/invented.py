"""Invented submissions for tests and benches: persons first, then every table from the same persons, so that margins agree."""

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

import polars as pl

from natc.engine.standard.submission import CELLS, MARKS, Submission
from natc.engine.standard.submission_form import Table, cell_key, cells, load_submission_form, total_key

SIZES = {"AL": 110, "BA": 70, "BG": 480, "HR": 50, "XK": 25, "MD": 310, "ME": 12, "MK": 9, "RO": 560, "RS": 52, "SI": 60}
PROTECTION = ("P1", "P2", "P3", "P4", "P6", "P8", "P9", "P10", "P12")
JUSTICE = ("J1", "J2", "J3", "J5", "J6", "J7")
Person = dict[str, str]

# Relative frequencies of an invented register; a table of the region's published figures was never fitted.
LIKELY = {
    "status": {"ActualVictimOfTrafficking": 60, "PossibleVictimOfTrafficking": 25, "PendingIdentification": 6, "LostContact": 4},
    "sex": {"F": 68, "M": 31, "Unknown": 1},
    "age": {"0-17": 38, "18+": 60, "Unknown": 2},
    "body": {"LawEnforcement": 55, "SocialService": 20, "NGO": 18, "LabourInspectorate": 4, "Unknown": 3},
    "citizenship": {"Own": 72, "MD": 3, "RO": 4, "RS": 3, "BA": 3, "AL": 2, "UA": 4, "NP": 3, "BD": 3, "Unknown": 1},
    "exploitation_country": {"Own": 66, "DE": 9, "IT": 8, "AT": 4, "RS": 3, "GR": 3, "GB": 4, "Unknown": 3},
    "form_one": {
        "SexualExploitation": 46,
        "ForcedLabour": 22,
        "ForcedBegging": 9,
        "ForcedCriminality": 6,
        "ForcedMarriage": 4,
        "ChildLabour": 3,
        "MoreThanOne": 6,
        "Unknown": 4,
    },
    "kind": {"Internal": 52, "CrossBorder": 40, "Both": 4, "Unknown": 4},
    "recruitment": {"InPerson": 60, "Online": 22, "Both": 6, "Unknown": 12},
    "means": {
        "FalsePromises": 8,
        "PhysicalThreats": 6,
        "PhysicalAbuse": 5,
        "DebtBondage": 4,
        "AbuseOfVulnerability": 9,
        "Unknown": 3,
    },
    "service": {
        "Accommodation": 6,
        "MedicalCare": 5,
        "PsychologicalSupport": 6,
        "LegalAid": 5,
        "SocialSupport": 6,
        "MaterialAid": 4,
    },
    "service_outcome": {"Requested": 5, "Received": 8, "Unavailable": 1},
    "payer": {"StateBudget": 5, "NGO": 3, "ForeignDonor": 2},
    "judgment": {"Convicted": 7, "Acquitted": 2, "Other": 1},
    "instance": {"First": 6, "Appeal": 2, "Final": 4},
}
EU = ("AT", "BG", "DE", "GR", "HR", "IT", "RO", "SI")


def submission(territory: str, year: int, persons: int, seed: int) -> Submission:
    """An invented submission: tables PROTECTION of this many persons, JUSTICE of about a third as many."""
    draw = random.Random(f"{territory} {year} {seed}")
    registered = [_person(draw, territory) for _ in range(persons)]
    suspects = [_person(draw, territory) | _judged(draw) for _ in range(round(persons * draw.uniform(0.15, 0.5)))]
    prosecuted = suspects[: round(len(suspects) * 0.7)]
    convicted = prosecuted[: round(len(prosecuted) * 0.6)]
    holding = dict.fromkeys(("J3",), prosecuted) | dict.fromkeys(("J5", "J6", "J7"), convicted)
    form = load_submission_form()
    rows = [
        row
        for code in PROTECTION + JUSTICE
        for row in _rows(form.table(code), holding.get(code, suspects if code.startswith("J") else registered), draw)
    ]
    return Submission(
        territory=territory,
        first_day=date(year, 1, 1),
        last_day=date(year, 12, 31),
        version=form.version,
        cells=pl.DataFrame(rows, schema=CELLS, orient="row"),
        marks=pl.DataFrame(
            [(code, "Provisional", None, None, None) for code in PROTECTION + JUSTICE], schema=MARKS, orient="row"
        ),
        manifest={"made_by": "invented"},
    )


def region(years: Sequence[int], seed: int = 1) -> list[Submission]:
    """Submissions of eleven states, their sizes wandering from year to year."""
    draw = random.Random(seed)
    places = [(territory, size, year) for territory, size in SIZES.items() for year in years]
    return [submission(territory, year, max(5, round(size * draw.uniform(0.75, 1.3))), seed) for territory, size, year in places]


def _pick(draw: random.Random, dimension: str) -> str:
    return draw.choices(list(LIKELY[dimension]), list(LIKELY[dimension].values()))[0]


def _person(draw: random.Random, territory: str) -> Person:
    person = {dimension: _pick(draw, dimension) for dimension in LIKELY}
    for dimension in ("citizenship", "exploitation_country"):
        person[dimension] = territory if person[dimension] == "Own" else person[dimension]
    return person | {"citizenship_group": _group(person["citizenship"], territory)}


def _judged(draw: random.Random) -> Person:
    return {"sex": "M" if draw.random() < 0.7 else "F", "age": "18+"}


def _group(country: str, territory: str) -> str:
    if country == "Unknown":
        return "Unknown"
    if country == territory:
        return "National"
    return "EU" if country in EU else "NonEU"


def _rows(table: Table, persons: Sequence[Person], draw: random.Random) -> Iterator[tuple[str, str, float, None]]:
    counted = Counter(codes for person in persons for codes in _codes(table, person, draw))
    named = counted if table.open else [cell.codes for cell in cells(table) if cell.codes]
    if table.total:
        yield table.code, total_key(table.code), float(counted.total()), None
    for codes in named:
        yield table.code, cell_key(table.code, codes), float(counted[codes]), None


def _codes(table: Table, person: Person, draw: random.Random) -> Iterator[tuple[str, ...]]:
    order = [dimension.code for dimension in table.dimensions]
    if table.code == "P10":
        yield from {(_pick(draw, "means"), person["age"]) for _ in range(draw.randint(1, 3))}
    elif table.code == "P12":
        yield from {_service(draw) for _ in range(draw.randint(0, 4))}
    else:
        yield tuple(person[code] for code in order)


def _service(draw: random.Random) -> tuple[str, str, str]:
    outcome = _pick(draw, "service_outcome")
    return _pick(draw, "service"), outcome, _pick(draw, "payer") if outcome == "Received" else "NoPayment"
