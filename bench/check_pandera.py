"""pandera over the same register, run by bench/check.py: every cell's kind, codes and bounds, all failures collected.

python check_pandera.py polars|pandas REGISTER SCHEMA
"""

import importlib
import json
import sys
from pathlib import Path

DATE = r"^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?$"

engine, path, schema = sys.argv[1:]
frames, pa = importlib.import_module(engine), importlib.import_module(f"pandera.{engine}")
NUMBER, TEXT, TYPES = (frames.Float64, frames.String, "schema_overrides") if engine == "polars" else (float, object, "dtype")


def column(told: dict) -> "pa.Column":
    checks = []
    if told["kind"] == "code":
        checks.append(pa.Check.isin(told["codes"]))
    if told["kind"] == "codes":
        codes = "|".join(told["codes"])
        checks.append(pa.Check.str_matches(f"^(?:{codes})(?:;(?:{codes}))*$"))
    if told["kind"] == "date":
        checks.append(pa.Check.str_matches(DATE))
    if told["kind"] in ("integer", "amount"):
        return pa.Column(NUMBER, [pa.Check.in_range(told["least"] or 0, told["most"] or 1e9)], nullable=True)
    return pa.Column(TEXT, checks, nullable=True)


columns = json.loads(Path(schema).read_text())
types = {one["name"]: NUMBER if one["kind"] in ("integer", "amount") else TEXT for one in columns}
frame = frames.read_csv(path, **{TYPES: types})
try:
    pa.DataFrameSchema({one["name"]: column(one) for one in columns}).validate(frame, lazy=True)
except pa.errors.SchemaErrors as failures:
    print(len(failures.failure_cases))
