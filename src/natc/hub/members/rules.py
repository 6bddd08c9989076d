"""What may be done about members, terms, desks and the watch list, as sentences for the buttons."""

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from natc.engine.errors import Refused
from natc.hub.members.models import Desk, Flow, Kind, Mandate, Membership, Person, Territory, Tier
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
    if Mandate.objects.running().of_colleagues().filter(desk=desk, person=to).exists():
        return None
    return _("%(name)s does not work at this desk; invite them first.") % {"name": to.name}


def why_not_keep_members(by: Person, desk: Desk) -> str | None:
    """Why `by`, acting for `desk`, may not change territories, organisations, terms and desks; None when they may."""
    if by.may(Permission.MEMBERS_EDIT, desk):
        return None
    return _("The secretariat keeps the list of members, partners and desks.")


def why_not_open(kind: str, territory: Territory) -> str | None:
    """Why a territory cannot have a desk of a kind; None when it can: a coordinator's office is for full members."""
    member = territory.membership is not None and territory.membership.tier == Tier.MEMBER
    if kind == Kind.COORDINATION and not member:
        return _("Only a full member has a coordinator's office; others have an observer's office.")
    if kind == Kind.OBSERVER and member:
        return _("A full member has a coordinator's office, not an observer's.")
    return None


def why_not_admit(territory: Territory) -> str | None:
    """Why a territory is not admitted; None when it is not in the Network today."""
    if territory.membership is None:
        return None
    return _("%(name)s belongs to the Network already.") % {"name": territory}


def why_not_for_a_term(tier: str, sponsor: Territory | None, last_day: date | None) -> str | None:
    """Why somebody cannot belong to the Network so; None when they can: all but full members have a sponsor and a term."""
    if tier == Tier.MEMBER:
        return None
    if sponsor is None or sponsor.membership is None or sponsor.membership.tier != Tier.MEMBER:
        return _("A member state must sponsor them; choose one.")
    return why_not_until(last_day)


def why_not_until(last_day: date | None) -> str | None:
    """Why a term cannot end on a day; None when it can."""
    if last_day is None or last_day <= timezone.now().date():
        return _("A term needs a last day that is still to come.")
    return None


def why_not_renew(membership: Membership) -> str | None:
    """Why there is no term to renew; None where there is. How a full member leaves is for the Network to decide."""
    return _("A full member has no term.") if membership.tier == Tier.MEMBER else None


def why_not_end(membership: Membership) -> str | None:
    """Why nobody can end this by a button; None when somebody can."""
    return why_not_renew(membership) or (_("This term has ended already.") if membership.over else None)


def why_not_watch(by: Person, desk: Desk) -> str | None:
    """Why `by`, acting for `desk`, may not change the watch list; None when they may."""
    if by.may(Permission.WATCH_EDIT, desk):
        return None
    return _("Coordinators, the chair and the secretariat keep this list.")


def why_not_read(flow: Flow, by: Person, desk: Desk) -> str | None:
    """Why `by`, acting for `desk`, cannot say for a state that a flow was read; None when they can."""
    if flow.territory != desk.organisation.territory:
        return _("This is for the desk of %(state)s.") % {"state": flow.territory}
    return None if by.may(Permission.SUBMISSION_PREPARE, desk) else why_not_edit(desk, by)


def check(why_not: str | None) -> None:
    """Raise Refused with the sentence, where there is one."""
    if why_not:
        raise Refused(why_not)
