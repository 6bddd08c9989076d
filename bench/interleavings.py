"""Two people fill in one grid while lines break, servers are killed and sessions lock; then look for cells that were lost.

    python bench/interleavings.py [--interleavings 1000] [--seed 2026]

Without a number it makes 1,000 and writes the page. Vesna and Ana sit at the real page in Chromium, each before a server of
their own on one SQLite database, both signed in with a second proof. What happens next is drawn by lot: a cell is written, a
block is pasted, a line loses requests or answers, a server is ended by SIGKILL some milliseconds later, a session locks, a page
is loaded again. Then the lines are mended, and of two figures for one cell a lot decides. Exits with 1 where anything is lost.
"""

import argparse
import json
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from contextlib import ExitStack
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import django
from measure import PAGES, ROOT, assemble, machine

sys.path.insert(0, str(ROOT / "tests"))

from playwright.sync_api import Browser, Error, Page, Route, sync_playwright

from journeys.conftest import CHROMIUM, LAPTOP, free_port
from natc.hub.site.start import demonstration_environment, prepare_demonstration

KINDS, STAGES = 3, 2  # six cells: two people meet in them often
ALL = 1000  # interleavings, for the page
SEED = 2026
STEPS = 12  # of one interleaving
WEIGHTS = {"write": 12, "paste": 1, "line": 3, "kill": 2, "start": 2, "lock": 1, "unlock": 1, "load": 1}
SOON = 0.03  # seconds within which a server is killed
LONG_AGO = timedelta(minutes=20)  # longer than a session stays open alone
LOADS = 3  # that may come between while a page is asked
PATIENCE = 30  # seconds until everything is saved once the line is there
CELL = ".sheet tr:not(.sheet-total) .cell"
LINE = "document.querySelector('#sheet-status [data-line]:not([hidden])')?.dataset.line"
KEPT = "Object.keys(sessionStorage).filter(name => name.startsWith('sheet:')).map(name => sessionStorage[name]).join()"
VALUES = f"Object.fromEntries([...document.querySelectorAll('{CELL}')].map(cell => [cell.name.slice(2), cell.value]))"
CONFLICT = """(() => {  // key and theirs of the first one, read at once: the next answer may bring another
  const said = document.querySelector("[data-says=conflict][data-key]");
  return said && [said.dataset.key, said.querySelector("[data-theirs]").textContent];
})()"""
PASTE = """(cell, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""
KEPT_NOT = "neither told saved nor kept at the browser"
NEVER = "never saved, though the line was there again"
TOLD = "told saved, but not in the history"
TYPED = "typed, but neither in the history nor given up by who typed it"
SHOWN = "shown as somebody else's, but never saved"
STANDS = "standing otherwise than saved last"
PAGE = "pages that show otherwise than what stands"
PART = re.compile(r'name="([^"]+)"\r\n\r\n(.*?)\r\n--', re.DOTALL)  # of a body as browsers send it


class Server:
    """A server at a port, which is killed and started again."""

    def __init__(self) -> None:
        self.port = free_port()
        command = [sys.executable, str(Path(__file__).with_name("serving.py")), str(self.port)]
        self.maker = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.killing: threading.Timer | None = None
        self.process = 0

    def start(self) -> None:
        """Be there, if it is not."""
        if self.killing:
            self.killing.join()
        if self.killing or not self.process:
            self.maker.stdin.write("\n")
            self.maker.stdin.flush()
            self.process, self.killing = int(self.maker.stdout.readline()), None
            while not self._listens():
                time.sleep(0.01)

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("localhost", self.port)) == 0

    def kill_soon(self, delay: float) -> None:
        """End it in `delay` seconds, whatever it does then."""
        if self.process and not self.killing:
            self.killing = threading.Timer(delay, os.kill, (self.process, signal.SIGKILL))
            self.killing.start()

    def end(self) -> None:
        """No more servers."""
        self.kill_soon(0)
        self.maker.stdin.close()
        self.maker.wait()


def signed_in(person: "Person") -> str:
    """The session of somebody who has a second proof and has just given it: one that locks, as the demonstration's never does."""
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={})
    client = Client()
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": time.time()}]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    return str(client.cookies["session"].value)


