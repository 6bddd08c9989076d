"""The release archive: it grows, and every other change to it is refused by name."""

import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from made_release import release

from natc.engine.errors import EngineError, Refused, Unusable
from natc.engine.release.archive import Standing, append, next_number, open_archive, standing, withdraw
from natc.engine.release.archive_log import Head, parse_head
from natc.engine.release.figures import Mark
from natc.engine.release.file import release_bytes, release_hash
from natc.engine.text import Text

WHY: Text = {"en": "a state counted twice", "sr": "једна држава је бројала двапут"}
NUMBERS = ["2023-1", "2024-1", "2025-1"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An archive of three releases."""
    folder = tmp_path / "archive"
    fill(folder, NUMBERS)
    return folder


def fill(folder: Path, numbers: list[str]) -> Head:
    with open_archive(folder) as opened:
        archive = opened
        for number in numbers:
            archive = append(archive, release(number))
        return archive.head


def head(folder: Path) -> Head:
    with open_archive(folder) as archive:
        return archive.head


def refusal(folder: Path, expected: Head | None = None) -> str:
    with pytest.raises(EngineError) as refused, open_archive(folder, expected):
        pass
    return str(refused.value)


def test_releases_come_back_in_the_order_in_which_they_were_added(folder: Path) -> None:
    with open_archive(folder) as archive:
        numbers = [one.number for one in archive.releases]

    assert numbers == NUMBERS
    assert (folder / "2024-1.json").read_bytes() == release_bytes(release("2024-1"))


def test_a_line_of_the_log_holds_the_head_and_the_hash_that_states_approve(folder: Path) -> None:
    last = (folder / "log").read_text().splitlines()[-1]

    assert last == f"{head(folder)}  {release_hash(release('2025-1'))}  2025-1.json"


def test_a_head_comes_back_from_what_was_printed(folder: Path) -> None:
    assert parse_head(f" {head(folder)}\n") == head(folder)


@pytest.mark.parametrize("text", ["", "3", "3:abc", f"03:{'0' * 64}", f"-1:{'0' * 64}", f"3:{'0' * 65}"])
def test_half_a_head_is_unusable(text: str) -> None:
    with pytest.raises(Unusable, match="copy it whole"):
        parse_head(text)


def test_every_earlier_head_is_a_beginning_of_the_archive(tmp_path: Path) -> None:
    folder = tmp_path / "archive"
    heads = [fill(folder, [])] + [fill(folder, [number]) for number in NUMBERS]

    for earlier in heads:
        with open_archive(folder, earlier) as archive:
            assert archive.head == heads[-1]


def test_an_archive_with_another_first_release_is_another_history(folder: Path, tmp_path: Path) -> None:
    other = tmp_path / "other"
    fill(other, ["2022-1", *NUMBERS[1:]])

    assert "another history" in refusal(other, head(folder))


def test_an_archive_cut_back_to_a_copy_of_last_year_is_refused(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    fill(copy, NUMBERS[:2])

    assert "holds 2 releases and the head expected was given over 3" in refusal(copy, head(folder))


def test_a_new_folder_is_no_archive_of_which_somebody_holds_a_head(folder: Path, tmp_path: Path) -> None:
    assert "holds 0 releases" in refusal(tmp_path / "new", head(folder))


@pytest.mark.parametrize("number", NUMBERS)
def test_an_altered_release_is_refused_by_name(folder: Path, number: str) -> None:
    path = folder / f"{number}.json"
    path.write_bytes(path.read_bytes().replace(b'"shown":25', b'"shown":20').replace(b",25,", b",20,"))

    assert f"{number}.json was altered" in refusal(folder)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_missing_release_is_refused_by_name(folder: Path, number: str) -> None:
    (folder / f"{number}.json").unlink()

    assert f"{number}.json is missing" in refusal(folder)


@pytest.mark.parametrize("name", ["2024-2.json", "notes.txt"])
def test_an_added_file_is_refused_by_name(folder: Path, name: str) -> None:
    (folder / name).write_bytes(release_bytes(release("2024-2")))

    assert f"{name} is not in the log" in refusal(folder)


def test_a_damaged_log_is_refused(folder: Path) -> None:
    (folder / "log").write_bytes(b"\xff\xfe\x00")

    assert "line 1 of" in refusal(folder)


def test_two_files_that_changed_names_are_refused(folder: Path) -> None:
    (folder / "2023-1.json").replace(folder / ".kept")
    (folder / "2024-1.json").replace(folder / "2023-1.json")
    (folder / ".kept").replace(folder / "2024-1.json")

    assert "2023-1.json was altered" in refusal(folder)


@pytest.mark.parametrize(
    ("change", "names"),
    [
        (lambda lines: [lines[1], lines[0], lines[2]], "line 1 of"),
        (lambda lines: [lines[0], lines[2], lines[1]], "line 2 of"),
        (lambda lines: [lines[0], lines[2]], "line 2 of"),
        (lambda lines: lines[1:], "line 1 of"),
        (lambda lines: [*lines, lines[2]], "line 4 of"),
        (lambda lines: [lines[0].replace("2023-1", "2022-1"), *lines[1:]], "2023-1.json is not in the log"),
        (lambda lines: [*lines[:2], lines[2].rstrip()], "line 3 of"),
        (lambda lines: [*lines[:2], "nothing\n"], "line 3 of"),
        (lambda lines: lines[:2], "2025-1.json is not in the log"),
        (lambda _: [], "2023-1.json is not in the log"),
    ],
)
def test_a_changed_log_is_refused(folder: Path, change: object, names: str) -> None:
    log = folder / "log"
    log.write_text("".join(change(log.read_text().splitlines(keepends=True))))

    assert names in refusal(folder)


def test_a_rewritten_archive_that_agrees_with_itself_is_refused_by_whoever_kept_a_head(folder: Path) -> None:
    kept = head(folder)
    shutil.rmtree(folder)
    fill(folder, [NUMBERS[0], NUMBERS[2], NUMBERS[1]])

    assert "another history" in refusal(folder, kept)


def test_an_archive_in_use_says_by_whom_and_what_to_do(folder: Path) -> None:
    with open_archive(folder):
        said = refusal(folder)

    assert f"process {os.getpid()} on" in said
    assert f"remove {folder / 'in-use'}" in said
    assert head(folder).size == 3


@pytest.mark.parametrize("stop", ["os.fsync", "pathlib.Path.replace"])
@pytest.mark.parametrize("time", [1, 2])
def test_an_append_that_is_cut_off_leaves_the_archive_whole(folder: Path, stop: str, time: int) -> None:
    module, _, name = stop.rpartition(".")
    script = f"""
        import os, pathlib, sys
        from made_release import release
        from natc.engine.release.archive import append, open_archive

        calls, real = [], {stop}
        def cut(*arguments):
            calls.append(arguments)
            if len(calls) == {time}:
                os._exit(9)
            return real(*arguments)
        {module}.{name} = cut
        with open_archive(pathlib.Path({str(folder)!r})) as archive:
            append(archive, release("2026-1"))
    """
    ended = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}, check=False
    )

    assert ended.returncode == 9
    assert "in use" in refusal(folder)
    (folder / "in-use").unlink()
    with open_archive(folder) as archive:
        assert [one.number for one in archive.releases] in (NUMBERS, [*NUMBERS, "2026-1"])
        whole = append(archive, release("2026-2"))
    assert head(folder) == whole.head


def test_what_fails_before_the_log_leaves_no_trace(folder: Path) -> None:
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    with pytest.raises(Refused, match="is in the archive already"), open_archive(folder) as archive:
        append(archive, release("2025-1"))

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_withdrawn_release_stays_and_is_marked_at_once(folder: Path) -> None:
    with open_archive(folder) as opened:
        archive = withdraw(opened, "2024-1", WHY)

        assert standing(archive.releases, "2024-1") == Standing(Mark.WITHDRAWN, None, WHY)
        assert standing(archive.releases, "2025-1") == Standing(Mark.PROVISIONAL, None, None)
    assert (folder / "2024-1.json").read_bytes() == release_bytes(release("2024-1"))
    assert head(folder) == archive.head


def test_a_withdrawn_release_is_replaced_later_and_stays_withdrawn(folder: Path) -> None:
    with open_archive(folder) as opened:
        archive = withdraw(opened, "2024-1", WHY)
        archive = append(archive, release("2025-2", mark=Mark.REVISED, replaces="2024-1", why=WHY))

        assert standing(archive.releases, "2024-1") == Standing(Mark.WITHDRAWN, "2025-2", WHY)
        assert standing(archive.releases, "2025-2") == Standing(Mark.REVISED, None, WHY)
        assert [one.number for one in archive.releases] == [*NUMBERS, "2024-2", "2025-2"]
        assert next_number(archive.releases, 2025) == "2025-3"


@pytest.mark.parametrize(
    ("changed", "says"),
    [
        ({"number": "../2026-1"}, "is no number"),
        ({"number": "2026-0"}, "is no number"),
        ({"mark": Mark.REVISED}, "say which release it replaces"),
        ({"mark": Mark.REVISED, "replaces": "2024-1"}, "and why"),
        ({"mark": Mark.REVISED, "replaces": "2020-1", "why": WHY}, "no release 2020-1"),
        ({"mark": Mark.WITHDRAWN, "replaces": "2023-1", "why": WHY}, "withdrawn already"),
        ({"mark": Mark.REVISED, "replaces": "2024-1", "why": WHY}, "was replaced by 2024-9"),
        ({"mark": Mark.WITHDRAWN, "replaces": "2023-2", "why": WHY}, "no release 2023-2"),  # which is a withdrawal
    ],
)
def test_what_cannot_be_replaced_is_refused(folder: Path, changed: dict[str, object], says: str) -> None:
    with open_archive(folder) as opened:
        archive = withdraw(opened, "2023-1", WHY)
        archive = append(archive, release("2024-9", mark=Mark.FINAL, replaces="2024-1"))

        with pytest.raises(Refused, match=says):
            append(archive, release(**{"number": "2026-1", **changed}))


def test_what_was_never_released_cannot_be_withdrawn(folder: Path) -> None:
    with open_archive(folder) as archive, pytest.raises(Refused, match="it holds 2023-1, 2024-1, 2025-1"):
        withdraw(archive, "2019-1", WHY)
