"""Ana opens the Network, sees what waits, finds whom to call, confirms her desk; nothing on the way needs a script."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

PAGES = (
    *("/", "/call/", "/members/", "/members/RS/", "/watch-list/", "/flows/", "/ledger/", "/ledger/verify/", "/gallery/"),
    *("/search/?words=srbija", "/calendar/", "/library/", "/library/begin/"),
)
SERIOUS = ("serious", "critical")  # impacts, as axe names them
LookAs = Callable[[str], None]


def open_menu(page: Page) -> None:
    if page.get_by_text("Menu", exact=True).is_visible():
        page.get_by_text("Menu", exact=True).click()


def test_ana_finds_what_waits_calls_croatia_and_confirms_her_desk(page: Page, look_as: LookAs) -> None:
    look_as("Ana")
    expect(page.get_by_role("heading", name="Waiting for me")).to_be_visible()
    expect(page.get_by_text("Annual submission of totals")).to_be_visible()

    open_menu(page)
    page.get_by_role("link", name="Whom do I call?").click()
    page.get_by_label("Country").select_option(label="Croatia")
    page.get_by_label("About").select_option(label="Police cooperation")
    page.get_by_role("button", name="Show").click()
    expect(page.get_by_role("link", name="coordinator@hr.example")).to_be_visible()

    page.goto("/members/RS/")
    page.get_by_role("link", name="Open this desk").click()
    page.get_by_role("link", name="Confirm contact").click()
    page.get_by_label("Hours").fill("Mon–Fri 7–15, at night by telephone")
    page.get_by_role("button", name="Confirm").click()
    expect(page.get_by_text("Mon–Fri 7–15, at night by telephone")).to_be_visible()

    page.goto("/ledger/")
    expect(page.get_by_text("desk confirmed").first).to_be_visible()
    page.get_by_role("link", name="Verify").click()
    expect(page.get_by_text("nothing was changed")).to_be_visible()


@pytest.mark.parametrize("path", PAGES)
def test_no_page_is_wider_than_the_screen(page: Page, look_as: LookAs, path: str) -> None:
    look_as("Ana")

    page.goto(path)

    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways"


@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_serious_for_who_cannot_see_a_page_or_use_a_mouse(page: Page, look_as: LookAs, path: str) -> None:
    look_as("Ana")
    page.goto(path)

    found = Axe().run(page).response["violations"]

    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found if one["impact"] in SERIOUS] == []
