"""What `natc link` leaves in its folder: the register, the manifest, and two files that never leave the office."""

import json
from collections.abc import Sequence
from pathlib import Path

from natc.engine.linkage.link import Linked
from natc.engine.linkage.lists import BodyList
from natc.engine.whole import whole_file

REGISTER, MANIFEST = "register.csv", "manifest.json"
LINKS, CONFLICTS = "local-only-links.csv", "local-only-conflicts.csv"
DECISIONS = "local-only-decisions.yaml"
WRITTEN = (REGISTER, MANIFEST, LINKS, CONFLICTS)
NEVER = "# LOCAL ONLY: this file tells who is who. Never send it, never upload it.\n"


def write(linked: Linked, body_lists: Sequence[BodyList], folder: Path) -> None:
    """Write all files of one linkage; each is whole or not there. The manifest, last, tells that the others are complete."""
    folder.mkdir(parents=True, exist_ok=True)
    _put(folder / REGISTER, linked.merged.register.write_csv())
    _put(folder / LINKS, NEVER + linked.merged.links.write_csv())
    _put(folder / CONFLICTS, NEVER + linked.merged.conflicts.write_csv())
    inputs = [{"file": each.name, "sha256": each.sha256, "rows": each.frame.height} for each in sorted(body_lists, key=_name)]
    _put(folder / MANIFEST, json.dumps({**linked.manifest, "inputs": inputs}, ensure_ascii=False, indent=2) + "\n")


def _name(body_list: BodyList) -> str:
    return body_list.name


def _put(path: Path, text: str) -> None:
    with whole_file(path) as unfinished:
        unfinished.write_text(text, encoding="utf-8")
