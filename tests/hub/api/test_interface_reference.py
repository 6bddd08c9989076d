"""The reference page of the interface for programs."""

from pathlib import Path

from natc.hub.api.reference import interface_page

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "interface.md"


def test_the_reference_page_is_what_the_interface_says_of_itself() -> None:
    assert PAGE.read_text(encoding="utf-8") == interface_page(), (
        "docs/reference/interface.md is out of date: run python -m django print_interface > docs/reference/interface.md"
    )
