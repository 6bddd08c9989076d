"""Without a mouse, without scripts, on paper: the same work can be done."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from journeys.conftest import LAPTOP

LookAs = Callable[[str], None]
MOST_STEPS = 60  # presses of the tabulator to any place of a page


def tab_to(page: Page, name: str) -> None:
    """Press the tabulator until what has this name has the focus, and see that one sees it."""
    for _ in range(MOST_STEPS):
        page.keyboard.press("Tab")
        here = page.evaluate("(document.activeElement.labels?.[0] || document.activeElement).innerText.trim()")
        if here == name:
            outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert outline != "none", f"one does not see that {name} has the focus"
            return
    raise AssertionError(f"{name} is not reached by keyboard")


def press_enter(page: Page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Enter")


@pytest.mark.mission("C13")
@pytest.mark.parametrize("page", [LAPTOP], ids=["laptop"], indirect=True)  # a telephone has no keyboard
def test_by_keyboard_alone_ana_finds_whom_to_call_and_confirms_her_desk(page: Page, look_as: LookAs) -> None:
    look_as("Ana")
    expect(page.get_by_role("heading", name="Waiting for me")).to_be_visible()

    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.innerText") == "Skip to the page"
    tab_to(page, "Whom do I call?")
    press_enter(page)
    tab_to(page, "Country")
    page.keyboard.type("Serb")
    tab_to(page, "About")
    page.keyboard.type("Police")
    tab_to(page, "Show")
    press_enter(page)
    tab_to(page, "Open this desk")
    press_enter(page)
    tab_to(page, "Confirm contact")
    press_enter(page)
    tab_to(page, "Hours")
    page.keyboard.press("Control+A")
    page.keyboard.type("Mon–Fri 7–15, typed without a mouse")
    tab_to(page, "Confirm")
    press_enter(page)

    expect(page.get_by_text("Mon–Fri 7–15, typed without a mouse")).to_be_visible()


def test_without_scripts_milena_changes_the_language_finds_whom_to_call_and_reads_a_clause(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(base_url=address, java_script_enabled=False)
    page = context.new_page()
    page.goto("/")
    page.locator("#look-as").select_option(label="Milena, National coordinator")
    page.get_by_role("button", name="Look as").click()

    page.locator("summary", has_text="English").click()
    page.get_by_role("button", name="Srpski", exact=True).click()
    page.goto("/call/?country=HR&topic=police")
    expect(page.get_by_role("link", name="coordinator@hr.example")).to_be_visible()
    page.goto("/library/")
    page.get_by_role("link", name="Strateški dokument 2025–2029, pregled").click()
    page.get_by_role("link", name="Navesti kao prevention-i", exact=True).click()

    expect(page.get_by_text("na snazi")).to_be_visible()
    context.close()


def test_on_paper_stands_what_was_read_and_nothing_to_press(page: Page, look_as: LookAs) -> None:
    look_as("Ana")
    page.goto("/watch-list/")

    page.emulate_media(media="print")

    expect(page.get_by_role("heading", name="Watch list")).to_be_visible()
    expect(page.get_by_text("Ask the consulate for a contact (invented)")).to_be_visible()
    for gone in (
        page.get_by_role("navigation", name="Main"),
        page.locator("#look-as"),
        page.get_by_role("link", name="Agree a step"),
    ):
        expect(gone).to_be_hidden()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
