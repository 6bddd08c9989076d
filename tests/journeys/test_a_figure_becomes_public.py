"""A visitor finds a number, its source and its caveat in three clicks; a state looks at its own figures and approves them."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from journeys.conftest import PHONE


def open_menu(page: Page) -> None:
    """On a telephone the main menu is folded."""
    if page.viewport_size == PHONE:
        page.locator("label[for=menu]").click()


def test_a_visitor_finds_a_number_its_source_and_its_caveat_in_three_clicks_and_sees_it_drawn(page: Page) -> None:
    page.goto("/")

    open_menu(page)
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Figures").click()
    page.get_by_role("link", name="Look at the figures").first.click()

    expect(page.locator("td.number strong").first).to_be_visible()
    expect(page.get_by_text("Submissions of the states to the Network, release 2023-1")).to_be_visible()
    expect(page.get_by_text("More registered persons may mean that more was found")).to_be_visible()

    page.get_by_role("link", name="Chart", exact=True).click()
    picture = page.locator("img.figure-picture")

    expect(picture).to_be_visible()
    assert picture.evaluate("image => image.complete && image.naturalWidth > 0")
    assert "view=chart" in page.url


def test_a_state_looks_at_its_figures_as_they_would_be_public_and_approves_them(
    page: Page, look_as: Callable[[str], None]
) -> None:
    look_as("Ioana" if page.viewport_size == PHONE else "Boyan")

    row = page.get_by_role("row").filter(has_text="Annual submission 2024")
    row.get_by_role("link", name="Approve").click()
    page.get_by_role("link", name="Look at your figures as they would be public").click()
    expect(page.get_by_text("Not public. Who reads this keeps it to their office.")).to_be_visible()
    page.go_back()
    page.get_by_role("button", name="Approve").click()

    expect(page.get_by_text("Your state has approved its figures.")).to_be_visible()
