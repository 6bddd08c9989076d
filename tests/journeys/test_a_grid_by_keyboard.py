"""A table of figures filled in without a mouse: moving, pasting, undoing, giving reasons, adding rows, looking at one cell."""

import pytest
from playwright.sync_api import Page, expect

from journeys.conftest import OpenSection
from journeys.grids import cell, is_usable, paste, says, write

SAVED = "All that you wrote is saved"
PATIENT = 8000  # milliseconds; the findings come once nobody has written for a moment
OUT_OF_SIGHT = "document.dispatchEvent(new Event('visibilitychange'))"


def standing(page: Page, *places: int) -> list[str]:
    return [cell(page, place).input_value() for place in places]


def test_every_change_is_undone_a_whole_block_at_once(section: OpenSection) -> None:
    page = section("Vesna", {"laptop": "P1", "phone": "P3"})
    before = standing(page, 0, 1, 2)
    cell(page, 0).focus()
    page.keyboard.type("77")
    page.keyboard.press("Escape")
    assert standing(page, 0, 1, 2) == before
    page.keyboard.type("88")
    page.keyboard.press("Enter")
    paste(page, 1, "5\t6\r\n")
    says(page, SAVED)
    assert standing(page, 0, 1, 2) == ["88", "5", "6"]

    page.get_by_role("button", name="Undo").click()
    assert standing(page, 0, 1, 2) == ["88", *before[1:]]
    page.keyboard.press("Control+z")

    says(page, SAVED)
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()
    page.reload()
    assert standing(page, 0, 1, 2) == before


def test_a_block_says_what_had_no_place_and_each_figure_is_shown_as_it_was_understood(section: OpenSection) -> None:
    page = section("Vesna", {"laptop": "P5", "phone": "P7"})
    width = cell(page, 0).locator("xpath=ancestor::tr").locator(".cell").count()
    names = "\t".join("9" * width) + "\tone column more\r\n"

    paste(page, 0, names + '1.234\t"1\u00a0200"\r\n')

    expect(page.get_by_text("left out: 1", exact=False)).to_be_visible()
    says(page, SAVED)
    expect(cell(page, width)).to_have_value("1234")
    expect(cell(page, width + 1)).to_have_value("1200")
    paste(page, width, "12.5\r\n")
    write(page, width, "12.5")
    says(page, "Not saved")
    is_usable(page)
    write(page, width, "12")
    says(page, SAVED)


def test_one_key_gives_the_reason_why_there_is_no_figure_and_again_the_next_one(section: OpenSection) -> None:
    page = section("Vesna", {"laptop": "P8", "phone": "P9"})
    write(page, 0, "5")
    cell(page, 0).focus()

    page.keyboard.press("-")
    expect(cell(page, 0)).to_have_value("not collected")
    page.keyboard.press("-")
    page.keyboard.press("ArrowRight")

    says(page, SAVED)
    page.reload()
    expect(cell(page, 0)).to_have_value("not applicable")


def test_all_that_is_blank_gets_a_reason_and_loses_it_again(section: OpenSection) -> None:
    page = section("Vesna", {"laptop": "J1", "phone": "J3"})
    page.get_by_label("Give every cell that is still blank this reason").select_option("not known")
    write(page, 0, "")
    write(page, 1, "7")
    before = standing(page, 0, 1, 2)

    page.get_by_role("button", name="Fill in").click()
    says(page, SAVED)
    assert standing(page, 0, 1, 2) == [figure or "not known" for figure in before]
    page.get_by_role("button", name="Undo").click()

    says(page, SAVED)
    page.reload()
    assert standing(page, 0, 1, 2) == before


