"""`natc test`: what its last lines say."""

from collections import Counter
from pathlib import Path

from natc.commands.test import closing, left_out

NO_REAL_DATA = "NATC_REAL_DATA is not set: it names the folder of real files"


def test_what_was_left_out_is_counted_by_reason(tmp_path: Path) -> None:
    report = tmp_path / "report.xml"
    report.write_text(
        f'<testsuites><testsuite tests="4"><testcase name="a"><skipped message="{NO_REAL_DATA}"/></testcase>'
        f'<testcase name="b"><skipped message="{NO_REAL_DATA}"/></testcase>'
        '<testcase name="c"><skipped message="LibreOffice is missing: apt install libreoffice-calc"/></testcase>'
        '<testcase name="d"/></testsuite></testsuites>'
    )

    assert left_out(report) == {NO_REAL_DATA: 2, "LibreOffice is missing: apt install libreoffice-calc": 1}


def test_the_last_lines_say_what_was_left_out_and_how_to_get_it() -> None:
    assert closing([], Counter({NO_REAL_DATA: 2})) == [f"Left out, 2 tests: {NO_REAL_DATA}", "Everything that ran passed."]


def test_the_last_lines_name_the_checks_that_failed() -> None:
    assert closing(["mypy", "pytest"], Counter()) == ["Nothing was left out.", "Failed: mypy, pytest."]
