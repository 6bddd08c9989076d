"""Work that takes longer than a person waits without a word."""

from threading import Event

import pytest
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path

from natc.engine.errors import Refused
from natc.hub.local import work
from natc.hub.local.work import Told

urlpatterns = [path("working/", lambda _request: HttpResponse(), name="working")]


@pytest.mark.urls(__name__)
def test_it_is_left_and_come_back_to_and_nothing_else_begins_meanwhile() -> None:
    enough = Event()

    def act(told: Told) -> None:
        told("half of it")
        enough.wait()

    page = work.begin("Counting", act, then="/counted/", back="/asked/")
    running = work.current()
    with pytest.raises(Refused, match="natc is busy"):
        work.begin("Linking", act, then="/linked/", back="/asked/")
    enough.set()
    running.outcome.result()

    assert isinstance(page, HttpResponseRedirect)
    assert (page.url, running.label, running.said) == ("/working/", "Counting", "half of it")
    assert work.end(running).headers["location"] == "/counted/"
    assert work.current() is None
