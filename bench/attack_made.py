"""Invented submissions to attack: persons first, then every table from the same persons, so that all margins agree."""

import random
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

import polars as pl

from natc.engine.standard.submission import CELLS, MARKS, Submission
from natc.engine.standard.submission_form import Table, cell_key, cells, load_submission_form, total_key

SIZES = {
    "AL": 95,
    "BA": 60,
    "BG": 420,
    "HR": 40,
    "XK": 22,
    "MD": 280,
    "ME": 8,
    "MK": 11,
    "RO": 510,
    "RS": 47,
    "SI": 55,
}  # persons
SEVERAL = "MoreThanOne"
Persons = Sequence[Mapping[str, tuple[str, ...]]]  # dimension → the categories that apply to one person

VICTIMS = {  # relative frequencies, invented
    "status": "ActualVictimOfTrafficking 6 PossibleVictimOfTrafficking 3 PendingIdentification 1 DeclinedIdentification 1",
    "sex": "F 60 M 35 O 1 Unknown 2",
    "age": "0-17 30 18+ 66 Unknown 4",
    "body": "LawEnforcement 6 SocialService 2 NGO 2 LabourInspectorate 1",
    "citizenship": "Own 60 RS 4 BA 3 AL 4 MD 3 UA 3 BD 2 RO 3 BG 2 Stateless 1 Unknown 2",
    "exploitation_country": "Own 60 DE 6 IT 8 GR 3 AT 3 RS 2 Unknown 3",
    "kind": "Internal 5 CrossBorder 5 Both 1 Unknown 1",
    "recruitment": "InPerson 6 Online 3 Both 1 Unknown 2",
    "facilitated_online": "No 6 Yes 3 Unknown 2",
    "service": "Accommodation 4 MedicalCare 3 LegalAid 3 SocialSupport 2 Education 1",
    "service_outcome": "Received 6 Requested 3 Unavailable 1",
    "payer": "StateBudget 5 NGO 3",
}
FORMS = "SexualExploitation 44 ForcedLabour 26 ForcedBegging 9 ForcedCriminality 7 ForcedMarriage 5 ChildLabour 3 Unknown 4"
MEANS = "FalsePromises 8 PhysicalThreats 6 PhysicalAbuse 5 DebtBondage 4 AbuseOfVulnerability 6 RestrictsMovement 5 Unknown 2"
SECTORS = "A_AgricultureForestryAndFishing 4 F_Construction 5 I_AccommodationAndFoodServiceActivities 3 Unknown 1"
SUSPECTS = {
    "sex": "F 20 M 80 Unknown 1",
    "age": "0-17 1 18+ 95 Unknown 3",
    "citizenship": "Own 80 RS 3 AL 3 BG 2 TR 2 Unknown 1",
    "sentence": "PrisonUnder2 2 Prison2To5 4 Prison5To10 2 Suspended 2 Fine 1",
    "judgment": "Convicted 7 Acquitted 2 Other 1",
    "instance": "First 6 Appeal 2 Final 4",
    "nature": "Charge 6 Dropped 3 Agreement 1",
}
OF_SUSPECTS = {"J1": 1.0, "J2": 1.0, "J2-countries": 1.0, "J3": 0.6, "J4": 0.7, "J7": 0.5}  # share of suspects who came so far
OF_SUSPECTS |= dict.fromkeys(("J5", "J6", "J6-countries", "J9"), 0.3)


@dataclass(frozen=True)
class State:
    """One state's persons in one year."""

    territory: str
    year: int
    victims: Persons
    suspects: Persons


def state(territory: str, year: int, size: int, seed: int) -> State:
    """A year of a state of about this size (persons registered)."""
    chance = random.Random(f"{territory} {year} {seed}")
    victims = [_victim(territory, chance) for _ in range(round(size * chance.uniform(0.7, 1.3)))]
    suspects = [_drawn(SUSPECTS, territory, chance) for _ in range(round(size * chance.uniform(0.2, 0.6)))]
    return State(territory, year, victims, suspects)


