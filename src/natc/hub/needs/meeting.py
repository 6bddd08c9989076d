"""Before a meeting: what the states that come need of each other, and who of them has it, as a list for all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from natc.hub.members.models import Desk, Person, Topic
from natc.hub.needs.matches import matches
from natc.hub.needs.models import Notice, Side


@dataclass(frozen=True)
class Row:
    """An open need, and an offer that may meet it; None where nobody who comes has offered it. words: as in a match."""

    need: Notice
    offer: Notice | None
    words: tuple[str, ...]


@dataclass(frozen=True)
class BeforeMeeting:
    """The list. left_out: how many needs and offers the person may read, but not all of who comes."""

    rows: Sequence[Row]
    left_out: int


def before_meeting(person: Person, desks: Sequence[Desk], topics: Iterable[Topic]) -> BeforeMeeting:
    """Open needs and offers of the desks that come, on these topics: those that all of the desks read, and no other."""
    mine = Notice.objects.visible_to(person).filter(desk__in=desks, topic__in=list(topics))
    needs, offers = (list(mine.open(side)) for side in Side)
    for_all = _read_by_all(desks)
    shown = [need for need in needs if need.pk in for_all], [offer for offer in offers if offer.pk in for_all]
    rows = [Row(match.need, match.offer, match.words) for match in matches(*shown)]
    met = {row.need for row in rows}
    alone = [Row(need, None, ()) for need in shown[0] if need not in met]
    return BeforeMeeting([*rows, *alone], len(needs) + len(offers) - sum(map(len, shown)))


def _read_by_all(desks: Sequence[Desk]) -> set[int]:
    read = [set(Notice.objects.read_at(Desk.objects.filter(pk=desk.pk)).values_list("pk", flat=True)) for desk in desks]
    return set.intersection(*read) if read else set()
