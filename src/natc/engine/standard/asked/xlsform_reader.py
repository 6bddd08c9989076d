"""An XLSForm as a form that a call can carry. What a call does not have is said with sheet and row, and then nothing is taken."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from natc.engine.standard.asked.drafting import CODE, at_first, faults_of_question, free_code, new_form
from natc.engine.standard.asked.languages import tag_of
from natc.engine.standard.asked.sentences import found
from natc.engine.standard.asked.xlsform_questions import STRUCTURE, question_of_row, type_of
from natc.engine.standard.asked.xlsform_sheets import (
    CHOICES,
    SETTINGS,
    SURVEY,
    Row,
    Sheets,
    filled,
    read_sheets_of,
    split_heading,
)
from natc.engine.standard.asked.xlsform_writer import READERS, REASONS, TITLE, WHO_ANSWERED
from natc.engine.standard.check.findings import Finding
from natc.engine.standard.form import READERS as MARKS
from natc.engine.standard.form import Severity, load_form
from natc.engine.text import ORIGINAL, Text

RECORDED = frozenset("start end today deviceid phonenumber username email simserial subscriberid audit".split())
RECORDED_BY_A_CALCULATION = ("__version__", "_version_")  # which the tools that make XLSForms add by themselves
BRANCHES = ("relevant", "choice_filter")
TAKEN = frozenset("type name label hint required appearance constraint calculation parameters relevant choice_filter".split())
HARMLESS = frozenset(("constraint_message", "required_message", "list_name", "repeat_count", READERS))
PERSON_QUESTIONS = 3  # codes of variables of a register from which a form reads like an interview about one person
NAMED = 5  # codes named in a sentence


@dataclass(frozen=True)
class Imported:
    """What an XLSForm gives: the content of a form, None where a finding blocks; what was found, in the order of the file."""

    form: Mapping[str, Any] | None
    findings: list[Finding]


@dataclass
class _Reading:
    """How far a survey is read."""

    file: str
    lang: str
    lists: Mapping[str, list[Row]]
    title: Text
    purpose: dict[str, str] = field(default_factory=dict)
    sections: list[dict[str, Any]] = field(default_factory=list)
    in_group: bool = False
    in_section: bool = False
    waiting: dict[str, str] = field(default_factory=dict)  # a note that stands before the question it belongs to
    names: set[str] = field(default_factory=set)
    findings: list[Finding] = field(default_factory=list)

    def find(self, rule: str, row: Row, column: str, **parts: object) -> None:
        """Note a finding about a cell."""
        said = {"what": row["name"] or row["type"], "heading": column, **parts}
        finding = found(rule, self.lang, said)
        self.findings.append(replace(finding, file=self.file, sheet=row.sheet, row=row.number, column=column))

    @property
    def blocked(self) -> bool:
        """Whether something was found that a call does not have."""
        return any(finding.severity is Severity.BLOCKING for finding in self.findings)

    def begin_section(self, code: str, title: Text) -> None:
        """Begin a section; a note that waits is its own."""
        self.sections.append({"code": code, "title": title, **({"note": self.waiting} if self.waiting else {}), "questions": []})
        self.waiting, self.in_section = {}, True

    def end_section(self) -> None:
        """End a section; a note that waits for a question that does not come is said of all of it."""
        if self.in_section and self.waiting:
            self.sections[-1]["note"] = _joined(self.sections[-1].get("note", {}), self.waiting)
            self.waiting = {}
        self.in_section = False


def read_xlsform(path: Path, lang: str, taken: Collection[str] = ()) -> Imported:
    """The form in an XLSForm, its code none of those taken. Raises Unusable for a file that is no workbook."""
    sheets = read_sheets_of(path)
    if not {"type", "name"} <= set(sheets.headings(SURVEY)):
        return Imported(None, [replace(found("no_survey", lang, {}), file=sheets.name, sheet=SURVEY)])
    settings = next(iter(sheets.rows(SETTINGS)), Row(SETTINGS, 2, {}, ORIGINAL))
    reading = _Reading(sheets.name, lang, _lists(sheets), _title(settings, path))
    _check_mark(settings, WHO_ANSWERED, reading)
    _check_headings(sheets, reading)
    _check_lists(reading)
    for row in sheets.rows(SURVEY):
        _read_row(row, reading)
    reading.end_section()
    _look_back(sheets, reading)
    if reading.blocked:
        return Imported(None, reading.findings)
    return Imported(_form(reading, settings, sheets, taken), reading.findings)


def _form(reading: _Reading, settings: Row, sheets: Sheets, taken: Collection[str]) -> dict[str, Any]:
    base = new_form(
        free_code(settings["form_id"] or reading.title[ORIGINAL], taken), reading.title, reading.purpose or reading.title
    )
    reasons = [_category(row) for row in sheets.rows(REASONS)]
    asked = {"who_answered": settings[WHO_ANSWERED] or base["who_answered"], "reasons": reasons or base["reasons"]}
    return {**base, **asked, "sections": reading.sections}


def _title(settings: Row, path: Path) -> dict[str, str]:
    said = settings.text(TITLE) or settings.text("form_title") or {ORIGINAL: path.stem}
    return said if ORIGINAL in said else {ORIGINAL: next(iter(said.values())), **said}


def _lists(sheets: Sheets) -> dict[str, list[Row]]:
    lists: dict[str, list[Row]] = {}
    for row in sheets.rows(CHOICES):
        lists.setdefault(row["list_name"], []).append(row)
    return lists


def _check_headings(sheets: Sheets, reading: _Reading) -> None:
    """Languages must be known; columns that are not taken over are said once, where they first hold something."""
    for sheet in (SURVEY, CHOICES):
        for heading in sheets.headings(sheet):
            base, language = split_heading(heading)
            if base in ("label", "hint") and language and tag_of(language) is None:
                reading.find("strange_language", Row(sheet, 1, {}, ORIGINAL), heading, what=heading)
    rows = sheets.rows(SURVEY)
    for column in dict.fromkeys(split_heading(heading)[0] for heading in sheets.headings(SURVEY)):
        if column and column not in TAKEN | HARMLESS and (holding := filled(rows, column)):
            reading.find("left_out", holding[0], column, what=column)


def _check_lists(reading: _Reading) -> None:
    for rows in reading.lists.values():
        times = Counter(row["name"] for row in rows)
        for row in rows:
            if not CODE.fullmatch(row["name"]):
                reading.find("strange_name", row, "name")
            elif times[row["name"]] > 1:
                reading.find("same_name", row, "name")
            if ORIGINAL not in row.text("label"):
                reading.find("no_english", row, "label")


def _read_row(row: Row, reading: _Reading) -> None:
    kind, listed = type_of(row)
    if kind in RECORDED or (kind == "calculate" and row["name"] in RECORDED_BY_A_CALCULATION):
        reading.find("recorded_anyway", row, "type")
        return
    for column in filter(row.__getitem__, BRANCHES):
        reading.find("branching", row, column)
    if kind in STRUCTURE:
        _STRUCTURES[kind](row, reading)
    elif kind == "calculate" or row["calculation"]:
        reading.find("calculation", row, "calculation")
    else:
        _read_question(row, kind, listed, reading)


def _begin_group(row: Row, reading: _Reading) -> None:
    if reading.in_group:
        reading.find("group_in_group", row, "type")
    title, reading.in_group = row.text("label") or at_first()["section"], True
    if _named(row, title, reading):
        reading.begin_section(row["name"], title)


def _end_group(row: Row, reading: _Reading) -> None:
    if not reading.in_group:
        reading.find("group_without_begin", row, "type")
    reading.in_group = False
    reading.end_section()


def _repeat(row: Row, reading: _Reading) -> None:
    reading.find("repeats", row, "type")


def _end_repeat(row: Row, reading: _Reading) -> None:
    """Nothing: the beginning of what is repeated was found already."""


def _note(row: Row, reading: _Reading) -> None:
    """A note says what the form is for, what its section is about, or something about the question that follows."""
    said = row.text("label")
    if not reading.sections and not reading.in_group and not reading.purpose:
        reading.purpose = said
    elif reading.in_section and not reading.sections[-1]["questions"] and "note" not in reading.sections[-1]:
        reading.sections[-1]["note"] = said
    else:
        reading.waiting = _joined(reading.waiting, said)


_STRUCTURES = {
    "begin_group": _begin_group,
    "end_group": _end_group,
    "begin_repeat": _repeat,
    "end_repeat": _end_repeat,
    "note": _note,
}


def _read_question(row: Row, kind: str, listed: str, reading: _Reading) -> None:
    fits = _named(row, row.text("label"), reading)
    question, rule, parts = question_of_row(row, kind, [_category(one) for one in reading.lists.get(listed, [])])
    if rule:
        reading.find(rule, row, "type" if rule != "constraint_left_out" else "constraint", **parts)
    if question is None or not fits:
        return
    if note := _joined(reading.waiting, question.get("note", {})):
        question["note"] = note
    reading.waiting = {}
    for fault, said in faults_of_question(question, reading.lang):
        reading.find(fault, row, "type", label=row["name"], **said)
    if not reading.in_section:
        reading.begin_section(free_code("questions", reading.names), at_first()["section"])
        reading.names.add(reading.sections[-1]["code"])
    reading.sections[-1]["questions"].append(question)


def _named(row: Row, label: Text, reading: _Reading) -> bool:
    """Whether a row has a code of its own, a label in English and a mark that is known; findings where not."""
    before = len(reading.findings)
    if not CODE.fullmatch(row["name"]):
        reading.find("strange_name", row, "name")
    elif row["name"] in reading.names:
        reading.find("same_name", row, "name")
    if ORIGINAL not in label:
        reading.find("no_english", row, "label")
    _check_mark(row, READERS, reading)
    reading.names.add(row["name"])
    return len(reading.findings) == before


def _check_mark(row: Row, column: str, reading: _Reading) -> None:
    if row[column] and row[column] not in MARKS[1:]:
        reading.find("strange_readers", row, column, what=row[column])


def _category(row: Row) -> dict[str, Any]:
    note = row.text("natc_note")
    return {"code": row["name"], "label": row.text("label"), **({"note": note} if note else {})}


def _joined(first: Mapping[str, str], then: Mapping[str, str]) -> dict[str, str]:
    """Two texts one after the other, in every language of either."""
    return {tag: "\n".join(filter(None, (first.get(tag), then.get(tag)))) for tag in {**first, **then}}


def _look_back(sheets: Sheets, reading: _Reading) -> None:
    """What is said of the whole form."""
    asked = {name for name in reading.names if name in _variables_about_persons()}
    first = Row(SURVEY, 1, {}, ORIGINAL)
    if len(asked) >= PERSON_QUESTIONS:
        reading.find("about_persons", first, "name", what=", ".join(sorted(asked)[:NAMED]))
    if READERS not in sheets.headings(SURVEY):
        reading.find("readers_not_said", first, READERS)
    if not reading.sections and not reading.blocked:
        reading.find("nothing_asked", first, "type")


@cache
def _variables_about_persons() -> frozenset[str]:
    return frozenset(variable.code for register in ("protection", "justice") for variable in load_form(register).variables)
