"""The account of how a submission was made: versions, rows, findings, SHA-256 of what was read. Nothing about a person."""

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl

from natc import __version__
from natc.engine.standard.aggregate.counts import Counts, Key
from natc.engine.standard.aggregate.justice import CASE, PERSON, JusticeRows
from natc.engine.standard.aggregate.period import AFTER, BEFORE, BLANK, IN, PLACES, UNCLEAR
from natc.engine.standard.check import Report
from natc.engine.standard.check.findings import severity_of
from natc.engine.standard.form import Form
from natc.engine.standard.submission_form import load_submission_form

LINKED = "manifest.json"  # what natc link leaves beside its register
TOLD_OF_LINKING = (
    "made_by", "by", "rows", "persons", "persons_registered_by_more_than_one_body", "rows_linked", "pairs", "persons_at_least",
    "bounds_hold_if",
)  # fmt: skip
CHUNK = 1024**2  # bytes


def manifest(registers: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    """The account of the whole. `registers`: what `register_account` says of each."""
    form = load_submission_form()
    return {
        "made_by": f"natc {__version__}",
        "form": {"code": form.code, "version": form.version, "status": form.status},
        "registers": dict(registers),
    }


def register_account(path: Path, form: Form, report: Report, rows: Mapping[str, int]) -> dict[str, Any]:
    """What is said of one register: its form, its file by name and SHA-256, its rows, what the check found, how it was linked."""
    account = {
        "form": {"code": form.code, "version": form.version, "status": form.status},
        "file": {"name": path.name, "sha256": _sha256(path)},
        "rows": dict(rows),
        "findings": _findings(report),
    }
    linked = how_linked(path, rows["read"])
    return {**account, "linked": linked} if linked else account


def protection_rows(counts: Counts) -> dict[str, int]:
    """What became of the rows. `without_consent` are among those counted; every other group is left out of tables P1–P10."""
    rows: Mapping[Key, int] = counts.tallies.get("rows", {})
    victims = {(when, refused): count for (when, family, refused), count in rows.items() if family == "No"}
    when = {place: sum(count for (one, _), count in victims.items() if one == place) for place in PLACES}
    return {
        "read": sum(rows.values()),
        "counted": when[IN],
        "without_consent": victims.get((IN, "Yes"), 0),
        "family_members": sum(count for (_, family, _), count in rows.items() if family == "Yes"),
        "out_of_period": when[BEFORE] + when[AFTER],
        "date_not_exact_enough": when[UNCLEAR],
        "without_reference_date": when[BLANK],
    }


def justice_rows(register: JusticeRows) -> dict[str, int]:
    """What became of the rows; those without a code of the case are in no table of cases."""
    rows = register.rows
    return {
        "read": rows.height,
        "legal_persons": rows.filter(pl.col("jus_PersonKind") == "LegalPerson").height,
        "without_person_code": rows[PERSON].null_count(),
        "without_case_code": rows[CASE].null_count(),
    }


def how_linked(register: Path, rows: int) -> dict[str, Any] | None:
    """What natc link says of this register in the manifest beside it; None where there is none or it is of another register."""
    path = register.with_name(LINKED)
    if not path.exists():
        return None
    try:
        said = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        return None
    if not isinstance(said, dict) or said.get("persons") != rows:
        return None
    return {key: said[key] for key in TOLD_OF_LINKING if key in said}


def _findings(report: Report) -> dict[str, Any]:
    """How often each rule was broken, and how many findings there are of each severity."""
    counted = report.findings["rule"].value_counts().sort("rule")
    rules = {rule: {"severity": str(severity_of(report.form, rule)), "times": times} for rule, times in counted.iter_rows()}
    severities: dict[str, int] = {}
    for one in rules.values():
        severities[one["severity"]] = severities.get(one["severity"], 0) + one["times"]
    return {"by_severity": dict(sorted(severities.items())), "by_rule": rules}


def _sha256(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
