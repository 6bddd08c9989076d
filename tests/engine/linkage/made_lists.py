"""Small lists for the tests of linkage, all invented."""

import hashlib

import polars as pl

from natc.engine.linkage.lists import LINE, BodyList

COLUMNS = (
    "cas_PersonCode",
    "org_Type",
    "org_Name",
    "prs_Gender",
    "prs_Citizenship",
    "vic_FirstRegistrationDate",
    "id_GivenName",
    "id_FamilyName",
    "id_BirthDate",
    "id_Document",
    "id_Place",
)

POLICE = """
A1 | LawEnforcement | Policija | Feminine  | RS    | 2024-03-05 | Марија | Петровић  | 2001-05-17 | 008123456 | Нови Сад
A2 | LawEnforcement | Policija | Masculine | RS;BA | 2024-04-01 | Ђорђе  | Ковачевић | 1992-01-01 |           | Ниш
A3 | LawEnforcement | Policija | Feminine  | MD    | 2024-05    | Elena  | Șerban    | 2006-11-02 |           |
"""
NGO = """
N7 | NGO | Astra | Feminine            | RS | 2024-02-20 | Petrovic | Marija  | 2001-05-17 | | Novi Sad
N8 | NGO | Astra | Feminine            | RO | 2024-06-11 | Ilinca   | Popescu | 2007-03-09 | |
N9 | NGO | Astra | NonSpecifiedUnknown |    | 2024-06-11 |          |         |            | |
"""
CENTRE = """
C1 | SocialService | Centar | Masculine | RS | 2024-04-10 | Djordje | Kovacevic | 1992-06-12 | | Niš
C2 | SocialService | Centar | Masculine | MD | 2024-05-20 | Elena   | Serban    | 2006-02-11 | |
C3 | SocialService | Centar | Feminine  | AL | 2024-09-09 | Arta    | Xhaferi   | 2005-01-13 | | Preševo
"""


def body_list(name: str, table: str) -> BodyList:
    """A list from lines of cells separated by "|", in the order of COLUMNS."""
    rows = [[cell.strip() for cell in line.split("|")] for line in table.splitlines() if line.strip()]
    return of_frame(name, pl.DataFrame(rows, schema=dict.fromkeys(COLUMNS, pl.String), orient="row"))


def of_frame(name: str, frame: pl.DataFrame) -> BodyList:
    numbered = frame.with_columns(pl.int_range(2, frame.height + 2, dtype=pl.Int64).alias(LINE))
    return BodyList(name, hashlib.sha256((name + str(frame.rows())).encode()).hexdigest(), numbered)


def three_lists() -> list[BodyList]:
    return [body_list("police.csv", POLICE), body_list("ngo.csv", NGO), body_list("centre.csv", CENTRE)]
