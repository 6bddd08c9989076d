"""One row of an XLSForm's survey as a question of a form."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from natc.engine.standard.asked.form import Ask
from natc.engine.standard.asked.xlsform_sheets import Row
from natc.engine.standard.asked.xlsform_writer import LIKERT, MULTILINE, READERS
from natc.engine.standard.form import READERS as MARKS

STRUCTURE = ("begin_group", "end_group", "begin_repeat", "end_repeat", "note")
PLAIN = {"text": Ask.TEXT, "string": Ask.TEXT, "integer": Ask.NUMBER, "int": Ask.NUMBER, "decimal": Ask.NUMBER, "date": Ask.DATE}
LISTED = {"select_one": Ask.CHOICE, "select_multiple": Ask.CHOICES, "rank": Ask.RANKING}
TWO_WORDS = {"begin group", "end group", "begin repeat", "end repeat", "select one", "select multiple"}
BOUND = re.compile(r"\s*\.\s*(>=|<=)\s*(-?\d+(?:\.\d+)?)\s*")
PARAMETER = re.compile(r"(start|end|step)\s*=\s*(-?\d+)")
MOST_STEPS = 11  # of a range that becomes a scale: 0 to 10
OTHER = "or_other"
NOT_REQUIRED = ("", "no", "false", "false()", "0")
Outcome = tuple[dict[str, Any] | None, str, Mapping[str, object]]  # the question or none; a rule of `words.yaml` and its parts


def type_of(row: Row) -> tuple[str, str]:
    """The type of a row in small letters with its two words joined, and the list that it names; "" where it names none."""
    words = row["type"].split()
    if " ".join(words[:2]).lower() in TWO_WORDS:
        words = ["_".join(words[:2]), *words[2:]]
    return (words[0].lower() if words else ""), (words[1] if len(words) > 1 else "")


def question_of_row(row: Row, kind: str, options: Sequence[Mapping[str, Any]]) -> Outcome:
    """The question that a row asks. kind: its type. options: of the list that it names."""
    if OTHER in row["type"].split():
        return None, "or_other", {}
    if kind in LISTED:
        return _listed(row, kind, options)
    if kind == "range":
        return _range(row)
    if kind not in PLAIN:
        return None, "unknown_type", {"what": row["type"]}
    question = {**_said(row, PLAIN[kind]), **_of_kind(row, kind)}
    bounds = _bounds(row["constraint"]) if question["ask"] == Ask.NUMBER else None
    if row["constraint"] and bounds is None:
        return question, "constraint_left_out", {"check": row["constraint"]}
    return {**question, **(bounds or {})}, "", {}


def _listed(row: Row, kind: str, options: Sequence[Mapping[str, Any]]) -> Outcome:
    if not options:
        return None, "list_missing", {"what": " ".join(row["type"].split()[1:])}
    likert = kind == "select_one" and LIKERT in row["appearance"].split()
    question = {**_said(row, Ask.SCALE if likert else LISTED[kind]), "options": list(options)}
    return question, "constraint_left_out" if row["constraint"] else "", {"check": row["constraint"]}


def _range(row: Row) -> Outcome:
    """A range of few whole numbers is a scale."""
    said = {name: int(number) for name, number in PARAMETER.findall(row["parameters"])}
    numbers = range(said.get("start", 1), said.get("end", 10) + 1, max(1, said.get("step", 1)))
    if not 1 < len(numbers) <= MOST_STEPS:
        return None, "unknown_type", {"what": f"range {row['parameters']}"}
    options = [{"code": str(number), "label": {"en": str(number)}} for number in numbers]
    return {**_said(row, Ask.SCALE), "options": options}, "", {}


def _said(row: Row, ask: Ask) -> dict[str, Any]:
    """What every question says. Without a mark the narrowest circle reads it."""
    note = row.text("hint")
    needed = {} if row["required"].lower() not in NOT_REQUIRED else {"needed": False}
    said = {"key": row["name"], "ask": ask.value, "label": row.text("label"), "readers": row[READERS] or MARKS[1]}
    return {**said, **({"note": note} if note else {}), **needed}


def _of_kind(row: Row, kind: str) -> dict[str, Any]:
    if PLAIN[kind] is Ask.TEXT and MULTILINE not in row["appearance"].split():
        return {"long": False}
    return {"whole": False} if kind == "decimal" else {}


def _bounds(constraint: str) -> dict[str, float] | None:
    """The bounds that a check such as ". >= 0 and . <= 500" sets; None for any other check."""
    found: dict[str, float] = {}
    for part in constraint.split(" and ") if constraint else ():
        match = BOUND.fullmatch(part)
        if match is None:
            return None
        number = float(match[2])
        found["least" if match[1] == ">=" else "most"] = int(number) if number.is_integer() else number
    return found
