"""An office's part of the demonstration on `natc local`, in a browser; and a hostile page on the same machine."""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from hub.local.conftest import TODAY, printed_address, start
from journeys.conftest import LAPTOP, PHONE
from natc.engine.invention import OfficeList, invent_offices, invent_proceedings, truth

SERIOUS = ("serious", "critical")  # impacts, as axe names them
HOSTILE = """<!doctype html><title>hostile</title><body>
<form id="form" method="post" action="{target}sheets/secret.csv/mapping/"><input name="all" value="1"></form>
<img id="picture" src="{target}"><iframe id="frame" src="{target}"></iframe>
<form id="rebound" method="post" action="{rebound}end/"></form></body>"""
READ = """async (url) => {
  const said = [];
  for (const mode of ["cors", "no-cors"]) {
    try {
      const answer = await fetch(url, {mode, credentials: "include"});
      said.push(answer.type + ":" + (await answer.text()));
    } catch (error) { said.push("refused"); }
  }
  return said;
}"""
POST = """async (url) => {
  try { await fetch(url, {method: "POST", mode: "no-cors", credentials: "include", body: new URLSearchParams({all: "1"})}); }
  catch (error) { return "refused"; }
  return "sent";
}"""


@pytest.fixture(scope="module")
def lists(tmp_path_factory: pytest.TempPathFactory) -> list[OfficeList]:
    """The demonstration's three messy lists."""
    return invent_offices("RS", year=2025, seed=1, folder=tmp_path_factory.mktemp("lists"))


@contextmanager
def local(folder: Path) -> Iterator[str]:
    """A natc local over a folder; the address that opens once."""
    process = start(folder)
    yield printed_address(process)
    process.terminate()
    process.wait()


@pytest.fixture(params=[PHONE, LAPTOP], ids=["phone", "laptop"])
def office(request: pytest.FixtureRequest, browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """A page that is in, on a phone and on a laptop; what the browser complains about fails the story."""
    with local(tmp_path) as address:
        context = browser.new_context(viewport=request.param, accept_downloads=True)
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None)
        page.goto(address)
        expect(page.get_by_role("heading", name="Your sheets")).to_be_visible()
        yield page
        context.close()
        assert complaints == []


def look(page: Page) -> None:
    """What every page must be: nothing that axe finds serious, nothing that needs scrolling sideways."""
    found = [one["id"] for one in Axe().run(page).response["violations"] if one["impact"] in SERIOUS]
    assert found == [], page.url
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), page.url


def press(page: Page, name: str) -> None:
    """Press a button of the page and come to the page that it leads to."""
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=name).first.click()


def bring(page: Page, path: Path, form: str, constants: dict[str, str]) -> None:
    """Drop a sheet, say whose it is, and confirm what natc proposes."""
    page.goto(home(page))
    page.get_by_label("Drop a sheet here").set_input_files(path)
    page.locator("form[action$='bring/']").get_by_label("What is in it").select_option(form)
    press(page, "Bring")
    expect(page.get_by_text("Look at what natc proposes")).to_be_visible()
    look(page)
    for code, value in constants.items():
        field = page.locator(f"[name='constant:{code}']")
        field.select_option(value) if code == "org_Type" else field.fill(value)
    press(page, "Save what I said")
    if page.get_by_role("button", name="confirm them all").is_visible():
        press(page, "confirm them all")
    expect(page.get_by_text("rows were read")).to_be_visible()


def home(page: Page) -> str:
    return "/".join(page.url.split("/")[:4]) + "/"


def blocking(page: Page) -> int:
    """How many blocking findings the page of a sheet tells."""
    return int(re.search(r"blocks\s+(\d+)", page.locator("main").inner_text())[1])