class Writer:
    """One person at one browser: what they typed, what they were told, how their line is."""

    def __init__(self, browser: Browser, server: Server, name: str, section: str, happened: Counter[str]) -> None:
        self.server, self.happened, self.person = server, happened, Person.objects.get(name=name)
        self.address = f"http://localhost:{server.port}{section}"
        context = browser.new_context(viewport=LAPTOP)
        context.add_cookies([{"name": "session", "value": signed_in(self.person), "url": self.address}])
        self.page: Page = context.new_page()
        self.page.on("dialog", lambda asked: asked.accept())
        self.page.route("**/cells/", self.carry)
        self.begin()

    def begin(self) -> None:
        """A new interleaving: nothing typed, nothing told."""
        self.line = "whole"
        self.typed: dict[str, str] = {}  # key → what was typed last
        self.told: dict[str, tuple[str, str]] = {}  # name of a save → key and figure, as the browser was told that it is saved
        self.decided: set[tuple[str, str]] = set()  # key and figure that the person gave up for somebody else's
        self.shown: set[tuple[str, str]] = set()  # key and figure of somebody else's, as a conflict showed it

    def carry(self, route: Route) -> None:
        """Take a save to the server and its answer back, as far as the line goes."""
        if self.line == "loses requests":
            self.happened["requests lost"] += 1
            return route.abort()
        try:
            answer = route.fetch()
        except Error:
            self.happened["requests to a dead server"] += 1
            return route.abort()
        if self.line == "loses answers":
            self.happened["answers lost"] += 1
            return route.abort()
        if answer.status == 401:
            self.happened["saves at a locked session"] += 1
        elif answer.ok:
            self._note(dict(PART.findall(route.request.post_data)), answer.json()["cells"])
        return route.fulfill(response=answer)

    def _note(self, sent: dict[str, str], cells: dict[str, dict[str, str]]) -> None:
        for key, cell in cells.items():
            if cell["state"] == "saved":
                self.happened["cells told saved"] += 1
                self.told[sent[f"u:{key}"]] = key, sent[f"v:{key}"]

    def ask(self, script: str) -> Any:
        """What the page answers; where it goes while it is asked, as the browser's own page of a dead server does, asked anew."""
        for _again in range(LOADS):
            try:
                return self.page.evaluate(script)
            except Error:
                self.load()
        return self.page.evaluate(script)

    @property
    def at_work(self) -> bool:
        """Whether the page of the section is there: not where it was loaded from a dead server or at a locked session."""
        return bool(self.page.url == self.address and self.ask(LINE))

    def write(self, place: int, figure: int) -> None:
        """Type into one cell and leave it."""
        if self.at_work:
            cell = self.page.locator(CELL).nth(place)
            cell.fill(str(figure))
            cell.blur()
            self._typed([(place, figure)])

    def paste(self, place: int, figures: list[int]) -> None:
        """Paste a column of figures; those below the last row have no place."""
        if self.at_work:
            self.page.locator(CELL).nth(place).evaluate(PASTE, "".join(f"{figure}\r\n" for figure in figures))
            places = range(place, KINDS * STAGES, STAGES)
            self._typed(list(zip(places, figures, strict=False)))

    def _typed(self, cells: list[tuple[int, int]]) -> None:
        keys = [f"A1|cluster-{place // STAGES}|stage-{place % STAGES}" for place, _ in cells]
        self.typed |= {key: str(figure) for key, (_, figure) in zip(keys, cells, strict=True)}
        self.happened["cells typed"] += len(cells)

    def load(self) -> None:
        """Load the page, whatever comes."""
        try:
            self.page.goto(self.address)
        except Error:
            self.happened["loads from a dead server"] += 1

    def loaded(self) -> dict[str, str]:
        """What the page shows once it is loaded anew, by key."""
        self.load()
        return {key: figure for key, figure in self.ask(VALUES).items() if figure}

    def not_kept(self) -> int:
        """How many cells typed last are neither told saved nor kept at the browser; what is kept is looked at first."""
        if not self.at_work:
            return 0
        kept = self.ask(KEPT)
        saved = set(self.told.values())
        return sum(f'"{figure}"' not in kept and (key, figure) not in saved for key, figure in self.typed.items())

    def settle(self, chance: Random) -> bool:
        """One step towards "all saved": try the line, decide a conflict. Whether it is reached."""
        if not self.at_work:
            self.load()
            return False
        conflict = self.ask(CONFLICT)
        if conflict:
            self._decide(*conflict, chance)
        elif self.ask(LINE) != "saved":
            self.ask("dispatchEvent(new Event('online'))")
        self.page.wait_for_timeout(5)
        return self.ask(LINE) == "saved"

    def _decide(self, key: str, theirs: str, chance: Random) -> None:
        self.happened["conflicts shown and decided"] += 1
        self.shown.add((key, theirs))
        whose = chance.choice(["theirs", "mine"])
        if whose == "theirs":
            self.decided.add((key, self.ask(VALUES)[key]))
        self.page.locator(f"[data-says=conflict][data-key='{key}'] [data-keep={whose}]").click()


def interleave(writers: list[Writer], chance: Random, figures: "count[int]", happened: Counter[str]) -> None:
    """Some steps, drawn by lot."""
    for _ in range(STEPS):
        writer = chance.choice(writers)
        place = chance.randrange(KINDS * STAGES)
        match chance.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]:
            case "write":
                writer.write(place, next(figures))
            case "paste":
                writer.paste(place, [next(figures) for _ in range(KINDS)])
            case "line":
                writer.line = chance.choice(["whole", "loses requests", "loses answers"])
            case "kill":
                happened["servers killed"] += writer.server.killing is None
                writer.server.kill_soon(chance.uniform(0, SOON))
            case "start":
                writer.server.start()
            case "lock":
                happened["sessions locked"] += 1
                seen(writer, timezone.now() - LONG_AGO)
            case "unlock":
                seen(writer, timezone.now())
            case "load":
                writer.load()


