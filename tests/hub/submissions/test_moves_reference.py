"""The reference page of the way of a submission."""

from pathlib import Path

from natc.hub.submissions.reference import moves_page

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "submission-moves.md"


def test_the_reference_page_is_what_the_rules_say() -> None:
    assert PAGE.read_text(encoding="utf-8") == moves_page(), (
        "docs/reference/submission-moves.md is out of date: run python -m django print_moves > docs/reference/submission-moves.md"
    )
