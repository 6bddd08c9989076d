"""frictionless over the same register, run by bench/check.py: types, enumerations and bounds."""

import json
import sys
from pathlib import Path

from frictionless import Resource, Schema, system

KINDS = {"integer": "integer", "amount": "number"}


def field(told: dict) -> dict:
    constraints = {}
    if told["kind"] == "code":
        constraints["enum"] = told["codes"]
    if told["kind"] == "date":
        constraints["pattern"] = r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?"
    if told["least"] is not None:
        constraints["minimum"] = told["least"]
    if told["most"] is not None:
        constraints["maximum"] = told["most"]
    return {"name": told["name"], "type": KINDS.get(told["kind"], "string"), "constraints": constraints}


path, schema = sys.argv[1:]
fields = [field(one) for one in json.loads(Path(schema).read_text())]
with system.use_context(trusted=True):
    report = Resource(path=path, schema=Schema.from_descriptor({"fields": fields, "missingValues": [""]})).validate(
        limit_errors=100_000
    )
print(report.stats)
