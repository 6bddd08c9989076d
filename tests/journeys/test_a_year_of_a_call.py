"""A year of a data call: the secretariat asks; a statistician, an agency and a coordinator answer for one state, another state
approves on paper; it is sent back, mended, accepted, reopened, and the new edition shows what changed."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import zip_longest
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from journeys.conftest import LAPTOP
from journeys.grids import says
from journeys.test_signing_in import PASSWORD, code_of, everybody_can_use

CALL = "Progress in the second half (invented)"
PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
TODAY = datetime.now(UTC).date()
As = Callable[[str], Page]


@pytest.fixture
def at(browser: Browser, address: str) -> Iterator[As]:
    """`at("Ana")` gives the browser of one of the people, the same each time, which looks as them."""
    pages: dict[str, Page] = {}

    def page_of(name: str) -> Page:
        if name not in pages:
            page = pages[name] = browser.new_context(viewport=LAPTOP, base_url=address).new_page()
            page.goto("/")
            labels = page.locator("#look-as option").all_inner_texts()
            page.select_option("#look-as", label=next(label for label in labels if label.startswith(name)))
            page.get_by_role("button", name="Look as").click()
        return pages[name]

    yield page_of
    for page in pages.values():
        page.context.close()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


def stands(page: Page, status: str) -> None:
    expect(page.locator(".chip", has_text=status).first).to_be_visible()


def open_ours(page: Page) -> None:
    """To the submission of one's own desk."""
    page.goto("/calls/")
    follow(page, CALL)
    page.locator(".heading a.btn").click()


def open_theirs(page: Page, state: str) -> None:
    """To the submission of a state, as who reviews it."""
    page.goto("/calls/")
    follow(page, CALL)
    follow(page, state)


def send_the_call(page: Page) -> None:
    """Sara asks all members for their progress."""
    page.goto("/calls/begin/")
    page.get_by_label("Title", exact=True).fill(CALL)
    labels = page.get_by_label("Form", exact=True).locator("option").all_inner_texts()
    page.get_by_label("Form", exact=True).select_option(label=next(label for label in labels if "rogress" in label))
    page.get_by_label("Answers are taken from").fill(TODAY.isoformat())
    page.get_by_label("Due at the end of").fill((TODAY + timedelta(days=30)).isoformat())
    page.get_by_label("Member", exact=True).check()
    page.get_by_label("Who reads and accepts what is handed in").select_option(index=1)
    press(page, "Begin")
    follow(page, "Send")
    expect(page.get_by_text("11 desks will be asked:")).to_be_visible()
    page.locator("form.card button.btn-primary").click()
    stands(page, "being prepared")


def write_all(page: Page, fields: list[Locator], *texts: str) -> None:
    """Write a text in each field, the last one in all that are left, and wait until all of it is saved."""
    for field, text in zip_longest(fields, texts, fillvalue=texts[-1]):
        field.fill(text)
        field.blur()
    says(page, "All that you wrote is saved")


def fill_figures(page: Page, *figures: str) -> None:
    """Open the section of figures and write the total, the first row and the rest."""
    follow(page, "Activities")
    write_all(page, page.locator(".sheet .cell").all(), *figures)


def change_figures(page: Page, figure: str) -> None:
    """The total and the first row are another figure now."""
    open_ours(page)
    follow(page, "Activities")
    write_all(page, page.locator(".sheet .cell").all()[:2], figure)


def fill_words(page: Page, words: str) -> None:
    """The same in every field of words."""
    write_all(page, page.locator("textarea[name^='v:']").all(), words)


def invite(page: Page, email: str) -> str:
    """Vesna asks somebody of the police for one section; the link in the letter."""
    open_ours(page)
    follow(page, "Invite to sections")
    page.get_by_label("Name").fill("Stojan")
    page.get_by_label("Organisation").fill("Police directorate (invented)")
    page.get_by_label("E-mail").fill(email)
    page.get_by_label("In words").check()
    everybody_can_use(page)
    press(page, "Send the letter")
    expect(page.get_by_text(f"A letter is on its way to {email}.")).to_be_visible()
    everybody_can_use(page)
    page.goto("/sent-mail/")
    return str(page.locator("section", has_text=email).get_by_role("link").first.get_attribute("href"))


