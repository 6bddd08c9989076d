"""What the standard says it took from HTCDS 2.0, held against the published list of its fields."""

import csv
import os
import re
from pathlib import Path

import pytest

from natc.engine.standard.form import FORMS, HERE, load_codes, load_form

REAL = os.environ.get("NATC_REAL_DATA")
FIELDS = Path(REAL or "") / "htcds_2.0_fields.csv"
pytestmark = pytest.mark.skipif(
    REAL is None, reason="NATC_REAL_DATA does not name the folder of real data (htcds_2.0_fields.csv)"
)

TAKEN = re.compile(r"HTCDS 2\.0 \(IOM, CC BY 4\.0\), (\w+)")
LISTS = sorted(path.stem for path in (HERE / "codes").glob("*.yaml") if path.stem not in ("iso3166", "countries"))


@pytest.fixture(scope="module")
def htcds() -> dict[str, set[str]]:
    """{field with prefix: its codes}."""
    with FIELDS.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return {row["Field Name including Prefix"]: set(row["Value Names (if picklist)"].split()) for row in rows}


def test_every_variable_said_to_be_of_htcds_is_a_field_of_it(htcds):
    said = {match.group(1) for form in FORMS for v in load_form(form).variables if (match := TAKEN.search(v.source.text))}

    assert len(said) > 15
    assert said <= set(htcds)


def test_a_variable_that_htcds_has_under_the_same_name_says_so(htcds):
    silent = [v.code for form in FORMS for v in load_form(form).variables if v.code in htcds and not TAKEN.search(v.source.text)]

    assert silent == []


def test_lists_taken_from_htcds_have_all_its_codes(htcds):
    taken = {name: match.group(1) for name in LISTS if (match := TAKEN.search(load_codes(name).source.text))}
    lost = {name: htcds[field] - {code.code for code in load_codes(name).codes} for name, field in taken.items()}

    assert len(taken) > 8
    assert {name: codes for name, codes in lost.items() if codes} == {}


def test_codes_that_htcds_does_not_have_are_named_as_ours(htcds):
    taken = {name: match.group(1) for name in LISTS if (match := TAKEN.search(load_codes(name).source.text))}
    for name, field in taken.items():
        added = {code.code for code in load_codes(name).codes} - htcds[field] - {"Unknown"}

        assert [code for code in added if code not in load_codes(name).source.text] == []
