"""The lists that bodies bring, as one table of rows."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from natc.engine.errors import Refused, Unusable
from natc.engine.standard.files import ROW as ROW_IN_FILE
from natc.engine.standard.files import read_table, reading

PERSON_CODE = "cas_PersonCode"
BODY_NAME, BODY_TYPE = "org_Name", "org_Type"
SEX, CITIZENSHIP = "prs_Gender", "prs_Citizenship"
REGISTERED_ON = "vic_FirstRegistrationDate"
GIVEN, FAMILY, BIRTH, DOCUMENT, PLACE = "id_GivenName", "id_FamilyName", "id_BirthDate", "id_Document", "id_Place"
IDENTIFIERS = (GIVEN, FAMILY, BIRTH, DOCUMENT, PLACE)
FOUND_BY = (GIVEN, FAMILY, DOCUMENT)  # with none of these nobody can be found
READ_BY_LINKAGE = (PERSON_CODE, BODY_NAME, BODY_TYPE, SEX, CITIZENSHIP, REGISTERED_ON, *IDENTIFIERS)
ROW, LIST, LINE, BODY = "row", "list", "line", "body"  # columns that gather() adds
UNKNOWN_CODES = ("Unknown", "NonSpecifiedUnknown")  # of the code lists: asked and not known


@dataclass(frozen=True)
class BodyList:
    """One body's list in the standard's columns: its file's name and SHA-256, all cells as text, and `line`, each row's place."""

    name: str
    sha256: str
    frame: pl.DataFrame


def read_list(path: Path) -> BodyList:
    """The list in `path`, in any format of natc.engine.standard.files. Raises Unusable for what is no table."""
    table = read_table(path, known=READ_BY_LINKAGE)
    with reading(table):
        frame = table.frame.collect()
    with path.open("rb") as file:
        sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    return BodyList(path.name, sha256, frame.rename({ROW_IN_FILE: LINE}))


def gather(lists: Sequence[BodyList]) -> pl.DataFrame:
    """All rows of all lists in one order that depends on their content alone, blank cells null.

    Adds `row` (number in that order), `list` (file name) and `body`: the organisation's name, else its type, else the file's
    name. Raises Unusable for a list without rows or known columns, Refused for one given twice.
    """
    for each in lists:
        _check_readable(each)
    _check_distinct(lists)
    rows = pl.concat([_labelled(each) for each in lists], how="diagonal")
    missing = [pl.lit(None, pl.String).alias(code) for code in READ_BY_LINKAGE if code not in rows.columns]
    rows = rows.with_columns(missing).with_columns(pl.coalesce(BODY_NAME, BODY_TYPE, LIST).alias(BODY))
    content = [BODY, *IDENTIFIERS, *sorted(set(rows.columns) - {BODY, LINE, LIST, *IDENTIFIERS}), LIST, LINE]
    return rows.sort(content, nulls_last=True).with_row_index(ROW)


def _labelled(body_list: BodyList) -> pl.DataFrame:
    trimmed = pl.exclude(LINE).cast(pl.String).str.strip_chars().replace("", None)
    return body_list.frame.select(trimmed, pl.col(LINE).cast(pl.Int64), pl.lit(body_list.name).alias(LIST))


def _check_readable(body_list: BodyList) -> None:
    if not body_list.frame.height:
        raise Unusable(f"{body_list.name} has no rows; give the file that `natc map --out` wrote for this body")
    if not set(READ_BY_LINKAGE) & set(body_list.frame.columns):
        found = ", ".join(body_list.frame.drop(LINE).columns[:5])
        raise Unusable(
            f"{body_list.name} has none of the standard's columns (found {found} …); "
            f"map it first: natc map {body_list.name} --to protection"
        )


def _check_distinct(lists: Sequence[BodyList]) -> None:
    seen: dict[str, str] = {}
    for each in lists:
        if each.sha256 in seen:
            raise Refused(f"{each.name} has the same content as {seen[each.sha256]}; give each list once")
        seen[each.sha256] = each.name