def revised(before: State, seed: int) -> State:
    """The same year with one person removed, one entered and one changed."""
    chance = random.Random(f"revised {before.territory} {before.year} {seed}")
    victims = list(before.victims)
    for change in (0, 1) if len(victims) > 1 else (1,):
        place = chance.randrange(len(victims)) if victims else 0
        victims[place : place + 1] = [_victim(before.territory, chance)] * (change + (change and chance.randrange(2)))
    return State(before.territory, before.year, victims, before.suspects)


def submission(made: State, mark: str = "Provisional") -> Submission:
    """The state's submission; tables that need more than these persons hold are "not collected"."""
    form = load_submission_form()
    rows, marks = [], []
    for table in form.tables:
        counted = _counted(table, made)
        rows += [] if counted is None else _rows(table, counted)
        reason = None if counted is not None else "NotCollected"
        marks.append((table.code, mark if reason is None else None, reason, None, None))
    first, last = date(made.year, 1, 1), date(made.year, 12, 31)
    frames = pl.DataFrame(rows, schema=CELLS, orient="row"), pl.DataFrame(marks, schema=MARKS, orient="row")
    return Submission(made.territory, first, last, form.version, *frames, {})


def _counted(table: Table, made: State) -> Counter[tuple[str, ...]] | None:
    share = OF_SUSPECTS.get(table.code)
    persons = made.victims if share is None else made.suspects[: round(len(made.suspects) * share)]
    dimensions = [dimension.code for dimension in table.dimensions]
    known = set(SUSPECTS if share is not None else VICTIMS) | {"form_one", "form_each", "citizenship_group"}
    known |= {"means", "sector"} if share is None else set()
    if table.waits_for or not set(dimensions) <= known or (share is None and table.register == "justice"):
        return None
    held = [product(*(person.get(dimension, ()) for dimension in dimensions)) for person in persons]
    possible = {cell.codes for cell in cells(table)} - {()}
    return Counter(codes for some in held for codes in some if table.open or codes in possible)


def _rows(table: Table, counted: Counter[tuple[str, ...]]) -> list[tuple[str, str, float, None]]:
    codes = sorted(counted) if table.open else [cell.codes for cell in cells(table) if cell.codes]
    total = [(table.code, total_key(table.code), float(counted.total()), None)] if table.total else []
    return total + [(table.code, cell_key(table.code, one), float(counted[one]), None) for one in codes]


def _victim(territory: str, chance: random.Random) -> dict[str, tuple[str, ...]]:
    forms = tuple({_draw(FORMS, chance) for _ in range(1 + (chance.random() < 0.15))})
    forms = forms if len(forms) == 1 else tuple(form for form in forms if form != "Unknown")
    person = _drawn(VICTIMS, territory, chance) | _forms(forms)
    person["means"] = tuple({_draw(MEANS, chance) for _ in range(chance.randint(1, 3))})
    return person | ({"sector": (_draw(SECTORS, chance),)} if "ForcedLabour" in forms else {})


def _drawn(likely: Mapping[str, str], territory: str, chance: random.Random) -> dict[str, tuple[str, ...]]:
    person = {dimension: (_draw(words, chance).replace("Own", territory),) for dimension, words in likely.items()}
    person["citizenship_group"] = (_group(person["citizenship"][0], territory),)
    return person | _forms((_draw(FORMS, chance),)) if likely is SUSPECTS else person


def _forms(forms: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    return {"form_each": forms, "form_one": forms if len(forms) == 1 else (SEVERAL,)}


def _group(country: str, territory: str) -> str:
    if country in ("Stateless", "Unknown"):
        return country
    return (
        "National" if country == territory else "EU" if country in ("RO", "BG", "HR", "SI", "DE", "IT", "GR", "AT") else "NonEU"
    )


def _draw(words: str, chance: random.Random) -> str:
    codes, weights = words.split()[::2], [float(weight) for weight in words.split()[1::2]]
    return chance.choices(codes, weights)[0]
