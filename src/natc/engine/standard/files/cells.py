"""Cells as text: what a workbook or a JSON file holds, written the one way the standard reads."""

import datetime
import json


def cell_text(cell: object) -> str | None:
    """The cell as text: dates as 2024-12-31, whole numbers without a point, yes/no as true/false; None when blank."""
    match cell:
        case None:
            return None
        case str():
            return cell.replace("\xa0", " ").strip() or None
        case bool():
            return "true" if cell else "false"
        case float():
            return str(int(cell)) if cell.is_integer() else repr(cell)
        case datetime.date() | datetime.time():
            return _moment_text(cell)
        case dict() | list():
            return _nested_text(cell)
        case _:
            return str(cell)


def _moment_text(moment: datetime.date | datetime.time) -> str:
    if isinstance(moment, datetime.datetime):
        return moment.date().isoformat() if moment.time() == datetime.time() else moment.isoformat(sep=" ", timespec="minutes")
    return moment.isoformat()


def _nested_text(cell: dict[str, object] | list[object]) -> str | None:
    """Plain lists as several codes joined by ";"; anything deeper as JSON, so that it is seen and faulted."""
    if isinstance(cell, list) and all(isinstance(part, str | int) for part in cell):
        return ";".join(map(str, cell)) or None
    return json.dumps(cell, ensure_ascii=False)
