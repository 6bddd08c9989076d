"""Long work: one step at a time in a thread of its own, which a person can leave and come back to."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass, field

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from natc.engine.errors import EngineError, Refused
from natc.hub.local.notices import tell

AT_ONCE = 1.5  # seconds that a person waits for without being told how far it is
Told = Callable[[str], None]


@dataclass
class Work:
    """What is being done, how far it is in words, and the page to show when it is done, or when it cannot be."""

    label: str
    then: str
    back: str
    said: str = ""
    outcome: Future[None] = field(default_factory=Future)


_pool = ThreadPoolExecutor(1)
_works: list[Work] = []  # the one that runs, or whose end nobody has seen yet; at most one


def current() -> Work | None:
    """What is being done, or is done and waits to be looked at."""
    return _works[0] if _works else None


def begin(label: str, act: Callable[[Told], None], *, then: str, back: str) -> HttpResponse:
    """Do `act` beside the pages; it says how far it is to what it is given. Gives the page to show now.

    Raises Refused while something else is done.
    """
    running = current()
    if running and not running.outcome.done():
        raise Refused(_("natc is busy (%(label)s); wait until that is done.") % {"label": running.label})
    work = Work(label, then, back)

    def told(said: str) -> None:
        work.said = said

    work.outcome = _pool.submit(act, told)
    _works[:] = [work]
    try:
        work.outcome.exception(AT_ONCE)
    except NotYet:
        return redirect("working")
    return end(work)


def end(work: Work) -> HttpResponse:
    """The page after work that is done, or the one it came from with the sentence why it cannot be."""
    _works.clear()
    try:
        work.outcome.result()
    except EngineError as error:
        tell(str(error), "error")
        return redirect(work.back)
    return redirect(work.then)
