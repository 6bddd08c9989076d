"""Reads the ledger again."""

from pathlib import Path
from typing import Any

from django.core.management import BaseCommand, CommandParser

from natc.engine.errors import Refused
from natc.hub.audit.rules import against_kept_head, verify


class Command(BaseCommand):
    """Run by `natc ledger verify`."""

    def add_arguments(self, parser: CommandParser) -> None:
        """A head that a member kept may be given."""
        parser.add_argument("head", nargs="?", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  Django's signature
        """Say what was found. Raises Refused where anything was changed."""
        found = verify()
        faults = [*found.faults, *(against_kept_head(options["head"].read_text("utf-8")) if options["head"] else [])]
        if faults:
            raise Refused("\n".join(["the ledger is not what was recorded:", *faults]))
        self.stdout.write(f"{found.size} entries, {found.protected} of them under a signed head, {found.erased} erased.")
        self.stdout.write(f"Nothing was changed. Root: {found.root_text}")
