"""Who may propose help for a need, answer such a proposal and say that it is done."""

from django.utils.translation import gettext as _

from natc.hub.members.models import Desk, Person
from natc.hub.members.permissions import Permission
from natc.hub.needs.models import Arrangement, Notice, Side, Stands, Status


def why_not_propose(need: Notice, offer: Notice | None, by: Person, desk: Desk) -> str | None:
    """Why `by`, acting for `desk`, may not propose help for `need`; None when they may: the needing desk asks for an offer."""
    if need.side != Side.NEED or need.status != Status.OPEN:
        return _("Help is proposed for an open need.")
    if not by.may(Permission.NEED_POST if desk == need.desk else Permission.OFFER_MAKE, desk):
        return _("Coordinators, deputies, the chair, the secretariat and partners propose help for their desk.")
    return _why_not_with(need, offer, desk) or _why_not_twice(need, offer.desk if offer else desk)


def _why_not_with(need: Notice, offer: Notice | None, desk: Desk) -> str | None:
    if offer is None:
        return _("This is your own need: ask for an offer of another desk.") if desk == need.desk else None
    if offer.side != Side.OFFER or offer.status != Status.OPEN or (offer.desk == desk) == (need.desk == desk):
        return _("One of the two is yours: an open need, or an open offer.")
    if not Notice.objects.filter(pk=need.pk).read_at(Desk.objects.filter(pk=offer.desk.pk)).exists():
        return _("The desk that offers this is not in the circle of your need. Post a need that names it.")
    return None


def _why_not_twice(need: Notice, helper: Desk) -> str | None:
    if need.arrangements.filter(helper=helper, stands__in=[Stands.PROPOSED, Stands.AGREED]).exists():
        return _("This is proposed or agreed already.")
    return None


def why_not_answer(arrangement: Arrangement, by: Person, desk: Desk) -> str | None:
    """Why `by` may not agree or decline; None when they may: for the desk that did not propose."""
    permission = Permission.NEED_POST if desk == arrangement.need.desk else Permission.OFFER_MAKE
    if desk != arrangement.asked or not by.may(permission, desk):
        return _("The desk that was asked answers.")
    if arrangement.stands != Stands.PROPOSED:
        return _("This is answered already.")
    return None if arrangement.need.status == Status.OPEN else _("The need is not open any more.")


def why_not_finish(arrangement: Arrangement, by: Person, desk: Desk) -> str | None:
    """Why `by` may not say that the help was given; None when they may: for the desk that needed it."""
    if desk != arrangement.need.desk or not by.may(Permission.NEED_POST, desk):
        return _("The desk that needed the help says when it was given.")
    return None if arrangement.stands == Stands.AGREED else _("Only what is agreed can be done.")
