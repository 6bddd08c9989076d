"""Writes the calls, needs and offers of the demonstration."""

from typing import Any

from django.core.management import BaseCommand, call_command

from natc.hub.site.demonstration_calls import fill_calls
from natc.hub.site.demonstration_needs import fill_needs


class Command(BaseCommand):
    """Run by `natc demo` while its pages are served already."""

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  Django's signature
        """Fill the demonstration with calls, needs and offers in every state of their life."""
        fill_calls()
        fill_needs()
        call_command("demonstration_releases")  # which loads solvers, so it comes last
