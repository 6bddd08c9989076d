"""`natc link` as an office uses it: terminal, workbook, decisions kept, nothing of a person in what may leave."""

import json
from pathlib import Path

import polars as pl
import pytest
import python_calamine
import xlsxwriter
from made_lists import three_lists
from typer.testing import CliRunner

from natc.commands.link import app
from natc.engine.errors import Refused, Unusable
from natc.engine.linkage.lists import IDENTIFIERS, LINE

SAME, DIFFERENT, NOT_NOW, BACK, QUIT = "12345"


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A folder with the three lists as files."""
    for each in three_lists():
        each.frame.drop(LINE).write_csv(tmp_path / each.name)
    return tmp_path


def run(desk: Path, *options: str, keys: str = "") -> str:
    files = [str(desk / name) for name in ("police.csv", "ngo.csv", "centre.csv")]
    arguments = [*files, "--out", str(desk / "out"), *options]
    result = CliRunner().invoke(app, arguments, input="\n".join(keys) + "\n", catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def manifest(desk: Path) -> dict[str, object]:
    content: dict[str, object] = json.loads((desk / "out" / "manifest.json").read_text(encoding="utf-8"))
    return content


def test_three_lists_become_one_register_after_three_answers(desk: Path) -> None:
    said = run(desk, "--decide", keys=SAME + SAME + SAME)

    assert "9 rows, 6 persons" in said
    assert "Pair 3 of 3: the same person?" in said
    assert pl.read_csv(desk / "out" / "register.csv").height == 6


def test_answers_are_kept_and_not_asked_again(desk: Path) -> None:
    run(desk, "--decide", keys=SAME + DIFFERENT + SAME)
    first = (desk / "out" / "register.csv").read_bytes()

    said = run(desk, "--decide")

    assert "the same person?" not in said
    assert (desk / "out" / "register.csv").read_bytes() == first


def test_one_step_back_takes_the_answer_back(desk: Path) -> None:
    run(desk, "--decide", keys=SAME + BACK + DIFFERENT + QUIT)

    assert manifest(desk)["pairs"] == {
        "shown": 3,
        "decided_same": 0,
        "decided_different": 1,
        "undecided": 2,
        "below_floor": 0,
        "floor_score": -3.0,
    }


def test_not_now_leaves_the_pair_open(desk: Path) -> None:
    said = run(desk, "--decide", keys=NOT_NOW + SAME + NOT_NOW)

    assert "9 rows, 8 persons" in said
    assert "lies between 5 and 8" in said


def answer_in_workbook(path: Path, answers: list[str]) -> None:
    """Write the workbook again with the first column filled, as a human with a spreadsheet would."""
    lines = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_name("pairs").to_python()
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("pairs")
        for number, line in enumerate(lines):
            sheet.write_row(number, 0, [answers[number - 2] if number >= 2 else line[0], *line[1:]])


@pytest.mark.parametrize(("lang", "yes", "no"), [("en", "yes", "no"), ("sr", "да", "не"), ("sr-Latn", "Da", "NE")])
def test_pairs_are_answered_in_a_workbook(desk: Path, lang: str, yes: str, no: str) -> None:
    run(desk, "--workbook", str(desk / "pairs.xlsx"), "--lang", lang)
    answer_in_workbook(desk / "pairs.xlsx", [yes, no, ""])

    run(desk, "--decided", str(desk / "pairs.xlsx"))

    assert manifest(desk)["persons"] == 8
    assert manifest(desk)["pairs"]["undecided"] == 1  # type: ignore[index]


def test_the_workbook_shows_what_was_already_answered(desk: Path) -> None:
    run(desk, "--decide", keys=SAME + DIFFERENT + QUIT)

    run(desk, "--workbook", str(desk / "pairs.xlsx"))

    lines = python_calamine.CalamineWorkbook.from_path(desk / "pairs.xlsx").get_sheet_by_name("pairs").to_python()
    assert [line[0] for line in lines[2:]] == ["yes", "no", ""]
    assert "Never send it" in str(lines[0][0])


def test_an_answer_that_is_neither_yes_nor_no_is_named_by_its_row(desk: Path) -> None:
    run(desk, "--workbook", str(desk / "pairs.xlsx"))
    answer_in_workbook(desk / "pairs.xlsx", ["", "perhaps", ""])

    with pytest.raises(Unusable, match='row 4: found "perhaps"'):
        run(desk, "--decided", str(desk / "pairs.xlsx"))


def test_a_workbook_written_beside_other_decisions_is_refused(desk: Path) -> None:
    run(desk, "--workbook", str(desk / "pairs.xlsx"))
    answer_in_workbook(desk / "pairs.xlsx", ["yes", "", ""])

    with pytest.raises(Unusable, match="beside another file of decisions"):
        run(desk, "--decided", str(desk / "pairs.xlsx"), "--decisions", str(desk / "other.yaml"))


def test_a_folder_that_cannot_be_made_is_told(desk: Path) -> None:
    with pytest.raises(Unusable, match="cannot be made as a folder"):
        run(desk, "--workbook", str(desk / "police.csv" / "pairs.xlsx"))


def test_contradicting_answers_leave_the_kept_file_as_it_was(desk: Path) -> None:
    (desk / "ngo.csv").write_text(
        (desk / "police.csv").read_text(encoding="utf-8").replace("Policija", "Astra"), encoding="utf-8"
    )
    (desk / "centre.csv").write_text(
        (desk / "police.csv").read_text(encoding="utf-8").replace("Policija", "Centar"), encoding="utf-8"
    )
    run(desk, "--workbook", str(desk / "pairs.xlsx"))
    kept = (desk / "out" / "local-only-decisions.yaml").read_bytes()
    lines = python_calamine.CalamineWorkbook.from_path(desk / "pairs.xlsx").get_sheet_by_name("pairs").to_python()
    marija = [number for number, line in enumerate(lines[2:]) if "Марија" in str(line[3])]
    answers = [{marija[0]: "yes", marija[1]: "yes", marija[2]: "no"}.get(number, "") for number in range(len(lines) - 2)]
    answer_in_workbook(desk / "pairs.xlsx", answers)

    with pytest.raises(Refused, match="one person through"):
        run(desk, "--decided", str(desk / "pairs.xlsx"))

    assert (desk / "out" / "local-only-decisions.yaml").read_bytes() == kept


def test_nothing_that_identifies_stands_in_register_or_manifest(desk: Path) -> None:
    planted = []
    for each in three_lists():
        secret = [f"zq{each.name[0]}{code[3:]}{number}" for code in IDENTIFIERS for number in range(each.frame.height)]
        planted += secret
        columns = {
            code: secret[place * each.frame.height : (place + 1) * each.frame.height] for place, code in enumerate(IDENTIFIERS)
        }
        frame = each.frame.drop(LINE).with_columns(
            **{code: pl.Series(values) for code, values in columns.items()}, Ime=pl.lit("zqname")
        )
        frame.write_csv(desk / each.name)

    run(desk)

    leaving = "".join((desk / "out" / name).read_text(encoding="utf-8") for name in ("register.csv", "manifest.json"))
    assert "zq" not in leaving
    staying = (desk / "out" / "local-only-links.csv").read_text(encoding="utf-8")
    assert staying.startswith("# LOCAL ONLY")
    assert all(secret in staying for secret in planted)


def test_answers_about_rows_that_are_gone_are_told(desk: Path) -> None:
    run(desk, "--decide", keys=SAME + SAME + SAME)
    police = (desk / "police.csv").read_text(encoding="utf-8")
    (desk / "police.csv").write_text(police.replace("Петровић", "Петровићка"), encoding="utf-8")

    said = run(desk)

    assert "Kept answers about rows that are not in these lists: 1" in said
    assert "undecided 1" in said


def test_the_whole_talk_is_in_serbian_when_asked(desk: Path) -> None:
    said = run(desk, "--decide", "--lang", "sr", keys=SAME + QUIT)

    assert "редова: 9, лица: 8" in said
    assert "Пар 1 од 3: исто лице?" in said
    assert "презимена Marija и Марија су иста у једном писму" in said


def test_no_list_is_written_over_by_the_register_or_the_workbook(desk: Path) -> None:
    (desk / "out").mkdir()
    (desk / "police.csv").rename(desk / "out" / "register.csv")
    files = [str(desk / "out" / "register.csv"), str(desk / "ngo.csv")]

    for options in (["--out", str(desk / "out")], ["--out", str(desk / "new"), "--workbook", files[1]]):
        with pytest.raises(Refused, match="is a file that is read here and is not overwritten"):
            CliRunner().invoke(app, [*files, *options], catch_exceptions=False)


def test_an_answer_that_is_no_digit_is_named(desk: Path) -> None:
    said = run(desk, "--decide", keys="y" + QUIT)

    assert "“y” is none of these; type the digit." in said
