"""Makes the database, or brings it up to date."""

from typing import Any

from django.conf import settings
from django.core.management import BaseCommand, call_command

from natc.hub.audit.keys import signing_key
from natc.hub.submissions.outline import fill_forms


class Command(BaseCommand):
    """Run by `natc prepare`, and by `natc serve` on the machine's own address."""

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  Django's signature
        """Make folder, tables, the key of the ledger, so that the first backup holds it, and the forms that calls carry."""
        settings.VAR.mkdir(mode=0o700, parents=True, exist_ok=True)
        settings.STATIC_ROOT.mkdir(exist_ok=True)
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        signing_key(settings.VAR / "keys")
        fill_forms()
