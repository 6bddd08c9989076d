"""The standard beside others: which tables of which body a table feeds, where those count otherwise, which words offices use."""

from collections.abc import Sequence
from dataclasses import dataclass

from natc.engine.standard.form import CodeList, load_codes
from natc.engine.standard.reports.body import BODIES, Body, ReportTable, load_body
from natc.engine.standard.submission_form import Table, load_submission_form
from natc.engine.text import Text

WORDED = ("exploitation_forms", "trafficking_status", "labour_sectors", "organisation_types")  # lists that tables are split by


@dataclass(frozen=True)
class Fed:
    """One table of a body that is summed from a table of the standard."""

    body: Body
    table: ReportTable


def asked_tables() -> list[Table]:
    """The tables of the annual submission that are asked."""
    return [table for table in load_submission_form().tables if not table.waits_for]


def fed_by(code: str) -> list[Fed]:
    """The tables of other bodies that are summed from this one alone."""
    bodies = [load_body(one) for one in BODIES]
    return [Fed(body, table) for body in bodies for table in body.tables if table.selection.table == code]


def bodies() -> Sequence[Body]:
    """The bodies for which reports are made, in the order of natc."""
    return [load_body(one) for one in BODIES]


def worded() -> Sequence[tuple[Text, CodeList]]:
    """The code lists by which tables are split, each under the label of what it splits by."""
    dimensions = {one.codes: one.label for table in asked_tables() for one in table.dimensions if one.codes}
    return [(dimensions[name], load_codes(name)) for name in WORDED if name in dimensions]
