"""The letter by which somebody comes: a link that opens the door once, and of which only a fingerprint is kept."""

import secrets
from datetime import date
from hashlib import sha256

from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from natc.hub.members.accounts.models import INVITATION_LASTS, Invitation
from natc.hub.members.models import Desk, Person


def fingerprint(token: str) -> str:
    """What the database keeps of the token in a link: who steals the database opens no door with it."""
    return sha256(token.encode()).hexdigest()


def new_invitation(
    *, desk: Desk, role: str, email: str, by: Person | None, site: str, last_day: date | None = None
) -> tuple[Invitation, str]:
    """A new invitation, and the link that opens it, which is kept nowhere.

    email: in lower case. site: https://host, where the link leads. last_day: of the mandate that it begins.
    """
    token = secrets.token_urlsafe()
    about = {"desk": desk, "role": role, "email": email, "by": by, "last_day": last_day}
    until = timezone.now() + INVITATION_LASTS
    invitation = Invitation.objects.create(fingerprint=fingerprint(token), expires_at=until, **about)
    return invitation, site + reverse("invitation", args=[token])


def letter(invitation: Invitation, link: str) -> EmailMessage:
    """The mail with the link of an invitation to work at a desk."""
    text = render_to_string("accounts/invitation.txt", {"invitation": invitation, "link": link})
    return EmailMessage(_("An invitation to the Network's platform"), text, to=[invitation.email])
