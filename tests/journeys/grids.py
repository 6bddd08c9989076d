"""A table that is filled in, as the journeys that use one handle it."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

SERIOUS = ("serious", "critical")  # impacts, as axe names them
PASTE = """(cell, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  cell.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def cell(page: Page, place: int) -> Locator:
    """One of the table's cells below its total, from 0."""
    return page.locator(".sheet tr:not(.sheet-total) .cell").nth(place)


def write(page: Page, place: int, figure: str) -> None:
    """Write a figure into a cell and leave it."""
    cell(page, place).fill(figure)
    cell(page, place).blur()


def paste(page: Page, place: int, text: str) -> None:
    """Paste a text as a spreadsheet copies it."""
    cell(page, place).evaluate(PASTE, text)


def says(page: Page, sentence: str) -> None:
    """The bar above the table says a sentence."""
    expect(page.locator("#sheet-status [data-line]:visible")).to_contain_text(sentence)


def is_usable(page: Page) -> None:
    """Whoever cannot see the page can use it, and it does not scroll sideways."""
    found = Axe().run(page).response["violations"]
    assert [(one["id"], [node["html"] for node in one["nodes"]]) for one in found if one["impact"] in SERIOUS] == []
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), "the page scrolls sideways"
