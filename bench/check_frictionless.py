"""frictionless over the same register, run by bench/check.py: types, enumerations, patterns, bounds and the unique key.

python check_frictionless.py REGISTER SCHEMA
"""

import json
import sys
from pathlib import Path

from frictionless import Resource, Schema, system

KINDS = {"integer": "integer", "amount": "number"}


def field(one: dict) -> dict:
    constraints = {"minimum": one["least"], "maximum": one["most"]}
    if one["kind"] == "code":
        constraints["enum"] = one["codes"]
    if one["kind"] == "codes":
        codes = "|".join(one["codes"])
        constraints["pattern"] = f"(?:{codes})(?:;(?:{codes}))*"
    if one["kind"] == "date":
        constraints["pattern"] = told["date"]
    if one["kind"] == "text":
        constraints["pattern"] = f"(?!{told['identifier'].removeprefix('(?i)')}).*"
    if one["key"]:
        constraints["unique"] = True
    given = {name: value for name, value in constraints.items() if value is not None}
    return {"name": one["name"], "type": KINDS.get(one["kind"], "string"), "constraints": given}


path, schema = sys.argv[1:]
told = json.loads(Path(schema).read_text(encoding="utf-8"))
fields = [field(one) for one in told["variables"]]
with system.use_context(trusted=True):
    report = Resource(path=path, schema=Schema.from_descriptor({"fields": fields, "missingValues": [""]})).validate(
        limit_errors=1_000_000
    )
print(report.stats["errors"])
