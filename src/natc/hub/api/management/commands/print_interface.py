"""Prints docs/reference/interface.md."""

from typing import Any

from django.core.management import BaseCommand

from natc.hub.api.reference import interface_page


class Command(BaseCommand):
    """Run by who changes the interface for programs."""

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  Django's signature
        """The page to standard output."""
        self.stdout.write(interface_page(), ending="")