def come(page: Page, letter: str) -> None:
    """Stojan presses the button of the letter and sets up his second proof; one thing waits for him."""
    page.goto(letter)
    expect(page.get_by_text("Vesna invites you: Contributor to sections")).to_be_visible()
    everybody_can_use(page)
    page.get_by_label("Your name").fill("Stojan")
    page.get_by_label("Password").fill(PASSWORD)
    press(page, "Accept")
    follow(page, "Set up an authenticator")
    page.get_by_label("Authenticator code").fill(code_of(page.get_by_label("The same as text").input_value()))
    press(page, "Set up")
    page.goto("/")
    expect(page.get_by_role("cell", name=f"{CALL}: In words")).to_be_visible()


def answer_what_waits(page: Page) -> None:
    """Stojan fills in his section and says that it is done."""
    page.goto("/")
    page.get_by_role("row", name=f"{CALL}: In words").get_by_role("link", name="Answer").click()
    fill_words(page, "Two action days (invented).")
    follow(page, CALL)
    everybody_can_use(page)
    press(page, "This section is done")
    expect(page.get_by_text("The office that invited you has been told.")).to_be_visible()


def approve(vesna: Page, ana: Page) -> None:
    """Vesna says that the answers are whole, Ana approves them for the state."""
    open_ours(vesna)
    press(vesna, "Ready for approval")
    stands(vesna, "waits for approval")
    open_ours(ana)
    press(ana, "Approve and hand in")
    stands(ana, "handed in")


def approve_on_paper(elira: Page, folder: Path) -> None:
    """Elira, alone in her office, enters what the minister signed."""
    scan = folder / "approval.pdf"
    scan.write_bytes(PDF)
    open_ours(elira)
    press(elira, "Ready for approval")
    follow(elira, "Approved on paper")
    elira.get_by_label("The scan").set_input_files(scan)
    elira.get_by_label("Who signed it: name and office").fill("The State Secretary (invented)")
    elira.get_by_label("Day of the signature").fill(TODAY.isoformat())
    press(elira, "Enter")
    expect(elira.get_by_text("The State Secretary (invented)")).to_be_visible()


def give_reason(page: Page, step: str, reason: str) -> None:
    follow(page, step)
    page.get_by_label("Why").fill(reason)
    press(page, step)


def reads_what_changed(page: Page, edition: int, before: str, now: str, reason: str) -> None:
    page.get_by_role("listitem").filter(has_text=f"Edition {edition}").get_by_role("link", name="What has changed since").click()
    expect(page.get_by_text(reason)).to_be_visible()
    row = page.get_by_role("row", name=re.compile("^Total"))
    expect(row.locator("del")).to_have_text(before)
    expect(row.locator("ins")).to_have_text(now)
    everybody_can_use(page)


def test_four_people_and_one_sheet_of_paper_bring_a_call_through_its_year(
    at: As, browser: Browser, address: str, tmp_path: Path
) -> None:
    sara, vesna, ana, elira = at("Sara"), at("Vesna"), at("Ana"), at("Elira")
    send_the_call(sara)

    stojan = browser.new_context(viewport=LAPTOP, base_url=address).new_page()
    come(stojan, invite(vesna, "stojan@police.example"))
    answer_what_waits(stojan)
    open_ours(vesna)
    stands(vesna, "done")
    fill_figures(vesna, "1", "1", "0")
    approve(vesna, ana)
    stojan.goto("/")
    expect(stojan.get_by_text(f"{CALL}: In words")).to_have_count(0)
    stojan.context.close()

    open_ours(elira)
    fill_figures(elira, "1", "1", "0")
    open_ours(elira)
    follow(elira, "In words")
    fill_words(elira, "One campaign (invented).")
    approve_on_paper(elira, tmp_path)
    open_theirs(sara, "Albania")
    press(sara, "The scan shows this approval")
    press(sara, "Accept")
    stands(sara, "accepted")

    open_theirs(sara, "Serbia")
    give_reason(sara, "Send back", "One campaign, or two?")
    change_figures(vesna, "2")
    approve(vesna, ana)
    open_theirs(sara, "Serbia")
    reads_what_changed(sara, 1, "1", "2", "One campaign, or two?")

    open_theirs(sara, "Serbia")
    press(sara, "Accept")
    give_reason(sara, "Reopen", "A third one began in December.")
    change_figures(vesna, "3")
    approve(vesna, ana)
    open_theirs(sara, "Serbia")
    reads_what_changed(sara, 2, "2", "3", "A third one began in December.")
    open_theirs(sara, "Serbia")
    press(sara, "Accept")
    stands(sara, "accepted")
