"""One submission out of what was counted in the registers."""

from collections.abc import Mapping
from typing import Any

from natc.engine.errors import Refused
from natc.engine.standard.aggregate.counts import Counted
from natc.engine.standard.aggregate.fill import Said, asked, fill
from natc.engine.standard.aggregate.view import View
from natc.engine.standard.submission import Submission
from natc.engine.standard.submission_form import load_submission_form


def make_submission(counted: Mapping[str, Counted], view: View, said: Said, manifest: Mapping[str, Any]) -> Submission:
    """The submission of a territory for a period, from what was counted in each register, by its code.

    Raises Refused where what the office says does not fit the figures.
    """
    cells, marks = fill(counted, said)
    version = load_submission_form().version
    return Submission(view.territory, view.period.first_day, view.period.last_day, version, cells, marks, manifest)


def check_said_without_justice(said: Said) -> None:
    """Raises Refused where no criminal-justice register was read and nothing is said about one of its tables."""
    tables = [table.code for table in asked(load_submission_form()) if table.register == "justice"]
    silent = [code for code in tables if code not in said.reasons and code not in said.expected]
    if silent:
        raise Refused(
            f"no criminal-justice register is given, and nothing says why tables {', '.join(silent)} hold no figures: give the "
            "register, or say when they will come with --not-yet J=2025-09-30, or why there are none with --reason J=NotCollected"
        )
