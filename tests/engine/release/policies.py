"""Small policies for tests: the shipped one with few tables, and numbers that may be changed into unsafe ones."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from natc.engine.release.policy import DEFAULT, Policy, read_policy


def policy_file(folder: Path, tables: tuple[str, ...], change: Callable[[dict[str, Any]], None] = lambda _: None) -> Path:
    """The shipped policy with these tables only, changed."""
    raw = yaml.safe_load(DEFAULT.read_text(encoding="utf-8"))
    raw["tables"] = [table for table in raw["tables"] if table["code"] in tables]
    change(raw)
    path = folder / "policy.yaml"
    path.write_text(yaml.safe_dump(raw, allow_unicode=True), encoding="utf-8")
    return path


def policy(folder: Path, tables: tuple[str, ...], change: Callable[[dict[str, Any]], None] = lambda _: None) -> Policy:
    return read_policy(policy_file(folder, tables, change))
