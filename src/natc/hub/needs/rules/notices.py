"""Who may draft, post, change and end a need or an offer."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from natc.hub.members.models import Desk, Person
from natc.hub.members.permissions import Permission
from natc.hub.needs.models import Notice, Side, Status

POSTING: Mapping[Side, Permission] = {Side.NEED: Permission.NEED_POST, Side.OFFER: Permission.OFFER_MAKE}
WHO: Mapping[Side, Promise] = {
    Side.NEED: gettext_lazy("The coordinator or the deputy of a state says what it needs."),
    Side.OFFER: gettext_lazy("Coordinators, deputies, the chair, the secretariat and partners offer help for their desk."),
}


def why_not_begin(side: Side, by: Person, desk: Desk) -> str | None:
    """Why `by` may not draft a need or an offer for `desk`; None when they may."""
    return None if by.may(POSTING[side], desk) else str(WHO[side])


def why_not_change(notice: Notice, by: Person, desk: Desk) -> str | None:
    """Why `by`, acting for `desk`, may not word `notice` anew; None when they may."""
    if desk != notice.desk or not by.may(POSTING[Side(notice.side)], desk):
        return _("Only the desk that posts this changes it.")
    if notice.status not in (Status.DRAFT, Status.OPEN):
        return _("This is “%(status)s” now and stays as it is.") % {"status": notice.get_status_display()}
    return None


def why_not_choose_circle(notice: Notice, by: Person, desk: Desk) -> str | None:
    """Why the circle cannot be chosen anew; None when it can. What was posted was read: its circle stays."""
    if refused := why_not_change(notice, by, desk):
        return refused
    if notice.status != Status.DRAFT:
        return _("This is posted, and its circle has read it. Withdraw it and post another for another circle.")
    return None


def why_not_post(notice: Notice, by: Person, desk: Desk) -> str | None:
    """Why `by` may not post `notice`; None when they may."""
    if refused := why_not_change(notice, by, desk):
        return refused
    if notice.status != Status.DRAFT:
        return _("This is posted already.")
    if not notice.readers.exists():
        return _("Nobody is in this circle: choose another.")
    return None


def why_not_close(notice: Notice, by: Person, desk: Desk) -> str | None:
    """Why `by` may not close `notice` with its outcome; None when they may."""
    if refused := why_not_change(notice, by, desk):
        return refused
    return None if notice.status == Status.OPEN else _("This is not posted yet.")
