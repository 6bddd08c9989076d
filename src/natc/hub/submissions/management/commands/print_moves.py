"""Prints docs/reference/submission-moves.md."""

from typing import Any

from django.core.management import BaseCommand

from natc.hub.submissions.reference import moves_page


class Command(BaseCommand):
    """Run by who changes the moves of a submission."""

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  Django's signature
        """The page to standard output."""
        self.stdout.write(moves_page(), ending="")
