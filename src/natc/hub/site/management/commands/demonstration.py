"""Makes the database of the demonstration."""

from typing import Any

from django.core.management import BaseCommand, call_command

from natc.hub.site.demonstration import fill_demonstration


class Command(BaseCommand):
    """Run by `natc demo`."""

    requires_system_checks = ()  # they load every page, and somebody waits; the tests run them

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  Django's signature
        """Make the tables of an empty database and fill it with invented people."""
        call_command("migrate", run_syncdb=True, verbosity=0)
        call_command("createcachetable")
        fill_demonstration()
