"""What may be done about members, desks and the watch list, as sentences for the buttons."""

from django.utils.translation import gettext as _

from natc.engine.errors import Refused
from natc.hub.members.models import Desk, Mandate, Person
from natc.hub.members.permissions import Permission


def why_not_edit(desk: Desk, by: Person) -> str | None:
    """Why `by` may not change how `desk` is reached; None when they may."""
    if by.may(Permission.DESK_EDIT, desk):
        return None
    return _("Only the coordinator, the deputy or the secretariat of this desk change how it is reached.")


def why_not_hand_over(desk: Desk, by: Person) -> str | None:
    """Why `by` may not hand `desk` over; None when they may."""
    if by.may(Permission.DESK_HAND_OVER, desk):
        return None
    return _("Only the coordinator who holds this desk hands it over.")


def why_not_take(desk: Desk, to: Person) -> str | None:
    """Why `to` cannot take `desk` over; None when they can: they must work at the desk already, so that nobody is surprised."""
    if Mandate.objects.running().filter(desk=desk, person=to).exists():
        return None
    return _("%(name)s does not work at this desk; invite them first.") % {"name": to.name}


def why_not_watch(by: Person) -> str | None:
    """Why `by` may not change the watch list; None when they may."""
    return None if by.may_anywhere(Permission.WATCH_EDIT) else _("Coordinators, the chair and the secretariat keep this list.")


def check(why_not: str | None) -> None:
    """Raise Refused with the sentence, where there is one."""
    if why_not:
        raise Refused(why_not)
