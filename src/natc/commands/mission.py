"""`natc mission`: what the product must do, and the tests that prove each part of it."""

import ast
import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Annotated

import typer
import yaml
from rich.table import Table

from natc.checkout import checkout
from natc.commands.screen import out

app = typer.Typer(add_completion=False)

MARK = "pytest.mark.mission"


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


def keys_of(test: ast.FunctionDef) -> Iterator[str]:
    """The keys of the marks @pytest.mark.mission("A44") on one test."""
    for decorator in test.decorator_list:
        if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == MARK:
            yield from (ast.literal_eval(key) for key in decorator.args)


def stories(root: Path) -> dict[str, list[str]]:
    """The tests under root/tests that carry each key, {"A44": ["tests/…::test_…"]}, read from their source and never run."""
    proven = defaultdict(list)
    marked = [file for file in sorted(root.glob("tests/**/test_*.py")) if MARK.encode() in file.read_bytes()]  # parsing is slow
    for file in marked:
        for node in ast.parse(file.read_bytes()).body:
            if isinstance(node, ast.FunctionDef):
                for key in keys_of(node):
                    proven[key].append(f"{file.relative_to(root).as_posix()}::{node.name}")
    return dict(proven)


def table(wanted: list[Capability], proven: dict[str, list[str]]) -> Table:
    """The capabilities, each with the tests that prove it."""
    drawn = Table("key", "app", "what serves it", "proven by")
    for capability in wanted:
        tests = "\n".join(proven.get(capability.key, ["—"]))
        drawn.add_row(capability.key, capability.app, capability.serves.replace("[", r"\["), tests.replace("[", r"\["))
    return drawn


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
    out.print(table(wanted, proven), soft_wrap=False)
    unproven = sum(capability.key not in proven for capability in wanted)
    out.print(f"{len(wanted) - unproven} of {len(wanted)} have a test that proves them; {unproven} have none.")