def seen(writer: Writer, at: datetime) -> None:
    """Make a session look as if its person had been there last at some instant."""
    Session.objects.filter(person=writer.person).update(seen_at=at)


def mend(writers: list[Writer], chance: Random) -> int:
    """Everything is there again, and everybody stays until all is saved; for how many that never came."""
    for writer in writers:
        writer.line = "whole"
        writer.server.start()
        seen(writer, timezone.now())
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        saved = [writer.settle(chance) for writer in writers]  # both: one waits for what the other decides
        if all(saved):
            return 0
    return 1


def lost(writers: list[Writer], before: int) -> dict[str, int]:
    """How many cells of each kind of wrong there are: none, one hopes. before: the last version before this interleaving."""
    rows = AnswerVersion.objects.filter(pk__gt=before).select_related("answer").order_by("pk")
    saves = {str(row.uid): (row.answer.key, str(row.value)) for row in rows}
    history = set(saves.values())
    now = {answer.key: str(answer.value) for answer in Answer.objects.all()}
    return {
        TOLD: sum(saves.get(uid) != cell and cell not in history for writer in writers for uid, cell in writer.told.items()),
        TYPED: sum(cell not in history | writer.decided for writer in writers for cell in writer.typed.items()),
        SHOWN: sum(len(writer.shown - history) for writer in writers),
        STANDS: sum(now[key] != figure for key, figure in dict(saves.values()).items()),
        PAGE: sum(writer.loaded() != now for writer in writers),
    }


def run(interleavings: int, seed: int) -> tuple[Counter[str], Counter[str]]:
    """What happened, and what was lost, in so many interleavings."""
    happened, wrong, figures = Counter[str](), Counter[str](), count(1000)
    section = make(KINDS, STAGES)
    with ExitStack() as at_last:
        servers = [Server() for _ in range(2)]
        for server in servers:
            at_last.callback(server.end)
            server.start()
        browser = at_last.enter_context(sync_playwright()).chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        writers = [
            Writer(browser, server, name, section, happened) for server, name in zip(servers, ("Vesna", "Ana"), strict=True)
        ]
        for turn in range(interleavings):
            before, chance = AnswerVersion.objects.count(), Random(f"{seed}-{turn}")
            for writer in writers:
                writer.begin()
            interleave(writers, chance, figures, happened)
            wrong[KEPT_NOT] += sum(writer.not_kept() for writer in writers)
            wrong[NEVER] += mend(writers, chance)
            wrong.update(lost(writers, before))
    return happened, wrong


def written(interleavings: int, happened: Counter[str], wrong: Counter[str]) -> str:
    """The page."""
    lines = [
        "# Lines that break, servers that are killed",
        f"\nWritten by `bench/interleavings.py` on {machine()}, shared with other work.\n",
        f"{interleavings:,} interleavings of {STEPS} steps each, drawn by lot from a seed: two people, each at the real page in"
        " Chromium with its own script, before two server processes on one SQLite database. Requests are lost before the server"
        " and answers after it, servers are ended by SIGKILL at an instant that nobody chose, sessions lock, pages are loaded"
        " again. Then everything is there again, and of two figures for one cell a lot decides.\n",
        "| what happened | times |",
        "|---|---:|",
        *(f"| {what} | {times:,} |" for what, times in sorted(happened.items())),
        "",
        "| cells that were lost: | number | at most |",
        "|---|---:|---:|",
        *(f"| {what} | {number} | 0 |" for what, number in wrong.items()),
        "",
        "Not tried: a machine without power, one person in two tabs, a browser that is ended while it waits.",
    ]
    return "\n".join(lines) + "\n"


def main(interleavings: int | None, seed: int) -> None:
    """Try, say what was found; without a number write the page."""
    happened, wrong = run(interleavings or ALL, seed)
    print(json.dumps({"happened": happened, "lost": wrong}))
    if interleavings is None:
        (PAGES / "interleavings.md").write_text(written(ALL, happened, wrong), encoding="utf-8")
        assemble()
    if any(wrong.values()):
        raise SystemExit(1)


def arguments() -> argparse.Namespace:
    """How many, and from which seed."""
    options = argparse.ArgumentParser()
    options.add_argument("--interleavings", type=int)
    options.add_argument("--seed", type=int, default=SEED)
    return options.parse_args()


if __name__ == "__main__":
    asked = arguments()
    with tempfile.TemporaryDirectory() as folder:
        prepare_demonstration(Path(folder))
        os.environ |= {
            **demonstration_environment(Path(folder)),
            "NATC_HOSTS": "localhost,testserver",
            "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
        }
        django.setup()
        from allauth.mfa.models import Authenticator
        from django.test import Client
        from django.utils import timezone
        from grid_made import make

        from natc.hub.members.accounts.models import Session
        from natc.hub.members.models import Person
        from natc.hub.submissions.models import Answer, AnswerVersion

        main(asked.interleavings, asked.seed)
