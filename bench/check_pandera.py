"""pandera over the same register, run by bench/check.py: every cell's kind, codes and bounds, all failures collected."""

import json
import sys
from pathlib import Path

import pandera.polars as pa
import polars as pl

DATE = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"


def column(told: dict) -> pa.Column:
    checks = []
    if told["kind"] == "code":
        checks.append(pa.Check.isin(told["codes"]))
    if told["kind"] == "codes":
        codes = "|".join(told["codes"])
        checks.append(pa.Check.str_matches(f"^(?:{codes})(?:;(?:{codes}))*$"))
    if told["kind"] == "date":
        checks.append(pa.Check.str_matches(DATE))
    if told["kind"] in ("integer", "amount"):
        return pa.Column(pl.Float64, [pa.Check.in_range(told["least"] or 0, told["most"] or 1e9)], nullable=True)
    return pa.Column(pl.String, checks, nullable=True)


path, schema = sys.argv[1:]
columns = json.loads(Path(schema).read_text())
types = {one["name"]: pl.Float64 if one["kind"] in ("integer", "amount") else pl.String for one in columns}
frame = pl.read_csv(path, schema_overrides=types)
try:
    pa.DataFrameSchema({one["name"]: column(one) for one in columns}).validate(frame, lazy=True)
except pa.errors.SchemaErrors as failures:
    print(failures.failure_cases.height)
