"""The reference page of the annual submission."""

from pathlib import Path

from natc.engine.standard.submission_reference import submission_page

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "submission.md"


def test_the_reference_page_is_what_the_submission_says():
    assert PAGE.read_text(encoding="utf-8") == submission_page(), (
        "docs/reference/submission.md is out of date: "
        "run python -m natc.engine.standard.submission_reference > docs/reference/submission.md"
    )
