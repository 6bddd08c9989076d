"""Ana hands her desk to Jovan; the next morning he holds it, finds his first steps, and she opens nothing any more."""

import re
import sqlite3
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from journeys.conftest import served
from natc.hub.site.start import prepare_demonstration


def look_as(page: Page, name: str) -> None:
    page.goto("/")
    option = next(text for text in page.locator("#look-as option").all_inner_texts() if text.startswith(name))
    page.select_option("#look-as", label=option)
    page.get_by_role("button", name="Look as").click()


def next_morning(var: Path) -> None:
    """A day passes for all mandates."""
    with sqlite3.connect(var / "natc.sqlite3", timeout=20) as database:
        database.execute("UPDATE members_mandate SET first_day = date(first_day, '-1 day'), last_day = date(last_day, '-1 day')")


@pytest.mark.mission("C8")
def test_a_desk_changes_hands_in_one_action_and_the_next_person_is_led_in(browser: Browser, tmp_path: Path) -> None:
    prepare_demonstration(tmp_path)
    with served(tmp_path) as address:
        page = browser.new_context(base_url=address).new_page()
        look_as(page, "Ana")
        page.goto("/members/RS/")
        page.get_by_role("link", name="Open this desk").click()
        desk = page.url
        page.get_by_role("link", name="Hand over").click()
        page.get_by_label("Who takes over from tomorrow").select_option(label="Jovan")
        expect(page.get_by_text("What was done stays with the desk.")).to_be_visible()
        page.get_by_role("button", name="Hand over").click()
        expect(page.get_by_role("listitem").filter(has_text="Ana, National coordinator")).to_contain_text("until")

        next_morning(tmp_path)

        look_as(page, "Jovan")
        expect(page.get_by_text("Annual submission of totals")).to_be_visible()
        page.get_by_role("link", name="Why each of them, and whom you can ask").click()
        expect(page.get_by_text("National coordinator, Office of the coordinator. What was done before you")).to_be_visible()
        expect(page.get_by_role("listitem").filter(has_text="Vesna, Statistician")).to_be_visible()
        page.get_by_role("link", name="Confirm how your desk is reached").click()
        page.get_by_label("Telephone").fill("+381 11 555 0001")
        page.get_by_role("button", name="Confirm").click()
        page.goto("/first-week/")
        expect(
            page.get_by_role("listitem").filter(has_text="Confirm how your desk is reached").get_by_text("done")
        ).to_be_visible()
        page.goto("/ledger/")
        expect(page.get_by_text("desk handed over")).to_be_visible()
        page.goto("/")
        expect(page.locator("#look-as option", has_text=re.compile("^Ana,"))).to_have_count(0)
        page.goto(desk)
        expect(page.get_by_role("link", name="Hand over")).to_be_visible()
