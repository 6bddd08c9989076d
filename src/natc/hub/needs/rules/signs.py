"""Who notes signs on the horizon board and speaks for a state about them."""

from django.utils.translation import gettext as _

from natc.hub.members.models import Desk, Person
from natc.hub.members.permissions import Permission
from natc.hub.needs.models import Sign
from natc.hub.needs.rules.boards import why_not_speak, why_retired


def why_not_note(by: Person, desk: Desk) -> str | None:
    """Why `by` may not note a sign for `desk`; None when they may."""
    if by.may(Permission.SIGN_NOTE, desk):
        return None
    return _("Desks of member states, the chair and the secretariat note signs.")


def why_not_say(sign: Sign, by: Person, desk: Desk) -> str | None:
    """Why `by` may not speak for their state about a sign; None when they may: one voice a member state."""
    return why_not_speak(by, desk) or why_retired(sign)
