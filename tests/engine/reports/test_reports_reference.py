"""The reference page of the reports."""

from pathlib import Path

from natc.engine.standard.reports.reference import reports_page

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "reports.md"


def test_the_reference_page_is_what_the_reports_say():
    assert PAGE.read_text(encoding="utf-8") == reports_page(), (
        "docs/reference/reports.md is out of date: "
        "run python -m natc.engine.standard.reports.reference > docs/reference/reports.md"
    )


def test_the_page_says_of_every_source_that_nobody_read_it_yet():
    tables = [line for line in reports_page().splitlines() if line.startswith("| ") and "docs" not in line]
    sources = [line for line in tables if line.count("|") in (8, 6) and not line.startswith(("| table", "| about"))]

    assert [line for line in sources if "[to be checked]" not in line] == []
