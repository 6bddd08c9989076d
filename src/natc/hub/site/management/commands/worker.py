"""Does what is due, by the clock."""

import signal
import subprocess
import sys
from threading import Event
from typing import Any

from django.core.management import BaseCommand
from django.utils import timezone

from natc.hub.audit import jobs as ledger
from natc.hub.files import jobs as files
from natc.hub.home import jobs as home
from natc.hub.statistics import jobs as statistics
from natc.hub.statistics.waiting import work_waits

JOBS = (*ledger.JOBS, *files.JOBS, *home.JOBS, *statistics.JOBS)
TICK = 60  # seconds between two looks at what is due
LOOK = 5  # seconds between two looks whether heavy work waits for which somebody may be looking at a page
HEAVY = [sys.executable, "-m", "django", "make_releases"]  # in a process of its own: it would keep the clock waiting


class Command(BaseCommand):
    """Run by `natc worker` and beside the demonstration."""

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002  Django's signature
        """Look every minute, until told to end."""
        stop = Event()
        for sign in (signal.SIGTERM, signal.SIGINT):
            signal.signal(sign, lambda *_: stop.set())
        heavy: subprocess.Popen[bytes] | None = None
        while not stop.is_set():
            ledger.tick(JOBS, timezone.now())
            for _second in range(0, TICK, LOOK):
                if (heavy is None or heavy.poll() is not None) and work_waits():
                    heavy = subprocess.Popen(HEAVY)
                if stop.wait(LOOK):
                    break
        if heavy:
            heavy.terminate()
