"""Writes the releases of the demonstration."""

from typing import Any

from django.core.management import BaseCommand

from natc.hub.site.demonstration_releases import fill_releases


class Command(BaseCommand):
    """Run after the calls of the demonstration, while its pages are served already."""

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  Django's signature
        """Fill the demonstration with a public release and one that waits for the states."""
        fill_releases()
