"""Jovan writes a document with its original, Ana reads what changed and publishes it, a visitor reads it by clause."""

from collections.abc import Callable

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

SERIOUS = ("serious", "critical")  # impacts, as axe names them
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"


def looks_right(page: Page) -> None:
    """Nothing serious for axe, nothing wider than the screen."""
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found if one["impact"] in SERIOUS] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways"


def test_a_document_is_written_published_read_and_replaced(page: Page, look_as: Callable[[str], None]) -> None:
    title = f"Invented rules of {page.viewport_size['width']}"
    look_as("Jovan")
    page.goto("/library/")
    page.get_by_role("link", name="Begin a document").click()
    page.get_by_label("Title", exact=True).fill(title)
    page.get_by_label("Kind").select_option(label="Rules of procedure")
    page.get_by_role("button", name="Begin").click()
    for chair in ("every year", "every two years"):
        page.get_by_label("Text").fill(f"# chair The chair\nThe chair rotates {chair}.")
        page.get_by_label("The original").set_input_files({"name": "rules.pdf", "mimeType": "application/pdf", "buffer": PDF})
        looks_right(page)
        page.get_by_role("button", name="Save the draft").click()
        expect(page.get_by_text("draft, seen by your desk only")).to_be_visible()
        looks_right(page)

        draft = page.url
        look_as("Ana")
        page.goto(draft)
        page.get_by_role("link", name="Publish the draft").click()
        expect(page.get_by_text("Everybody will be able to read this")).to_be_visible()
        looks_right(page)
        page.get_by_role("button", name="Publish").click()
        look_as("Jovan")
        page.goto(draft.split("revisions/")[0] + "write/")

    look_as("a visitor")
    page.goto("/library/")
    page.get_by_role("link", name=title).click()
    looks_right(page)
    with page.expect_download() as download:
        page.get_by_role("link", name="rules.pdf").click()
    assert download.value.path().read_bytes() == PDF
    page.get_by_role("link", name="What changed").click()
    expect(page.locator("ins")).to_have_text("two years.")
    looks_right(page)
    page.go_back()
    page.get_by_role("link", name="Cite as chair").click()
    expect(page.get_by_text("in force")).to_be_visible()
    looks_right(page)
