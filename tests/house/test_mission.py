"""The list of what the product must do, and the marks on the tests that prove it."""

import ast
from collections import Counter
from pathlib import Path

from natc.commands.mission import MARKED, capabilities, stories

ROOT = Path(__file__).parents[2]
CAPABILITIES = 206  # counted in the two strategy papers


def test_every_capability_has_one_key_of_its_own() -> None:
    counts = Counter(capability.key for capability in capabilities())

    assert len(counts) == CAPABILITIES
    assert [key for key, count in counts.items() if count > 1] == []


def test_every_mark_names_a_capability_that_exists() -> None:
    known = {capability.key for capability in capabilities()}

    assert set(stories(ROOT)) <= known


def test_every_mark_is_on_a_test_of_its_own() -> None:
    misplaced = [
        file.name
        for file in ROOT.glob("tests/**/test_*.py")
        for source in [file.read_text(encoding="utf-8")]
        if sum(
            isinstance(node, ast.Attribute) and ast.unparse(node) == "pytest.mark.mission" for node in ast.walk(ast.parse(source))
        )
        != len(MARKED.findall(source))
    ]

    assert misplaced == []


def test_a_mark_is_found_without_running_the_test(tmp_path: Path) -> None:
    test = tmp_path / "tests" / "hub" / "test_chair.py"
    test.parent.mkdir(parents=True)
    test.write_text(
        '@pytest.mark.mission("A44")\ndef test_the_gate_opens() -> None:\n    raise SystemExit\n\ndef test_other(): ...\n'
    )

    assert stories(tmp_path) == {"A44": ["tests/hub/test_chair.py::test_the_gate_opens"]}
