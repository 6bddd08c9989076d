"""A consultation from its draft to its synthesis: sent, answered in two states, accepted, compared, written about, read."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

SERIOUS = ("serious", "critical")  # impacts, as axe names them
LookAs = Callable[[str], None]


def is_usable(page: Page) -> None:
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found if one["impact"] in SERIOUS] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways"


def send(page: Page, title: str) -> None:
    """Sara drafts a consultation of Croatia and Romania, reads to whom it goes, sends it."""
    today = datetime.now(UTC).date()
    page.goto("/calls/")
    page.get_by_role("link", name="Begin a call").click()
    page.get_by_label("Title", exact=True).fill(title)
    form = page.get_by_label("Form", exact=True)
    form.select_option(label=next(text for text in form.locator("option").all_inner_texts() if "Consultation" in text))
    page.get_by_label("Answers are taken from").fill(str(today - timedelta(days=1)))
    page.get_by_label("Due at the end of").fill(str(today + timedelta(days=9)))
    desks = page.get_by_label("Ask these desks too")
    texts = desks.locator("option").all_inner_texts()
    desks.select_option(label=[text for text in texts if "Croatia:" in text or "Romania:" in text])
    reviewer = page.get_by_label("Who reads and accepts what is handed in")
    reviewer.select_option(label=next(text for text in reviewer.locator("option").all_inner_texts() if "ecretariat" in text))
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("link", name="Send").click()
    expect(page.get_by_text("2 desks will be asked")).to_be_visible()
    page.get_by_role("button", name="Send").click()


def to(page: Page, title: str) -> None:
    page.goto("/calls/")
    page.get_by_role("link", name=title, exact=True).click()


def answer(page: Page, title: str, order: tuple[str, ...], why: str) -> None:
    """Fill in a whole consultation, section by section."""
    to(page, title)
    page.get_by_role("link", name="Answer", exact=True).click()
    section = page.url
    page.goto(f"{section}sections/value/")
    page.get_by_label("4, much").check()
    page.get_by_label("contacts in a case").check()
    save(page)
    page.goto(f"{section}sections/priorities/")
    for place, field in zip(order, page.locator(".rank select").all(), strict=True):
        field.select_option(place)
    page.get_by_label("Why in this order?").fill(why)
    save(page)
    page.goto(f"{section}sections/needs/")
    page.get_by_label("Full posts in your office on 1 January").fill("3")
    page.locator("select[name='r:needs-agreed']").select_option("NoPosition")
    save(page)
    page.goto(section)
    page.get_by_role("button", name="Ready for approval").click()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()


def approve(page: Page, title: str) -> None:
    to(page, title)
    page.get_by_role("link", name="Open our submission").click()
    page.get_by_role("button", name="Approve and hand in").click()


def accept(page: Page, title: str, state: str) -> None:
    to(page, title)
    page.get_by_role("link", name=state, exact=True).click()
    page.get_by_role("button", name="Accept").click()


@pytest.mark.mission("A19")
def test_a_consultation_from_its_draft_to_its_synthesis(page: Page, look_as: LookAs) -> None:
    title = f"What comes first? {page.viewport_size['width'] if page.viewport_size else ''}"
    look_as("Sara")
    send(page, title)
    for coordinator, deputy, order, why in (
        ("Marko", "Ivana", ("2", "1", "4", "3"), "Protection was neglected."),
        ("Ioana", "Radu", ("1", "2", "4", "3"), "=HYPERLINK(1) is said in words"),
    ):
        look_as(coordinator)
        answer(page, title, order, why)
        look_as(deputy)
        approve(page, title)

    look_as("Sara")
    for state in ("Croatia", "Romania"):
        accept(page, title, state)
    to(page, title)
    page.get_by_role("link", name="Side by side").click()
    expect(page.get_by_text("Protection was neglected.")).to_be_visible()
    expect(page.locator("img.figure-picture").first).to_be_visible()
    assert page.locator("img.figure-picture").first.evaluate(
        "async image => { await image.decode(); return image.naturalWidth > 0 }"
    )
    is_usable(page)
    page.get_by_role("link", name="Synthesis").click()
    page.get_by_role("link", name="Write a paragraph").click()
    is_usable(page)
    page.get_by_label("Paragraph").fill("Two states put protection and prevention first.")
    page.get_by_role("checkbox", name="Protection was neglected.").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("It cites no answer.")).to_have_count(0)
    is_usable(page)
    page.get_by_role("button", name="Show it to member states").click()
    expect(page.get_by_role("button", name="Take it back to draft")).to_be_visible()
    is_usable(page)
    with page.expect_download() as taken:
        page.get_by_role("link", name="Take away for Word").click()
    assert taken.value.suggested_filename == "synthesis.docx"

    look_as("Marko")
    to(page, title)
    page.get_by_role("link", name="Synthesis").click()
    expect(page.get_by_text("Two states put protection and prevention first.")).to_be_visible()
    expect(page.get_by_text("Protection was neglected.")).to_be_visible()
