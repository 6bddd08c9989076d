"""Vesna and Ana fill in one table of figures on a line that breaks: nothing is lost, and of two figures a person chooses."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect

from journeys.conftest import OpenSection
from journeys.grids import cell, is_usable, paste, says, write

Open = Callable[[str], Page]
SAVES = "**/cells/"
BLOCK = "1\t2\r\n3\t4\r\n"  # as a spreadsheet copies two rows of two cells
KEPT = "Object.keys(sessionStorage).filter(name => name.startsWith('sheet:'))"


@pytest.fixture
def grid(section: OpenSection) -> Callable[[str], Page]:
    """`grid("Ana")` opens one table of Serbia's annual submission as one of its people, in a browser of their own."""
    return lambda name: section(name, {"laptop": "P2", "phone": "P4"})


def test_of_two_figures_for_one_cell_a_person_chooses_after_the_line_was_broken(grid: Open) -> None:
    vesna, ana = grid("Vesna"), grid("Ana")
    ana.context.set_offline(True)
    write(ana, 0, "12")
    write(ana, 1, "13")
    says(ana, "The line is broken")
    write(vesna, 0, "11")
    says(vesna, "All that you wrote is saved")

    ana.context.set_offline(False)

    expect(ana.get_by_text("Somebody saved “11” meanwhile; yours is “12”.")).to_be_visible()
    is_usable(ana)
    ana.get_by_role("button", name="Put mine in its place").click()
    says(ana, "All that you wrote is saved")
    vesna.reload()
    expect(cell(vesna, 0)).to_have_value("12")
    expect(cell(vesna, 1)).to_have_value("13")
    write(ana, 0, "21")
    says(ana, "All that you wrote is saved")
    write(vesna, 0, "22")
    vesna.get_by_role("button", name="Keep theirs").click()
    expect(cell(vesna, 0)).to_have_value("21")


def test_what_was_not_saved_outlives_a_reload_and_a_lock_and_is_saved_once(grid: Open) -> None:
    page = grid("Vesna")

    def lose_the_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route(SAVES, lambda route: route.abort())
    page.route(SAVES, lose_the_answer, times=1)
    write(page, 2, "4711")
    says(page, "The line is broken")
    page.reload()
    says(page, "The line is broken")
    expect(cell(page, 2)).to_have_value("4711")
    page.unroute(SAVES)
    page.get_by_role("button", name="Try now").click()
    says(page, "All that you wrote is saved")

    page.route(SAVES, lambda route: route.fulfill(status=401))
    write(page, 3, "15 000")
    says(page, "Your session is locked")
    is_usable(page)
    page.unroute(SAVES)
    page.get_by_role("button", name="Try now").click()
    says(page, "All that you wrote is saved")

    assert page.evaluate(KEPT) == []
    page.get_by_role("link", name="All that was saved here").click()
    expect(page.get_by_role("cell", name="4711", exact=True)).to_have_count(1)
    expect(page.get_by_role("cell", name="15000", exact=True)).to_have_count(1)


def test_who_signs_out_leaves_no_figures_behind(grid: Open) -> None:
    page = grid("Vesna")
    page.route(SAVES, lambda route: route.abort())
    write(page, 4, "98765")
    says(page, "The line is broken")

    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/")

    assert page.evaluate(KEPT) == []


def test_a_table_is_filled_in_by_keyboard_and_from_a_spreadsheet(grid: Open) -> None:
    page = grid("Vesna")

    paste(page, 0, BLOCK)
    says(page, "All that you wrote is saved")
    cell(page, 0).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.type("7x")
    page.keyboard.press("Enter")
    expect(page.get_by_text("“7x” is not a whole number, nor a reason for none.")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("-")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowRight")
    page.keyboard.type("1 234")
    page.keyboard.press("Tab")

    says(page, "All that you wrote is saved")
    expect(page.get_by_text(re.compile("The rows add up to [1-9]")).filter(visible=True)).to_be_visible()
    page.reload()
    expect(cell(page, 0)).to_have_value("1")
    expect(cell(page, 1)).to_have_value("1234")
    width = cell(page, 0).locator("xpath=ancestor::tr").locator(".cell").count()
    expect(cell(page, width)).to_have_value("not collected")
    expect(cell(page, width + 1)).to_have_value("4")
