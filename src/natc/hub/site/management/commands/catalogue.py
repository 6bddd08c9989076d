"""Brings the translations of the hub's pages up to date with its sources."""

from typing import Any

from django.core.management import BaseCommand

from natc.engine.errors import Refused
from natc.hub.site.catalogue import LOCALE, WRITTEN, update


class Command(BaseCommand):
    """Run by `natc catalogue`."""

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  Django's signature
        """Gather, compile. Raises Refused with every text that is not translated yet."""
        if missing := update():
            where = LOCALE / WRITTEN / "LC_MESSAGES" / "django.po"
            raise Refused("\n".join([f"{len(missing)} texts are not translated yet; translate them in {where}:", *missing]))
