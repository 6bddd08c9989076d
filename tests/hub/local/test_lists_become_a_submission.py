"""Three lists are linked, counted, reported: each page gives what the command of the same step gives, byte for byte."""

import json
import re
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from hub.local.conftest import TODAY, Answer, Office, natc
from natc.engine.invention import OfficeList, invent_offices, invent_proceedings, truth

COUNTING = {"protection": ":linked", "justice": "justice.csv", "territory": "RS", "year": 2025, "mark": "Provisional"}
SUBMISSION = "submission-RS-2025"


@pytest.fixture(scope="module")
def invented(tmp_path_factory: pytest.TempPathFactory) -> list[OfficeList]:
    return invent_offices("RS", year=2025, seed=1, folder=tmp_path_factory.mktemp("lists"))


@pytest.fixture(scope="module")
def office(opened: Callable[[], Office], invented: list[OfficeList]) -> Office:
    """An office whose three lists, and a criminal-justice register in the standard's own columns, are mapped."""
    office = opened().enter()
    for one in invented:
        office.post("sheets/bring/", {"form": "protection"}, on="", file=one.path)
        office.post(f"sheets/{one.path.name}/mapping/", {"all": "1"})
        constants = {"constant:org_Name": one.body, "constant:org_Type": one.body_type}
        office.post(f"sheets/{one.path.name}/mapping/", constants)
    proceedings = invent_proceedings(52, territory="RS", year=2025, seed=1, until=date.fromisoformat(TODAY))
    proceedings.write_csv(office.folder / "justice.csv")
    office.post("sheets/justice.csv/begin/", {"form": "justice"}, on="")
    office.post("sheets/justice.csv/mapping/", {"all": "1"})
    return office


@pytest.fixture(scope="module")
def linked(office: Office, invented: list[OfficeList]) -> tuple[Office, str]:
    """The same office after its lists were linked by somebody who knows who is who; what the last page said."""
    person = {
        (f"{one.path.stem}.csv", line): code
        for one in invented
        for line, code in enumerate(truth([one]).sort("row")["person"], start=2)
    }
    page = office.post("link/", {"lists": [one.path.name for one in invented], "by": ["names"]})
    while "wait for you" in page.says or "waits for you" in page.says or "The same person?" in page.says:
        page = office.get("link/pairs/")
        if "The same person?" not in page.says:
            break
        one, other = (person[name, int(line)] for name, line in re.findall(r", (\S+\.csv) line (\d+)", page.says)[:2])
        page = answer(office, page, "same" if one == other else "different")
    return office, office.post("link/merge/", on="link/").says


def answer(office: Office, page: Answer, said: str) -> Answer:
    """Press a button on the page of a pair."""
    pair = dict(re.findall(r'name="(left|right)" value="(\d+)"', page.text))
    return office.post("link/pairs/", {**pair, "answer": said})


@pytest.fixture(scope="module")
def counted(linked: tuple[Office, str]) -> Office:
    """The same office after its totals were counted."""
    office, _ = linked
    office.post("totals/", {**COUNTING, "with_findings": "on"})
    return office


def test_of_a_pair_one_sees_both_rows_and_why_they_look_alike(office: Office, invented: list[OfficeList]) -> None:
    office.post("link/", {"lists": [one.path.name for one in invented], "by": ["names"]})

    page = office.get("link/pairs/").says

    assert "Why they look alike" in page
    assert "names are" in page
    assert "line" in page


def test_an_answer_is_in_the_file_of_decisions_at_once_and_can_be_taken_back(office: Office, invented: list[OfficeList]) -> None:
    decisions = office.folder / "natc" / "linked" / "local-only-decisions.yaml"
    office.post("link/", {"lists": [one.path.name for one in invented], "by": ["names"]})

    answer(office, office.get("link/pairs/"), "different")
    kept = decisions.read_text(encoding="utf-8")
    answer(office, office.get("link/pairs/"), "back")

    assert kept.count("same: false") == 1
    assert "decided: []" in decisions.read_text(encoding="utf-8")


def test_what_is_put_off_is_asked_last(office: Office, invented: list[OfficeList]) -> None:
    office.post("link/", {"lists": [one.path.name for one in invented], "by": ["names"]})
    first = office.get("link/pairs/")

    second = answer(office, first, "later")

    assert re.findall(r'name="left" value="\d+"', first.text) + re.findall(r'name="right" value="\d+"', first.text) != re.findall(
        r'name="left" value="\d+"', second.text
    ) + re.findall(r'name="right" value="\d+"', second.text)


def test_sixty_one_rows_are_fifty_two_persons(linked: tuple[Office, str]) -> None:
    _, said = linked

    assert "61 rows, 52 persons" in said


def test_the_one_register_is_that_of_natc_link(linked: tuple[Office, str], tmp_path: Path) -> None:
    office, _ = linked
    made = office.folder / "natc"
    decisions = shutil.copy(made / "linked" / "local-only-decisions.yaml", tmp_path / "decisions.yaml")

    natc("link", *sorted((made / "registers").glob("*-2025.csv")), "--out", tmp_path / "out", "--decisions", decisions)

    for name in ("register.csv", "local-only-links.csv", "local-only-conflicts.csv"):
        assert (tmp_path / "out" / name).read_bytes() == (made / "linked" / name).read_bytes()


