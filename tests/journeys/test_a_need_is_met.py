"""Serbia posts what it needs to all members, Croatia offers the same, and the list before their meeting names both."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from journeys.conftest import PHONE

UNTIL = "2099-12-31"


def written(page: Page, title: str) -> None:
    """Fill in a need or an offer for all members and post it."""
    page.get_by_label("Title").fill(title)
    page.get_by_label("In your own words").fill("Labour inspectors learn to recognise forged permits.")
    page.get_by_label("Topic").select_option(label="Labour exploitation")
    page.get_by_label("Form of help").select_option(label="Training")
    page.get_by_label("Until the end of").fill(UNTIL)
    page.get_by_role("button", name="Save the draft").click()
    expect(page.get_by_text("people will be able to read this")).to_be_visible()
    page.get_by_role("button", name="Post", exact=True).click()
    expect(page.get_by_role("heading", name=title)).to_be_visible()


@pytest.mark.mission("A8", "A9")
def test_serbia_asks_croatia_offers_and_both_stand_in_the_list_before_the_meeting(
    page: Page, look_as: Callable[[str], None]
) -> None:
    size = "phone" if page.viewport_size == PHONE else "laptop"
    need, offer = f"Forged permits, asked on a {size}", f"Forged permits, offered on a {size}"
    look_as("Ana")
    page.goto("/needs/")
    page.get_by_role("link", name="Say what you need").click()
    written(page, need)

    look_as("Marko")
    page.goto("/needs/")
    page.get_by_role("link", name="Offer help").click()
    written(page, offer)
    expect(page.get_by_text("Croatia has what Serbia asked for.").first).to_be_visible()

    page.goto("/needs/meeting/")
    for state in ("Serbia", "Croatia"):
        page.get_by_role("checkbox", name=re.compile(state)).check()
    page.get_by_role("button", name="Make the list").click()
    row = page.get_by_role("row").filter(has_text=need).filter(has_text=offer)

    expect(row).to_contain_text("Same form of help: Training.")
    with page.expect_download() as taken:
        page.get_by_role("link", name="This list for Word").click()
    assert taken.value.suggested_filename == "before-a-meeting.docx"
