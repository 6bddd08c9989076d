"""Who speaks for a state on the list of themes and the horizon board, and who retires what stands there."""

from django.utils.translation import gettext as _

from natc.hub.members.models import Desk, Person, Tier
from natc.hub.members.permissions import Permission
from natc.hub.needs.models import OnABoard


def why_not_speak(by: Person, desk: Desk) -> str | None:
    """Why `by` may not speak for the state of `desk`; None when they may: members have a voice, nobody else."""
    territory = desk.organisation.territory
    membership = territory.membership if territory else None
    if membership is None or membership.tier != Tier.MEMBER or not by.may(Permission.BOARDS_SPEAK, desk):
        return _("The coordinator or the deputy of a member state speaks for it.")
    return None


def why_not_retire(noted: OnABoard, by: Person, desk: Desk) -> str | None:
    """Why `by` may not retire what stands on a board; None when they may: for the desk that noted it, or the secretariat."""
    own = desk == noted.desk and by.may(noted.noting, desk)
    if not own and not by.may(Permission.BOARDS_RETIRE, desk):
        return _("The desk that noted this retires it, or the secretariat.")
    return why_retired(noted)


def why_retired(noted: OnABoard) -> str | None:
    """Why nobody says anything about what is retired; None for what stands."""
    return _("This is retired.") if noted.retired_at else None
