"""Answers as a file and back: the file that `natc aggregate` makes, and the filled workbook. No row about a person gets in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from natc.engine.errors import Refused, Unusable
from natc.engine.standard.asked.annual import answers_of, submission_of
from natc.engine.standard.asked.form import AskedForm, Given
from natc.engine.standard.files import read_table
from natc.engine.standard.form import load_form
from natc.engine.standard.mapping import propose, targets
from natc.engine.standard.submission_file import read_submission, write_submission
from natc.engine.standard.submission_form import load_submission_form
from natc.engine.standard.templates.submission_filled import write_filled_submission

REGISTERS = ("protection", "justice")
FEW_COLUMNS = 3  # columns of a register that are read in a sheet before it looks like rows of persons
NAMED = 5  # columns named in a sentence


@dataclass(frozen=True)
class Brought:
    """What a file says: whose it is, for which time, the answers by cell key."""

    territory: str  # ISO 3166-1 alpha-2, XK included
    first_day: date
    last_day: date  # included
    answers: Mapping[str, Given]


def has_files(form: AskedForm) -> bool:
    """Whether the answers to a form can be brought and taken as a file of its own: the annual submission can."""
    return form.code == load_submission_form().code


def read_answers(path: Path, form: AskedForm) -> Brought:
    """The answers in a file of this form.

    Raises Refused for what looks like rows of persons, Unusable, with one sentence, for what is no file of this form.
    """
    if not has_files(form):
        raise Unusable(f"{path.name}: this form has no file of its own; fill it in on its pages")
    try:
        submission = read_submission(path)
    except Unusable as error:
        _refuse_persons(path)
        raise Unusable(str(error)) from error
    if submission.version != form.version:
        raise Unusable(f"{path.name} was made for version {submission.version} of the form, and this call asks {form.version}")
    answers = answers_of(submission)
    if strange := [key for key in answers if form.question(key) is None]:
        raise Unusable(f"{path.name}: the form does not ask “{strange[0]}”; make the file again with this version of natc")
    return Brought(submission.territory, submission.first_day, submission.last_day, answers)


def write_answers(form: AskedForm, brought: Brought, path: Path, lang: str) -> None:
    """Write answers as a file that `read_answers` reads: .json, or .xlsx in `lang`. Raises Unusable for a form without files."""
    if not has_files(form):
        raise Unusable(f"{path.name}: this form has no file of its own")
    submission = submission_of(brought.answers, brought.territory, brought.first_day, brought.last_day)
    if path.suffix == ".json":
        write_submission(submission, path)
    else:
        write_filled_submission(submission, path, lang)


def _refuse_persons(path: Path) -> None:
    """Raise Refused where the file reads as a register; do nothing where it is no table at all."""
    for code in REGISTERS:
        form = load_form(code)
        try:
            table = read_table(path, known=targets(form))
        except Unusable:
            return
        found = [column.heading for column in propose(table, form).columns if column.variable]
        if len(found) >= FEW_COLUMNS:
            raise Refused(
                f"{path.name} looks like rows about persons (columns {', '.join(found[:NAMED])}). They stay in your office: "
                "make totals of them with natc aggregate and bring those. Nothing of this file was kept."
            )
