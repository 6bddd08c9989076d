"""Says what is not safe in a deployment."""

from typing import Any

from django.core.management import BaseCommand, CommandParser

from natc.engine.errors import Refused
from natc.hub.site.deployment import found_wrong


class Command(BaseCommand):
    """Run by `natc check-deploy`, and by `natc serve` on an address that others reach."""

    def add_arguments(self, parser: CommandParser) -> None:
        """How the pages are to be served."""
        parser.add_argument("reach", choices=["loopback", "network", "network-tls"])

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  Django's signature
        """Raises Refused with a line for each thing."""
        if wrong := found_wrong(options["reach"]):
            raise Refused("\n".join(["this deployment is not safe:", *(f"- {sentence}" for sentence in wrong)]))
