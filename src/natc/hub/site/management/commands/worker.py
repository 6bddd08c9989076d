"""Does what is due, by the clock."""

import signal
from threading import Event
from typing import Any

from django.core.management import BaseCommand
from django.utils import timezone

from natc.hub.audit import jobs as ledger
from natc.hub.files import jobs as files
from natc.hub.home import jobs as home

JOBS = (*ledger.JOBS, *files.JOBS, *home.JOBS)
TICK = 60  # seconds between two looks at what is due


class Command(BaseCommand):
    """Run by `natc worker` and beside the demonstration."""

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  Django's signature
        """Look every minute, until told to end."""
        stop = Event()
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, lambda *_: stop.set())
        while not stop.is_set():
            ledger.tick(JOBS, timezone.now())
            stop.wait(TICK)
