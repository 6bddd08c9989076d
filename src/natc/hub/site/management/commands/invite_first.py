"""Invites the first person."""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.core.management import BaseCommand, CommandParser
from django.core.validators import validate_email

from natc.engine.errors import Unusable
from natc.hub.library.outline import fill_library
from natc.hub.members.accounts.actions import invite_first
from natc.hub.members.models import Desk, Kind
from natc.hub.members.network import fill_network


class Command(BaseCommand):
    """Run by `natc invite`."""

    def add_arguments(self, parser: CommandParser) -> None:
        """To whom, and where the link leads."""
        parser.add_argument("email", type=_address)
        parser.add_argument("--site", default=f"https://{settings.ALLOWED_HOSTS[0]}")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  Django's signature
        """Fill the hub with what it knows of the Network, and mail the link, or show it where no mail leaves."""
        fill_network()
        secretariat = Desk.objects.filter(kind=Kind.SECRETARIAT)[0]
        fill_library(secretariat)
        mail = invite_first(desk=secretariat, email=options["email"], site=options["site"].rstrip("/"))
        self.stdout.write(_sent(mail))


def _address(given: str) -> str:
    try:
        validate_email(given)
    except ValidationError as error:
        raise Unusable(f"“{given}” is no e-mail address; give the one of the first person of the secretariat.") from error
    return given


def _sent(mail: EmailMessage) -> str:
    """Send it, and say so; where it cannot be sent, the mail itself for the operator to hand over."""
    try:
        mail.send()
    except OSError as error:
        return f"The mail to {mail.to[0]} could not be sent ({error}). Hand it over yourself:\n\n{mail.body}"
    return f"An invitation was mailed to {mail.to[0]}."
