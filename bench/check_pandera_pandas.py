"""pandera on pandas over the same register, run by bench/check.py: as check_pandera.py, on its older engine."""

import json
import sys
from pathlib import Path

import pandas as pd
import pandera.pandas as pa

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
        return pa.Column(float, [pa.Check.in_range(told["least"] or 0, told["most"] or 1e9)], nullable=True)
    return pa.Column(object, checks, nullable=True)


path, schema = sys.argv[1:]
columns = json.loads(Path(schema).read_text())
types = {one["name"]: float if one["kind"] in ("integer", "amount") else object for one in columns}
frame = pd.read_csv(path, dtype=types)
try:
    pa.DataFrameSchema({one["name"]: column(one) for one in columns}).validate(frame, lazy=True)
except pa.errors.SchemaErrors as failures:
    print(len(failures.failure_cases))
