"""pandera over the same register, run by bench/check.py, all failures collected and located by row.

python check_pandera.py polars|pandas cells|all REGISTER SCHEMA [FOUND]
`cells`: kinds, codes and bounds of each column. `all`: what natc check does, also the key, identifiers in texts, numbers that
are none, dates to come, and every rule across columns. FOUND: write the faulty cells there, as CSV.
"""

import csv
import importlib
import json
import sys
from pathlib import Path

engine, depth, path, schema, *found = sys.argv[1:]
frames, pa = importlib.import_module(engine), importlib.import_module(f"pandera.{engine}")
words = importlib.import_module(f"check_pandera_{engine}")
told = json.loads(Path(schema).read_text(encoding="utf-8"))
variables = {one["name"]: one for one in told["variables"]}
FIRST_ROW = 2  # as a spreadsheet numbers them


def column(one: dict) -> "pa.Column":
    """What is asked of one column alone."""
    checks = []
    if one["kind"] == "code":
        checks.append(pa.Check.isin(one["codes"]))
    if one["kind"] == "codes":
        codes = "|".join(one["codes"])
        checks.append(pa.Check.str_matches(f"^(?:{codes})(?:;(?:{codes}))*$"))
    if one["kind"] == "date":
        checks.append(pa.Check.str_matches(told["date"]))
    if one["kind"] in words.NUMBERS:
        checks.append(pa.Check.in_range(one["least"] or 0, one["most"] or 1e9))
    if depth == "all":
        checks += further(one)
    number = one["kind"] in words.NUMBERS
    dtype = words.NUMBERS[one["kind"]] if number else words.TEXT
    return pa.Column(dtype, checks, nullable=True, coerce=number and depth == "all", unique=one["key"] and depth == "all")


def further(one: dict) -> list["pa.Check"]:
    if one["kind"] == "date":
        return [pa.Check.le(told["today"])]
    if one["kind"] == "text":
        return [pa.Check(words.without(told["identifier"]), name="identifier")]
    return [pa.Check.le(one["unlikely_above"])] if one["unlikely_above"] is not None else []


def across(rule: dict) -> "pa.Check":
    """A rule across columns: the row is at fault where all its conditions hold."""
    return pa.Check(words.keeps(lambda cell: holds(rule["fault_when"], cell)), name=rule["code"])


def holds(conditions: list[dict], cell):
    truth = None
    for condition in conditions:
        for clause in clauses(condition, cell):
            truth = clause if truth is None else truth & clause
    return truth


def clauses(condition: dict, cell):
    """The clauses of a condition, as natc.engine.standard.form.Condition says them."""
    name = condition["variable"]
    this, filled = cell(name), words.filled(cell(name))
    if condition["any_of"]:
        yield has_any(name, this, condition["any_of"])
    if condition["none_of"]:
        yield filled & ~has_any(name, this, condition["none_of"])
    if condition["lacks"]:
        yield ~filled | ~has_any(name, this, condition["lacks"])
    if condition["blank"] is not None:
        yield ~filled if condition["blank"] else filled
    if condition["before"]:
        yield words.wholly_before(this, cell(condition["before"]))
    if condition["over"] is not None:
        yield this > bound(condition["over"], cell)
    if condition["under"] is not None:
        yield this < bound(condition["under"], cell)
    if other := condition["same_as"] or condition["differs_from"]:
        same = codes(name, this) == codes(other, cell(other))
        yield filled & words.filled(cell(other)) & (same if condition["same_as"] else ~same)


def has_any(name: str, this, wanted: list[str]):
    if variables[name]["kind"] == "codes":
        return words.matches(this, f"(?:^|;)(?:{'|'.join(wanted)})(?:;|$)")
    return words.among(this, wanted)


def bound(limit: str | float, cell):
    return cell(limit) if isinstance(limit, str) else limit


def codes(name: str, this):
    return words.code_set(this) if variables[name]["kind"] == "codes" else this


def faulty_cells(failures: list[dict]) -> set[tuple[int, str]]:
    """Row and column of each failure; that of a rule is the cell it points at, where all that it reads is right by itself."""
    rules = {rule["code"]: rule for rule in told["rules"]}
    cells = {(one["index"] + FIRST_ROW, one["column"]) for one in failures if one["check"] not in rules}
    for one in failures:
        row, rule = one["index"] + FIRST_ROW, rules.get(one["check"])
        if rule and not any((row, name) in cells for name in rule["reads"]):
            cells.add((row, rule["cell"]))
    return cells


columns = {name: column(one) for name, one in variables.items()}
rules = [across(rule) for rule in told["rules"]] if depth == "all" else []
numbers = {
    name: words.NUMBERS[one["kind"]] if depth == "cells" else words.TEXT
    for name, one in variables.items()
    if one["kind"] in words.NUMBERS
}
frame = words.read(path, {**dict.fromkeys(variables, words.TEXT), **numbers})
failures = []
try:
    pa.DataFrameSchema(columns, checks=rules).validate(frame, lazy=True)
except pa.errors.SchemaErrors as errors:
    failures = words.rows(errors.failure_cases)
cells = faulty_cells(failures)
print(len(cells))
if found:
    with Path(found[0]).open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([("row", "variable"), *sorted(cells)])
