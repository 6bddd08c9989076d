"""Where things stand on the sheets of a submission workbook: known to its writer and its reader alone."""

from natc.engine.standard.submission_form import SEPARATOR, SubmissionForm, Table

ADDED_ROWS = 200  # empty rows of an open table
YEARS = (2000, 2100)  # a year of figures outside this is a slip of the hand
KEYS = 0  # the column of keys on every sheet, the cover included
VALUE_COLUMN = 2  # of what is asked once a sheet: at the head of a table and on the cover

TITLE, DEFINITION, COUNTED, RULE, CAVEAT, MARK, REASON, EXPECTED, BREAK = range(9)  # rows of a table's sheet, from 0
HEADS, CODES, FIRST_ROW = 10, 11, 12

COVER_FORM, COVER_TERRITORY, COVER_YEAR = 4, 5, 6  # rows of the cover

HEAD_KEYS = {MARK: "natc:mark", REASON: "natc:reason", EXPECTED: "natc:expected", BREAK: "natc:break"}
COVER_KEYS = {COVER_FORM: "natc:form", COVER_TERRITORY: "natc:territory", COVER_YEAR: "natc:year"}


def code_row(table: Table) -> list[str]:
    """The machine-readable heading of a table: key, dimensions, value, reason."""
    return ["natc:cell", *(dimension.code for dimension in table.dimensions), "natc:value", "natc:reason"]


def added_key(table: Table) -> str:
    """What stands in the key column of a row that the office fills with its own categories."""
    return f"{table.code}{SEPARATOR}+"


def form_mark(form: SubmissionForm) -> str:
    """Code and version as the cover states them, by which the reader knows its own template."""
    return f"{form.code} {form.version}"


def asked(form: SubmissionForm) -> list[Table]:
    """The tables that have a sheet: all but those that wait for a decision."""
    return [table for table in form.tables if not table.waits_for]
