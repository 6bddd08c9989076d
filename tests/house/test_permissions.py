"""Every permission is granted and used, and the reference says what the table says."""

import re
from pathlib import Path

from natc.hub.members.permissions import GRANTS, Permission, Role
from natc.hub.members.reference import reference

ROOT = Path(__file__).parents[2]
SHOWING = {"permissions.py", "navigation.py", "first_week.py"}  # name permissions to grant them or to show links, refuse nobody


def named_in_the_hub() -> set[str]:
    files = (file for file in ROOT.glob("src/natc/hub/**/*.py") if file.name not in SHOWING)
    return {name for file in files for name in re.findall(r"\bPermission\.([A-Z_]+)", file.read_text("utf-8"))}


def test_every_role_stands_in_the_table() -> None:
    assert set(GRANTS) == set(Role)


def test_every_permission_is_granted_to_some_role() -> None:
    assert set().union(*GRANTS.values()) == set(Permission)


def test_every_permission_is_asked_for_somewhere() -> None:
    assert {permission.name for permission in Permission} - named_in_the_hub() == set()


def test_the_reference_says_what_the_table_says() -> None:
    assert (ROOT / "docs/reference/permissions.md").read_text("utf-8") == reference(), (
        "out of date: run python -m natc.hub.members.reference > docs/reference/permissions.md"
    )
