"""docs/reference/settings.md lists every variable that the hub reads, and no other."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SETTINGS = (ROOT / "src/natc/hub/site/settings.py").read_text("utf-8")
REFERENCE = (ROOT / "docs/reference/settings.md").read_text("utf-8")
EXAMPLE = (ROOT / "deploy/natc.env.example").read_text("utf-8")


def read_by_the_hub() -> set[str]:
    return set(re.findall(r"environ(?:\.get\(|\[)\"(\w+)\"", SETTINGS))


def test_every_variable_of_the_settings_is_in_the_reference() -> None:
    assert read_by_the_hub() == set(re.findall(r"^\| `([A-Z_]+)` \|", REFERENCE, re.MULTILINE))


def test_every_reading_of_the_environment_is_one_that_this_test_sees() -> None:
    assert len(re.findall(r"os\.environ", SETTINGS)) == len(re.findall(r"environ(?:\.get\(|\[)\"(\w+)\"", SETTINGS))


def test_the_example_names_no_variable_that_nobody_reads() -> None:
    named = set(re.findall(r"^#? ?(NATC_\w+)=", EXAMPLE, re.MULTILINE))

    assert named - {"NATC_BACKUP_RECIPIENT"} <= read_by_the_hub()  # that one is read by deploy/natc-backup.service