def test_all_about_a_cell_is_one_key_away_and_leads_back(section: OpenSection) -> None:
    page = section("Vesna", {"laptop": "P10", "phone": "P9-exploitation"})
    write(page, 1, "4711")
    says(page, SAVED)
    cell(page, 1).focus()

    page.keyboard.press("Shift+F2")
    about = page.get_by_role("region", name="About this cell")
    expect(about.get_by_text("4711")).to_be_visible()
    expect(about.get_by_text("Nobody has remarked on this cell.")).to_be_visible()
    is_usable(page)
    page.keyboard.press("Escape")
    expect(about).to_be_hidden()
    expect(cell(page, 1)).to_be_focused()
    page.keyboard.press("Shift+F2")
    about.get_by_label("Remark").fill("The police count otherwise")
    about.get_by_role("button", name="Remark").click()

    expect(cell(page, 1)).to_be_focused()
    expect(cell(page, 1)).to_have_accessible_description("has remarks")
    page.get_by_role("button", name="About this cell").click()
    expect(about.get_by_text("The police count otherwise")).to_be_visible()


def test_a_finding_leads_to_its_cell_and_is_gone_once_that_is_mended(section: OpenSection) -> None:
    page = section("Vesna", {"laptop": "J2", "phone": "J6"})
    total = page.locator(".sheet-total .cell")
    for place, figure in enumerate(("1", "2")):
        write(page, place, figure)
    total.fill("1")
    total.blur()
    expect(page.get_by_text("the total says 1")).to_be_visible()
    findings = page.locator("#findings")
    expect(findings.get_by_text("is not the sum of")).to_be_visible(timeout=PATIENT)

    findings.locator("li", has_text="is not the sum of").get_by_role("link").click()
    expect(total).to_be_focused()
    rows = page.locator(".sheet-sum [data-rows]:visible").inner_text()
    page.keyboard.type(rows)
    page.keyboard.press("Tab")

    expect(page.get_by_text("as the total says")).to_be_visible()
    expect(findings.get_by_text("is not the sum of")).to_have_count(0, timeout=PATIENT)


def add(page: Page, figure: str, *labels: str) -> None:
    row = page.locator("tr[data-added]:not([data-key])").first
    for place, label in enumerate(labels):
        row.locator("select").nth(place).select_option(label=label)
    row.locator(".cell").fill(figure)
    row.locator(".cell").blur()


def test_rows_are_added_one_after_the_other_on_a_line_that_breaks(section: OpenSection) -> None:
    page = section("Vesna", {"laptop": "J2-countries", "phone": "J6-countries"})
    sexes = page.locator("tr[data-added]").first.locator("select").nth(1).locator("option").all_text_contents()[1:3]
    rows = page.locator(".sheet tr:not(.sheet-total):not([data-added])", has=page.locator(".cell"))
    before = rows.count()
    page.route("**/cells/", lambda save: save.abort())
    add(page, "3", "Ukraine", sexes[0])
    says(page, "The line is broken")
    page.reload()
    says(page, "The line is broken")
    page.unroute("**/cells/")
    page.get_by_role("button", name="Try now").click()
    says(page, SAVED)
    for label in ("Greece", "Albania", "Croatia", "Romania"):
        add(page, "4", label, sexes[1])
    says(page, SAVED)

    add(page, "5", "Ukraine", sexes[0])

    expect(page.locator(".sheet-says")).to_contain_text("This row is in the table already.")
    is_usable(page)
    page.reload()
    expect(rows).to_have_count(before + 5)
    expect(rows.filter(has_text="Ukraine").locator(".cell")).to_have_value("3")


@pytest.mark.parametrize("start", ["in a cell", "on the page"])
def test_the_keys_are_told_in_words(section: OpenSection, start: str) -> None:
    page = section("Vesna", {"laptop": "J4", "phone": "J5"})
    if start == "in a cell":
        cell(page, 0).focus()

    page.keyboard.press("?")

    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("Undo the last change")
    is_usable(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_a_telephone_that_ends_the_tab_does_not_lose_what_was_being_typed(section: OpenSection) -> None:
    page = section("Vesna", {"laptop": "J7", "phone": "J8"})
    cell(page, 0).focus()
    page.keyboard.type("31")

    page.evaluate(OUT_OF_SIGHT)

    says(page, SAVED)
    page.reload()
    expect(cell(page, 0)).to_have_value("31")
