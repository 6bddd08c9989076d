"""Whether the ledger is what it was."""

from base64 import b64encode
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from natc.engine.merkle.checkpoint import open_checkpoint
from natc.engine.merkle.tree import Tree, leaf_hash
from natc.hub.audit.keys import verifier
from natc.hub.audit.models import Event, Head, SignedHead


@dataclass(frozen=True)
class Verified:
    """What a walk over the whole ledger found. faults: sentences. protected: how many entries are under a signed head."""

    size: int
    root: bytes
    protected: int
    erased: int
    faults: tuple[str, ...]

    @property
    def root_text(self) -> str:
        """The root as members compare it: base64."""
        return b64encode(self.root).decode()


def verify() -> Verified:
    """Read every entry again and hold it against its commitment, the head, and every signed head."""
    tree, erased = Tree(), 0
    faults: list[str] = []
    for place, event in enumerate(Event.objects.order_by("index").iterator()):
        erased += event.erased
        faults += _faults(place, event)
        tree.append(leaf_hash(bytes(event.commitment)))
    faults += _against_heads(tree)
    newest = SignedHead.objects.first()
    return Verified(tree.size, tree.root(), newest.size if newest else 0, erased, tuple(faults))


def _faults(place: int, event: Event) -> Iterator[str]:
    if event.index != place:
        yield _("Entry %(place)d is missing; entry %(entry)d stands in its place.") % {"place": place, "entry": event.index}
    if not event.erased and event.computed() != bytes(event.commitment):
        yield _("Entry %(entry)d is not what was recorded: its text was changed.") % {"entry": event.index}


def _against_heads(tree: Tree) -> Iterator[str]:
    head = Head.objects.filter(pk=1).first()
    if head and (head.size != tree.size or head.frontier.root() != tree.root()):
        sizes = {"said": head.size, "here": tree.size}
        yield _("The head speaks of %(said)d entries; %(here)d are here, or they are others.") % sizes
    for signed in SignedHead.objects.all():
        yield from _against(signed.note, tree)


def against_kept_head(note: str) -> list[str]:
    """What is wrong with the ledger for somebody who kept this signed head; nothing where it goes on from there.

    Raises Unusable where `note` is no signed head, Refused where this ledger did not sign it.
    """
    tree = Tree(
        leaf_hash(bytes(commitment)) for commitment in Event.objects.order_by("index").values_list("commitment", flat=True)
    )
    return list(_against(note, tree))


def _against(note: str, tree: Tree) -> Iterator[str]:
    checkpoint = open_checkpoint(note.encode(), verifier())
    if checkpoint.size > tree.size or tree.root(checkpoint.size) != checkpoint.root:
        yield _("The first %(signed)d entries are not those that were signed.") % {"signed": checkpoint.size}
