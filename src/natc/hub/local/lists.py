"""The linkage of several bodies' lists while a person decides pair by pair; every answer is in the file of decisions at once."""

import json
from dataclasses import dataclass, field

from natc.engine.linkage.decisions import Decisions, Pair, answers_about, keep, load_decisions, row_keys, save_decisions
from natc.engine.linkage.link import By, Linkage, Linked, find_pairs, link, open_pairs
from natc.engine.linkage.lists import BodyList, gather, read_list
from natc.engine.linkage.output import DECISIONS, MANIFEST, write
from natc.engine.standard.form import load_form
from natc.engine.whole import make_folder
from natc.hub.local.office import Sheet, write_register
from natc.hub.local.settings import MADE

LINKED = MADE / "linked"
FORM = "protection"


@dataclass
class Linking:
    """Which lists are linked, the pairs found, the answers so far, and the pairs that a person puts off."""

    body_lists: list[BodyList]
    linkage: Linkage
    kept: Decisions
    later: list[Pair] = field(default_factory=list)
    answered: list[Pair] = field(default_factory=list)

    def answers(self) -> dict[Pair, bool]:
        return answers_about(self.linkage.rows, self.kept)

    def waiting(self) -> list[Pair]:
        """The pairs still to be decided, most likely first; those put off last."""
        pairs = open_pairs(self.linkage, self.answers())
        return sorted(pairs, key=lambda pair: pair in self.later)

    def shown(self, pair: Pair) -> dict[str, object] | None:
        """What was found about a pair; None for one that is not shown to anybody."""
        found = self.linkage.shown.filter(left=pair[0], right=pair[1])
        return found.row(0, named=True) if found.height else None

    def answer(self, pair: Pair, same: bool | None) -> None:  # noqa: FBT001 - an answer, not a switch
        """Keep the answer; None takes it back. Raises Refused where it contradicts the others, and then keeps nothing."""
        answers = self.answers()
        answers.pop(pair, None)
        open_pairs(self.linkage, answers if same is None else {**answers, pair: same})
        keep(self.kept, row_keys(self.linkage.rows, self.kept.salt), pair, same)
        save_decisions(self.kept, LINKED / DECISIONS)

    def put_off(self, pair: Pair) -> None:
        """Ask about this pair after all others."""
        self.later = [*(one for one in self.later if one != pair), pair]

    def merge(self) -> Linked:
        """One register out of all lists, written with its manifest as natc link does; undecided pairs stay apart."""
        linked = link(self.linkage, self.answers(), load_form(FORM))
        write(linked, self.body_lists, LINKED)
        return linked


_linkings: list[Linking] = []  # the one that goes on; at most one


def current() -> Linking | None:
    """The linkage that goes on; None before lists were chosen."""
    return _linkings[0] if _linkings else None


def outdated(sheets: list[Sheet]) -> list[str]:
    """The names of the sheets in the one register of which something changed since it was made; none while there is none."""
    manifest = LINKED / MANIFEST
    if not manifest.exists():
        return []
    files = {one["file"] for one in json.loads(manifest.read_text(encoding="utf-8"))["inputs"]}
    made_at = manifest.stat().st_mtime
    return [one.name for one in sheets if one.register_file.name in files and one.changed_at > made_at]


def begin(sheets: list[Sheet], by: frozenset[By]) -> None:
    """Find the pairs of rows to look at in these lists, as they stand now."""
    make_folder(LINKED)
    body_lists = [read_list(write_register(one)) for one in sheets]
    _linkings[:] = [Linking(body_lists, find_pairs(gather(body_lists), by), load_decisions(LINKED / DECISIONS))]
