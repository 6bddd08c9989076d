"""`natc mission`: what the product must do, and the tests that prove each part of it."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer
import yaml

from natc.checkout import checkout

app = typer.Typer(add_completion=False)

MARKED = re.compile(r"^@pytest\.mark\.mission\(([^)]*)\)\n(?:(?!def ).*\n)*?def (\w+)", re.MULTILINE)  # keys, the test below them
KEY = re.compile(r'"(\w+)"')


@dataclass(frozen=True)
class Capability:
    """One thing the strategy papers ask for: what they say, what a person can then do, and the app where it lives."""

    key: str
    app: str
    says: str
    serves: str


def capabilities() -> list[Capability]:
    """Every capability, in the order of the list."""
    text = resources.files("natc").joinpath("mission.yaml").read_text(encoding="utf-8")
    return [Capability(**entry) for entry in yaml.load(text, Loader=yaml.CSafeLoader)]


def stories(root: Path) -> dict[str, list[str]]:
    """The tests under root/tests that carry each key, {"A44": ["tests/…::test_…"]}, read from their source and never run."""
    proven = defaultdict(list)
    for file in sorted(root.glob("tests/**/test_*.py")):
        for keys, test in MARKED.findall(file.read_text(encoding="utf-8")):
            for key in KEY.findall(keys):
                proven[key].append(f"{file.relative_to(root).as_posix()}::{test}")
    return dict(proven)


def lines(capability: Capability, tests: list[str]) -> Iterator[str]:
    """What is said of one capability: its key, its app and what serves it, then the tests that prove it."""
    yield f"{capability.key:<4} {capability.app:<12} {capability.serves}"
    yield from (f"     {test}" for test in tests or ["—"])


@app.command()
def mission(
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Only the keys that a test proves, as JSON: {key: [tests]}")] = False,
) -> None:
    """List what the product must do, and the tests that prove each part of it."""
    wanted, proven = capabilities(), stories(checkout())
    if as_json:
        print(json.dumps(proven, indent=2))
        return
    for capability in wanted:
        print(*lines(capability, proven.get(capability.key, [])), sep="\n")
    unproven = sum(capability.key not in proven for capability in wanted)
    print(f"{len(wanted) - unproven} of {len(wanted)} have a test that proves them; {unproven} have none.")