def test_three_messy_lists_become_a_submission(office: Page, lists: list[OfficeList], tmp_path: Path) -> None:
    page, faults = office, 0
    for one in lists:
        bring(page, one.path, "protection", {"org_Name": one.body, "org_Type": one.body_type})
        faults += blocking(page)
        look(page)
    assert faults == 8

    page.goto(home(page) + "link/")
    look(page)
    press(page, "Look for pairs")
    decide(page, lists)
    press(page, "Make the one register")
    expect(page.get_by_text("61 rows, 52 persons")).to_be_visible()
    look(page)

    proceedings = tmp_path / "brought" / "justice.csv"
    proceedings.parent.mkdir()
    made = invent_proceedings(52, territory="RS", year=2025, seed=1, until=date.fromisoformat(TODAY))
    made.write_csv(proceedings)
    bring(page, proceedings, "justice", {})
    page.goto(home(page) + "totals/")
    look(page)
    page.get_by_label("Register of persons").select_option(":linked")
    page.get_by_label("Criminal-justice register", exact=True).select_option("justice.csv")
    page.get_by_label("Reporting state").select_option("RS")
    page.get_by_label("Calendar year").fill("2025")
    page.get_by_label("Count although").check()
    press(page, "Count")
    expect(page.get_by_role("heading", name="submission-RS-2025")).to_be_visible(timeout=60_000)
    look(page)

    with page.expect_download() as saved:
        page.get_by_role("link", name="submission-RS-2025.json").click()
    assert '"territory": "RS"' in saved.value.path().read_text(encoding="utf-8")
    press(page, "Write the brief")
    expect(page.get_by_role("link", name="brief-submission-RS-2025.pdf")).to_be_visible(timeout=60_000)
    page.locator("main a[href*='reports/greta']").click()
    expect(page.get_by_role("button", name="Save as a workbook and CSV")).to_be_visible()
    look(page)


def decide(page: Page, lists: list[OfficeList]) -> None:
    """Answer every pair as the inventor knows it."""
    person = {
        (f"{one.path.stem}.csv", line): code
        for one in lists
        for line, code in enumerate(truth([one]).sort("row")["person"], start=2)
    }
    with page.expect_navigation():
        page.get_by_role("link", name="Decide pair by pair").click()
    look(page)
    while page.get_by_role("heading", name="The same person?").is_visible():
        places = re.findall(r", (\S+\.csv) line (\d+)", page.locator("thead").inner_text())
        one, other = (person[name, int(line)] for name, line in places)
        press(page, "The same person" if one == other else "Different persons")


@contextmanager
def hostile_site(page_of: Callable[[], str]) -> Iterator[tuple[str, list[str]]]:
    """Another server on this machine: its address, and the cookies that browsers sent it."""
    cookies: list[str] = []

    class Hostile(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            cookies.append(self.headers.get("Cookie", ""))
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(page_of().encode())

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Hostile)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/", cookies
    server.shutdown()


def test_a_hostile_page_on_the_same_machine_reads_nothing_posts_nothing_and_gets_no_cookie(
    browser: Browser, tmp_path: Path
) -> None:
    (tmp_path / "secret.csv").write_text("Ime,Pol\nGrozdana,Z\nJovan,M\n", encoding="utf-8")
    with local(tmp_path) as address:
        context = browser.new_context()
        mine = context.new_page()
        mine.goto(address)
        mine.locator("summary", has_text="secret.csv").click()
        mine.locator("form[action*='secret.csv']").get_by_role("button", name="Begin").click()
        expect(mine.get_by_text("proposed").first).to_be_visible()
        target, before = home(mine), (tmp_path / "secret.mapping.yaml").read_bytes()
        rebound = target.replace("127.0.0.1", "localhost")
        with hostile_site(lambda: HOSTILE.format(target=target, rebound=rebound)) as (site, cookies):
            theirs = context.new_page()
            theirs.goto(site)  # worst case: it knows the place, and the browser counts it as the same site
            read = theirs.evaluate(READ, target + "sheets/secret.csv/mapping/")
            theirs.evaluate(POST, target + "sheets/secret.csv/mapping/")
            rebinding = theirs.evaluate(READ, rebound + "sheets/secret.csv/mapping/")
            shown = theirs.evaluate("document.getElementById('picture').naturalWidth")
            framed = [frame.content() for frame in theirs.frames]
            theirs.evaluate("document.getElementById('form').submit()")
            theirs.wait_for_url("**/mapping/")
            answered = theirs.content()

        assert "Grozdana" not in "".join([*read, *rebinding, *framed, answered])
        assert "was not sent by a page of natc local" in answered or "Another site asked" in answered
        assert (tmp_path / "secret.mapping.yaml").read_bytes() == before
        assert shown == 0
        assert "".join(cookies) == ""
        mine.reload()
        expect(mine.get_by_text("proposed").first).to_be_visible()
        context.close()
