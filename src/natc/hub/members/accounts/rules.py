"""Who may invite whom, as sentences for the buttons; whether a link still opens the door."""

from collections.abc import Mapping

from allauth.mfa.models import Authenticator
from django.utils import timezone
from django.utils.translation import gettext as _

from natc.hub.members.accounts.models import Invitation
from natc.hub.members.models import Desk, Kind, Mandate, Person
from natc.hub.members.permissions import GRANTS, Permission, Role

ROLES_AT: Mapping[str, tuple[Role, ...]] = {
    Kind.COORDINATION: (
        Role.DEPUTY,
        Role.STATISTICIAN,
        Role.CONTRIBUTOR,
        Role.CHAIR,
        Role.RAPPORTEUR,
        Role.DATA_PROTECTION,
    ),
    Kind.SECRETARIAT: (Role.SECRETARIAT, Role.DATA_PROTECTION, Role.OPERATOR),
    Kind.AGENCY: (Role.CONTRIBUTOR, Role.STATISTICIAN),
    Kind.OBSERVER: (Role.OBSERVER,),
    Kind.PARTNER: (Role.PARTNER, Role.SURVIVOR, Role.DONOR),
}
SECOND_FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes alone are none


def roles_to_give(desk: Desk, by: Person) -> tuple[Role, ...]:
    """To which roles `by` may invite people at `desk`.

    Who may invite at a desk gives all its roles but the coordinator's, which goes by handing over. At a desk where nobody may
    invite yet, who keeps the members gives all of them: so a new desk gets its first coordinator, and no other desk gets one
    behind its back.
    """
    if by.may(Permission.INVITE, desk):
        return ROLES_AT[desk.kind]
    if by.may_anywhere(Permission.MEMBERS_EDIT) and not _somebody_invites(desk):
        first = (Role.COORDINATOR,) if desk.kind == Kind.COORDINATION else ()
        return (*first, *ROLES_AT[desk.kind])
    return ()


def _somebody_invites(desk: Desk) -> bool:
    inviting = [role for role, permissions in GRANTS.items() if Permission.INVITE in permissions]
    return Mandate.objects.running().filter(desk=desk, role__in=inviting).exists()


def why_not_invite(desk: Desk, by: Person) -> str | None:
    """Why `by` may not invite anybody to `desk`; None when they may."""
    if roles_to_give(desk, by):
        return None
    return _("Only the coordinator of this desk invites people; the secretariat where a desk has no coordinator yet.")


def why_not_give(desk: Desk, role: str, by: Person) -> str | None:
    """Why `by` may not invite to this role at `desk`; None when they may."""
    if role in roles_to_give(desk, by):
        return None
    return why_not_invite(desk, by) or _("You cannot invite anybody to this role here.")


def why_not_come(desk: Desk, email: str) -> str | None:
    """Why an address is not invited to `desk`; None when it may be: somebody works there under it, or has an open invitation."""
    if Mandate.objects.running().of_colleagues().filter(desk=desk, person__email__iexact=email).exists():
        return _("Somebody with this address works at this desk already.")
    if Invitation.objects.open().of_colleagues().filter(desk=desk, email=email).exists():
        return _("An invitation to this address is open already; withdraw it first.")
    return None


def why_not_come_first(desk: Desk) -> str | None:
    """Why the operator invites nobody to the secretariat's `desk` any more; None while nobody works there."""
    if Mandate.objects.running().filter(desk=desk).exists():
        return _("People work at the secretariat's desk already: they invite.")
    return None


def why_not_accept(invitation: Invitation) -> str | None:
    """Why a link opens no door any more; None while it does."""
    if invitation.withdrawn_at:
        return _("This invitation was withdrawn. Ask the desk that sent it.")
    if invitation.accepted_at:
        return _("This invitation was used already. If it was not you, tell the secretariat at once.")
    if invitation.expires_at <= timezone.now():
        return _("This invitation has run out. Ask the desk that sent it for a new one.")
    if invitation.last_day and invitation.last_day < timezone.now().date():
        return _("The time for which you were invited is over. Ask the desk that sent it.")
    return None


def why_not_take_up(invitation: Invitation, by: Person) -> str | None:
    """Why somebody who is signed in cannot use an invitation; None when it was mailed to them."""
    if by.email.lower() == invitation.email:
        return None
    return _("This invitation was mailed to another address. Sign in with that one.")


def why_not_withdraw(invitation: Invitation, by: Person) -> str | None:
    """Why `by` cannot withdraw an invitation; None when they can."""
    return why_not_invite(invitation.desk, by) or why_not_accept(invitation)


def why_not_remove(person: Person) -> str | None:
    """Why a person cannot remove one of their second factors; None when another is left."""
    if second_factors(person) > 1:
        return None
    return _("This is your only second proof. Set up another one first, then remove this one.")


def second_factors(person: Person) -> int:
    """How many second factors a person has: authenticators, passkeys, security keys."""
    count: int = Authenticator.objects.filter(user=person, type__in=SECOND_FACTORS).count()
    return count
