"""Makes the database of the demonstration."""

from typing import Any

from django.core.management import BaseCommand, call_command

from natc.hub.site.demonstration import fill_demonstration


class Command(BaseCommand):
    """Run by `natc demo`."""

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  Django's signature
        """Bring the database up to date and fill it with invented people."""
        call_command("migrate", verbosity=0)
        call_command("createcachetable")
        fill_demonstration()
