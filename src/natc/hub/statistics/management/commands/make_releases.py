"""Does the heavy work of releases that waits."""

from typing import Any

from django.core.management import BaseCommand

from natc.hub.statistics.tasks import make_waiting


class Command(BaseCommand):
    """Started by the worker, in a process of its own, when something waits."""

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  Django's signature
        """Test and write all that waits, then end."""
        make_waiting()
