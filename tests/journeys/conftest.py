"""The demonstration in a real browser: one server for all journeys, a page that notices what a user would not."""

import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from natc.hub.site.start import demonstration_environment, fill_calls_beside, prepare_demonstration

CHROMIUM = shutil.which("chromium") or shutil.which("google-chrome")
PHONE, LAPTOP = {"width": 390, "height": 844}, {"width": 1280, "height": 900}  # CSS pixels
PATIENCE = 30  # seconds until the server must answer
OpenSection = Callable[[str, Mapping[str, str]], Page]


@pytest.fixture(scope="session")
def var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the demonstration that all journeys share."""
    return tmp_path_factory.mktemp("hub")


@pytest.fixture(scope="session")
def address(var: Path) -> Iterator[str]:
    """The address of the demonstration, served by processes of its own as `natc demo` does."""
    with served(var) as address:
        yield address


@contextmanager
def served(var: Path) -> Iterator[str]:
    """A demonstration of its own in the folder `var`; its address while it is served."""
    prepare_demonstration(var)
    assert fill_calls_beside(var).wait() == 0
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "natc.hub.site.asgi:application", "--port", str(port), "--log-level", "warning"]
    server = subprocess.Popen([*command, "--lifespan", "off", "--no-proxy-headers"], env=demonstration_environment(var))
    wait_for(f"http://localhost:{port}/")
    yield f"http://localhost:{port}"
    server.terminate()
    server.wait()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The system's Chromium."""
    if CHROMIUM is None:
        pytest.skip("Chromium is not installed (Debian: apt install chromium)")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(params=[PHONE, LAPTOP], ids=["phone", "laptop"])
def page(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[Page]:
    """A page on a phone and on a laptop. Whatever the browser complains about fails the story: scripts, policy, files."""
    context = browser.new_context(viewport=request.param, base_url=address)
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
    opened.on("pageerror", lambda error: complaints.append(str(error)))
    yield opened
    context.close()
    assert not complaints


@pytest.fixture
def look_as(page: Page) -> Callable[[str], None]:
    """`look_as("Ana")` chooses one of the demonstration's people in the yellow bar."""

    def choose(name: str) -> None:
        page.goto("/")
        option = next(text for text in page.locator("#look-as option").all_inner_texts() if text.startswith(name))
        page.select_option("#look-as", label=option)
        page.get_by_role("button", name="Look as").click()

    return choose


@pytest.fixture(params=["laptop", "phone"])
def section(request: pytest.FixtureRequest, browser: Browser, address: str) -> Iterator[OpenSection]:
    """`section("Ana", {"laptop": "P2", "phone": "P4"})` opens a table of Serbia's annual submission on either screen.

    Each in a browser of its own. What stands in a table outlives a story: each story takes another.
    """
    contexts, wrong = [], []

    def open_as(name: str, tables: Mapping[str, str]) -> Page:
        contexts.append(browser.new_context(viewport={"laptop": LAPTOP, "phone": PHONE}[request.param], base_url=address))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.goto("/")
        option = next(text for text in page.locator("#look-as option").all_inner_texts() if text.startswith(name))
        page.select_option("#look-as", label=option)
        page.get_by_role("button", name="Look as").click()
        page.goto("/calls/")
        page.get_by_role("link", name="Annual submission 2025 (invented)").click()
        page.get_by_role("link", name="Answer", exact=True).click()
        page.locator(f"a[href$='/sections/{tables[request.param]}/']").first.click()
        page.locator("#sheet-status").wait_for()  # its script is there
        return page

    yield open_as
    for context in contexts:
        context.close()
    assert not wrong


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str) -> None:
    """Come back when `address` answers."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(address, timeout=5)
        except (URLError, TimeoutError):  # not there yet, or too busy to answer in time
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"{address} did not answer within {PATIENCE} seconds")
