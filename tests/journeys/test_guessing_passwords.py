"""Fifty guesses at once: the limit on sign-in holds across threads, since it lives in the database."""

import re
import urllib.error
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from http.cookiejar import CookieJar
from pathlib import Path
from urllib.parse import urlencode

import pytest

from journeys.conftest import served
from natc.hub.site.start import prepare_demonstration

THREADS = 50
LIMIT = 5  # wrong passwords for one address in five minutes; site/settings.py


@pytest.fixture
def own_address(tmp_path: Path):
    """A server of its own: what it counts must not keep other journeys out."""
    prepare_demonstration(tmp_path)
    with served(tmp_path) as address:
        yield address


def guess(address: str, number: int) -> str:
    """What the page says to one guess."""
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    page = browser.open(f"{address}/sign-in/", timeout=60).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    form = {"csrfmiddlewaretoken": token, "login": "ana@coordination.example", "password": f"guess {number}"}
    try:
        return browser.open(f"{address}/sign-in/", urlencode(form).encode(), timeout=60).read().decode()
    except urllib.error.HTTPError as refused:
        return f"{refused.code} {refused.read().decode()}"


def test_of_fifty_guesses_at_once_no_more_than_five_are_even_looked_at(own_address: str) -> None:
    with ThreadPoolExecutor(THREADS) as threads:
        answers = list(threads.map(lambda number: guess(own_address, number), range(THREADS)))

    looked_at = sum("are not correct" in answer for answer in answers)
    turned_away = sum("Too many" in answer for answer in answers)
    assert 1 <= looked_at <= LIMIT
    assert looked_at + turned_away == THREADS
