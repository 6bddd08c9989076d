"""Before a meeting: what the states that come need of each other, and who of them has it, as a list for all of them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from natc.hub.members.models import Desk, Person, Topic
from natc.hub.needs.matches import Match, matches
from natc.hub.needs.models import Notice, Side


@dataclass(frozen=True)
class Row:
    """An open need, and a match for it among who comes; None where nobody who comes has offered it."""

    need: Notice
    match: Match | None

    @property
    def why(self) -> str:
        """Why the two may go together, in words, or that there is only one."""
        return self.match.why if self.match else _("Nobody who comes has offered this.")


@dataclass(frozen=True)
class BeforeMeeting:
    """The list. left_out: how many needs and offers the person may read, but not all of who comes."""

    rows: Sequence[Row]
    left_out: int


def before_meeting(person: Person, desks: Sequence[Desk], topics: Iterable[Topic]) -> BeforeMeeting:
    """Open needs and offers of the desks that come, on these topics: those that all of the desks read, and no other."""
    mine = Notice.objects.visible_to(person).filter(desk__in=desks, topic__in=list(topics))
    readable = [list(mine.open(side)) for side in Side]
    for_all = _read_by_all(desks)
    needs, offers = ([notice for notice in found if notice.pk in for_all] for found in readable)
    found = matches(needs, offers)
    met = {match.need for match in found}
    rows = [*(Row(match.need, match) for match in found), *(Row(need, None) for need in needs if need not in met)]
    return BeforeMeeting(rows, sum(map(len, readable)) - len(needs) - len(offers))


def _read_by_all(desks: Sequence[Desk]) -> set[int]:
    read = [set(Notice.objects.read_at(Desk.objects.filter(pk=desk.pk)).values_list("pk", flat=True)) for desk in desks]
    return set.intersection(*read) if read else set()
