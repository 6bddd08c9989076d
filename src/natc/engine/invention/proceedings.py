"""A criminal-justice register of invented persons, in the standard's columns and without a fault."""

import datetime
import random

import polars as pl

from natc.engine.invention.persons import NEIGHBOURS
from natc.engine.standard.form import load_form

CASES = 0.4  # to each registered person; plausible, not estimated
SUSPECTS = (1, 1, 1, 2, 2, 3, 5)  # of a case, all as likely
SEEN_AGAIN = 0.03  # share of suspects who stand in the case before this one too
LEGAL, KNOWING, ABROAD, TEAM, ASSETS = 0.04, 0.05, 0.35, 0.2, 0.15  # shares of suspects, of cases, of cases abroad, of suspects
CHARGED, DROPPED, JUDGED, FINAL = 0.6, 0.5, 0.8, 0.85  # shares of those who reached the step before
FORMS = ("SexualExploitation", "SexualExploitation", "ForcedLabour", "ForcedBegging", "ForcedLabour;ForcedBegging")
OUTCOMES = ("Convicted", "Convicted", "Convicted", "Convicted", "Acquitted", "ConvictedOfOtherOffence", "ChargeRejected")
OF_PERSON = ("jus_PersonCode", "jus_PersonKind", "prs_Gender", "prs_Citizenship", "jus_AgeAtRegistration")
Row = dict[str, str]


def invent_proceedings(persons: int, *, territory: str, year: int, seed: int, until: datetime.date) -> pl.DataFrame:
    """The cases reported in `territory` in `year` where `persons` were registered, as far as they had come by the day `until`.

    The same arguments give the same rows; all variables of the criminal-justice register, as text.
    """
    dice = random.Random(f"proceedings {territory} {year} {seed}")  # noqa: S311 - invented data need no secrets
    rows: list[Row] = []
    for number in range(1, max(2, round(CASES * persons)) + 1):
        case = _case(f"{territory}-{year}-C{number:04}", year, dice)
        for _ in range(dice.choice(SUSPECTS)):
            again = bool(rows) and rows[-1]["jus_CaseCode"] != case["jus_CaseCode"] and dice.random() < SEEN_AGAIN
            person = _of_person(rows[-1]) if again else _person(len(rows) + 1, case, territory, dice)
            rows.append(_proceedings({**case, **person}, dice, until))
    schema = {variable.code: pl.String for variable in load_form("justice").variables}
    return pl.DataFrame([[row.get(code) for code in schema] for row in rows], schema=schema, orient="row")


def _case(code: str, year: int, dice: random.Random) -> Row:
    reported = datetime.date(year, 1, 1) + datetime.timedelta(days=dice.randint(0, 364))
    across = dice.random() < ABROAD
    return {
        "jus_CaseCode": code,
        "jus_OffenceCode": "1",
        "jus_RegisteringBody": dice.choice(("LawEnforcement", "LawEnforcement", "CourtOrProsecution")),
        "jus_TypeOfExploitation": dice.choice(FORMS),
        "jus_InternalOrCrossBorder": "CrossBorder" if across else "Internal",
        "jus_JointTeam": "Yes" if across and dice.random() < TEAM else "No",
        "jus_ReportDate": reported.isoformat(),
        "jus_InvestigationDate": _later(reported.isoformat(), 2, 40, dice),
    }


def _of_person(row: Row) -> Row:
    return {code: row[code] for code in OF_PERSON if code in row}


def _person(number: int, case: Row, territory: str, dice: random.Random) -> Row:
    code = case["jus_CaseCode"].replace("-C", f"-P{number:04}-")
    citizenship = NEIGHBOURS[territory] if dice.random() < 0.15 else territory
    shared = {"jus_PersonCode": code, "prs_Citizenship": citizenship}
    if dice.random() < LEGAL:
        return {**shared, "jus_PersonKind": "LegalPerson"}
    sex = "Feminine" if dice.random() < 0.3 else "Masculine"
    age = str(dice.randint(18, 65))
    return {**shared, "jus_PersonKind": "NaturalPerson", "prs_Gender": sex, "jus_AgeAtRegistration": age}


def _proceedings(row: Row, dice: random.Random, until: datetime.date) -> Row:
    """The row as far as the person's proceedings had come."""
    row["jus_RegistrationDate"] = _later(row["jus_InvestigationDate"], 0, 20, dice)
    row["jus_Stage"] = "Suspect"
    knowing = dice.random() < KNOWING
    row["jus_KnowingUse"] = "Yes" if knowing else "No"
    row["jus_Offence"] = "KnowingUseOfServices" if knowing else "TraffickingInHumanBeings"
    if dice.random() < ASSETS:
        row["ast_FrozenDate"] = row["jus_RegistrationDate"]
        row["ast_FrozenAmount"], row["ast_Currency"] = str(dice.randint(5, 900) * 100), "EUR"
    _charge(row, dice, until.isoformat())
    return row


def _charge(row: Row, dice: random.Random, until: str) -> None:
    day = _later(row["jus_RegistrationDate"], 60, 240, dice)
    if day > until:
        return
    if dice.random() < CHARGED:
        row["jus_ProsecutionDecision"], row["jus_ProsecutionDecisionDate"] = "ProsecutedForTrafficking", day
        row["jus_ChargeDate"], row["jus_Stage"] = day, "Defendant"
        if dice.random() < JUDGED:
            _judge(row, dice, until)
    elif dice.random() < DROPPED:
        row["jus_ProsecutionDecision"], row["jus_ProsecutionDecisionDate"] = "NotEnoughEvidence", day
        row["jus_Stage"] = "ProceedingsEnded"


def _judge(row: Row, dice: random.Random, until: str) -> None:
    first = _later(row["jus_ChargeDate"], 60, 500, dice)
    final = _later(first, 15, 300, dice)
    if first > until:
        return
    row["jus_FirstJudgmentDate"] = first
    row["jus_FirstJudgmentOutcome"] = outcome = dice.choice(OUTCOMES)
    if final <= until and dice.random() < FINAL:
        row["jus_FinalJudgmentDate"] = final
        row["jus_FinalJudgmentOutcome"] = outcome
        row["jus_FinalInstance"] = dice.choice(("First", "Appeal", "Appeal"))
        row["jus_Stage"] = {"Acquitted": "Acquitted", "ChargeRejected": "ProceedingsEnded"}.get(outcome, "ConvictedPerson")
        if outcome == "Convicted":
            _sentence(row, dice)


def _sentence(row: Row, dice: random.Random) -> None:
    if row["jus_PersonKind"] == "LegalPerson":
        row["snt_Kind"] = "Fine"
        return
    months = dice.choice((10, 18, 30, 36, 48, 66, 84, 120, 150))
    row["snt_Kind"], row["snt_Months"] = "Imprisonment", str(months)
    row["snt_Suspended"] = "Yes" if months < 24 and dice.random() < 0.7 else "No"


def _later(day: str, least: int, most: int, dice: random.Random) -> str:
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=dice.randint(least, most))).isoformat()
