"""Who notes signs on the horizon board, speaks for a state about them, and retires them."""

from django.utils.translation import gettext as _

from natc.hub.members.models import Desk, Person, Tier
from natc.hub.members.permissions import Permission
from natc.hub.needs.models import Sign


def why_not_note(by: Person, desk: Desk) -> str | None:
    """Why `by` may not note a sign for `desk`; None when they may."""
    if by.may(Permission.SIGN_NOTE, desk):
        return None
    return _("Desks of member states, the chair and the secretariat note signs.")


def why_not_say(sign: Sign, by: Person, desk: Desk) -> str | None:
    """Why `by` may not speak for their state about a sign; None when they may: one voice a member state."""
    territory = desk.organisation.territory
    membership = territory.membership if territory else None
    if membership is None or membership.tier != Tier.MEMBER or not by.may(Permission.SIGN_VOICE, desk):
        return _("The coordinator or the deputy of a member state speaks for it.")
    return _why_retired(sign)


def why_not_retire(sign: Sign, by: Person, desk: Desk) -> str | None:
    """Why `by` may not retire a sign; None when they may: the desk that noted it, or the secretariat."""
    own = desk == sign.desk and by.may(Permission.SIGN_NOTE, desk)
    if not own and not by.may(Permission.SIGN_RETIRE, desk):
        return _("The desk that noted this sign retires it, or the secretariat.")
    return _why_retired(sign)


def _why_retired(sign: Sign) -> str | None:
    return _("This sign is retired.") if sign.retired_at else None
