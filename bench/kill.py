"""Kill what serves pages and what works by the clock, again and again while they write; then look for half of anything.

    python bench/kill.py [--kills 1000] [--database postgresql://…]

A writer is a process of its own that answers requests as the web server does, or does due jobs as the worker does, and says
after each that it was done. It is ended by SIGKILL at an instant that nobody chose. Afterwards every step that was said to be
done must be there once, every step must have its entry in the ledger and every entry its step, every signed head must belong to
a done job, and the ledger must verify. Exits with 1 where anything is lost, doubled or half.
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path

import django

from natc.hub.site.start import demonstration_environment

LONGEST = 0.12  # seconds between a writer's first word and its end
SEED = 1


def prepare(folder: Path, database: str) -> None:
    """A demonstration's hub in `folder`, its database at an address, for this process and those it makes."""
    os.environ |= {**demonstration_environment(folder), "NATC_HOSTS": "testserver", "NATC_DATABASE_URL": database}
    folder.mkdir()
    subprocess.run([sys.executable, "-m", "django", "demonstration"], check=True)
    django.setup()


def write_pages(turn: int, done: Callable[[str], None]) -> None:
    """Look as Ana and agree one step after the other; each answer of the server is a step done."""
    ana, country = Person.objects.get(name="Ana"), WatchedCountry.objects.get()
    client = Client()
    client.post(reverse("look-as"), {"person": str(ana.uid)})
    owner = str(ana.mandates.get().desk.uid)
    for number in count():
        text = f"step {turn}-{number}"
        answer = client.post(reverse("add-step", args=[country.uid]), {"text": text, "due_on": "2030-01-01", "owner": owner})
        if answer.status_code != 302 or answer["Location"] != reverse("watch-list"):
            raise SystemExit(f"the page answered {answer.status_code}")
        done(text)


def do_jobs(turn: int, done: Callable[[str], None]) -> None:
    """Do what is due in one hour after the other."""
    first = timezone.now() + timedelta(days=1000 * turn)
    for hour in count():
        with transaction.atomic():
            record("work of the bench", by=None, desk=None, target=None)
        tick(JOBS, first + timedelta(hours=hour))
        done(f"hour {turn}-{hour}")


def killed_while(write: Callable[[int, Callable[[str], None]], None], turn: int, chance: random.Random) -> list[str]:
    """What a writer said was done before it was killed."""
    reading, writing = os.pipe()
    connections.close_all()
    writer = os.fork()
    if writer == 0:
        os.close(reading)
        write(turn, lambda text: os.write(writing, f"{text}\n".encode()) and None)
    os.close(writing)
    with os.fdopen(reading) as said:
        first = said.readline()
        time.sleep(chance.uniform(0, LONGEST))
        os.kill(writer, signal.SIGKILL)
        rest = said.read()
    os.waitpid(writer, 0)
    return [line for line in (first + rest).splitlines() if line]


def wrong(said: list[str]) -> dict[str, int]:
    """How many of each kind of wrong there are: none, one hopes."""
    steps = Counter(step.text["en"] for step in NextStep.objects.all() if step.text["en"].startswith("step "))
    entries = set(Event.objects.filter(what="next step agreed").values_list("target", flat=True))
    rows = set(NextStep.objects.filter(text__en__startswith="step ").values_list("uid", flat=True))
    return {
        "lost": sum(steps[text] == 0 for text in said if text.startswith("step ")),
        "doubled": sum(times > 1 for times in steps.values()),
        "half-written": len(rows ^ entries),
        "heads without a job": max(0, SignedHead.objects.count() - JobDone.objects.count()),
        "faults of the ledger": len(verify().faults),
        "broken databases": int(connection.vendor == "sqlite" and sqlite_says() != [("ok",)]),
    }


def sqlite_says() -> list[tuple[str]]:
    """What SQLite finds wrong in its own file; "ok" where nothing."""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        return list(cursor.fetchall())


def arguments() -> argparse.Namespace:
    """How often, and on which empty database."""
    options = argparse.ArgumentParser()
    options.add_argument("--kills", type=int, default=1000)
    options.add_argument("--database", help="an empty one, as NATC_DATABASE_URL has it; SQLite when not named")
    return options.parse_args()


def main(kills: int) -> None:
    """Kill, look, say."""
    chance = random.Random(SEED)
    said: list[str] = []
    for turn in range(kills):
        said += killed_while(write_pages if turn % 2 == 0 else do_jobs, turn, chance)
    found = wrong(said)
    print(json.dumps({"kills": kills, "said to be done": len(said), **found}))
    if any(found.values()):
        raise SystemExit(1)


if __name__ == "__main__":
    asked = arguments()
    with tempfile.TemporaryDirectory() as folder:
        prepare(Path(folder) / "hub", asked.database or f"sqlite://{folder}/hub/natc.sqlite3")
        from django.db import connection, connections, transaction
        from django.test import Client
        from django.urls import reverse
        from django.utils import timezone

        from natc.hub.audit.actions import record
        from natc.hub.audit.jobs import JOBS, tick
        from natc.hub.audit.models import Event, JobDone, SignedHead
        from natc.hub.audit.rules import verify
        from natc.hub.members.models import NextStep, Person, WatchedCountry

        main(asked.kills)
