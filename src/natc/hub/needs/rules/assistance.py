"""Who may ask for technical assistance, take a request up, and close it."""

from django.utils.translation import gettext as _

from natc.hub.members.models import Desk, Person
from natc.hub.members.permissions import Permission
from natc.hub.needs.models import AssistanceRequest, Stage


def why_not_ask(by: Person, desk: Desk) -> str | None:
    """Why `by` may not ask for technical assistance for `desk`; None when they may."""
    if by.may(Permission.NEED_POST, desk):
        return None
    return _("The coordinator or the deputy of a state asks for technical assistance.")


def why_not_take_up(request: AssistanceRequest, by: Person, desk: Desk) -> str | None:
    """Why `by` may not take a request up, or over from a colleague; None when they may."""
    if not by.may(Permission.ASSISTANCE_TRIAGE, desk):
        return _("The secretariat takes requests up.")
    return _why_closed(request)


def why_not_close(request: AssistanceRequest, by: Person, desk: Desk) -> str | None:
    """Why `by` may not close a request with its result; None when they may: who has taken it up."""
    if refused := why_not_take_up(request, by, desk):
        return refused
    return None if request.taken_by == by else _("Who has taken this request up closes it; take it over first.")


def why_not_take_back(request: AssistanceRequest, by: Person, desk: Desk) -> str | None:
    """Why `by` may not take their desk's request back; None when they may."""
    if desk != request.desk or not by.may(Permission.NEED_POST, desk):
        return _("Only the desk that asked takes this back.")
    return _why_closed(request)


def _why_closed(request: AssistanceRequest) -> str | None:
    return _("This request is closed.") if request.stage == Stage.CLOSED else None