def test_blocking_faults_are_counted_as_blank_only_when_a_person_says_so(linked: tuple[Office, str]) -> None:
    office, _ = linked

    page = office.post("totals/", COUNTING)

    assert "blocking findings, so nothing is counted" in page.says


def test_tables_without_a_register_need_a_reason(linked: tuple[Office, str]) -> None:
    office, _ = linked

    page = office.post("totals/", {**COUNTING, "justice": ""})

    assert "Choose a criminal-justice register, or say why there is none." in page.says


def test_figures_that_come_later_need_a_day(linked: tuple[Office, str]) -> None:
    office, _ = linked

    page = office.post("totals/", {**COUNTING, "justice": "", "justice_reason": "NotAvailableYet"})

    assert "Say by which day the figures come." in page.says


def test_the_submission_is_that_of_natc_aggregate(counted: Office, tmp_path: Path) -> None:
    made = counted.folder / "natc"

    run = natc(
        "aggregate", made / "linked" / "register.csv", made / "registers" / "justice.csv", "--territory", "RS", "--year", 2025,
        "--with-findings", "--today", TODAY, "--out", tmp_path / "by-command.json",
    )  # fmt: skip

    assert run.returncode == 0
    assert (made / f"{SUBMISSION}.json").read_bytes() == (tmp_path / "by-command.json").read_bytes()
    assert (made / f"{SUBMISSION}.xlsx").is_file()


def test_a_reason_said_of_one_table_stands_in_the_submission(linked: tuple[Office, str]) -> None:
    office, _ = linked

    office.post(
        "totals/",
        {**COUNTING, "year": 2024, "with_findings": "on", "reason_P15": "NotAvailableYet", "expected_P15": "2027-01-31"},
    )

    tables = json.loads((office.folder / "natc" / "submission-RS-2024.json").read_text(encoding="utf-8"))["tables"]
    assert tables["P15"]["reason"] == "NotAvailableYet"
    assert tables["P15"]["expected"] == "2027-01-31"


def test_the_page_of_a_submission_tells_its_totals_and_gives_its_files(counted: Office) -> None:
    page = counted.get(f"submissions/{SUBMISSION}/")

    file = counted.get(f"take/natc/{SUBMISSION}.json")

    assert "P1 " in page.says
    assert "How it was counted" in page.says
    assert json.loads(file.content)["territory"] == "RS"
    assert "attachment" in file.headers["content-disposition"]


@pytest.mark.parametrize("body", ["art19a", "glotip", "greta", "tip", "network"])
def test_the_tables_of_five_bodies_are_seen_and_saved(counted: Office, body: str, tmp_path: Path) -> None:
    page = counted.get(f"submissions/{SUBMISSION}/reports/{body}/")
    counted.post(f"submissions/{SUBMISSION}/reports/{body}/")

    natc("report", body, counted.folder / "natc" / f"{SUBMISSION}.json", "--out", tmp_path)

    assert "Where this body counts otherwise" in page.says or "What is not available" in page.says
    for path in tmp_path.iterdir():
        assert (counted.folder / "natc" / "reports" / path.name).read_bytes() == path.read_bytes()


def test_the_brief_is_made_and_taken_away(counted: Office) -> None:
    page = counted.post(f"submissions/{SUBMISSION}/brief/", on=f"submissions/{SUBMISSION}/")

    assert "not for publication" in page.says
    assert counted.get(f"take/natc/brief-{SUBMISSION}.pdf").content.startswith(b"%PDF")
    assert counted.get(f"take/natc/brief-{SUBMISSION}.docx").content.startswith(b"PK")


def test_what_would_be_published_is_shown_with_its_why(counted: Office) -> None:
    page = counted.post(f"submissions/{SUBMISSION}/preview/", on=f"submissions/{SUBMISSION}/")

    assert "What would be published about us" in page.says
    assert "0–10" in page.says
    assert "as few or none" in page.says


def test_a_stranger_s_submission_name_is_no_page(counted: Office) -> None:
    assert counted.get("submissions/submission-RS-1999/").status == 404
    assert counted.get("submissions/..%2F..%2Fetc/").status == 404


def test_a_sheet_that_changed_since_the_lists_were_linked_is_named_before_anything_is_counted(counted: Office) -> None:
    before = counted.get("totals/").says
    row = counted.get("sheets/policija-2025.xlsx/rows/8/")
    column, cell = re.search(r'name="was:8:(\d+)" value="(170)"', row.text).groups()

    counted.post("sheets/policija-2025.xlsx/rows/8/", {f"was:8:{column}": cell, f"cell:8:{column}": "17"})

    assert "link them again" not in before
    assert "link them again, or the old rows are counted. policija-2025.xlsx" in counted.get("totals/").says
    assert "policija-2025.xlsx" in counted.get("link/").says
