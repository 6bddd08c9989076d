"""Decisions survive next month's lists, and contradict nothing silently."""

from pathlib import Path

import pytest
from made_lists import CENTRE, POLICE, body_list

from natc.engine.errors import Refused, Unusable
from natc.engine.linkage.decisions import Decisions, answers_about, keep, load_decisions, row_keys, save_decisions
from natc.engine.linkage.lists import gather


def test_a_decision_is_found_again_when_rows_moved_and_others_came(tmp_path: Path) -> None:
    march = gather([body_list("police.csv", POLICE), body_list("centre.csv", CENTRE)])
    decisions = Decisions()
    keep(decisions, row_keys(march, decisions.salt), (0, 3), same=True)
    save_decisions(decisions, tmp_path / "kept.yaml")
    moved = "\n".join(reversed(POLICE.strip().splitlines()))
    newcomer = "C0 | SocialService | Centar | Feminine | AL | 2024-10-01 | Besa | Aliu | 1990-01-01 | | "

    april = gather([body_list("police-april.csv", moved), body_list("centre.csv", newcomer + CENTRE)])
    answers = answers_about(april, load_decisions(tmp_path / "kept.yaml"))

    [((left, right), same)] = answers.items()
    assert same
    for column in ("id_GivenName", "id_FamilyName", "body"):
        assert [march[column][0], march[column][3]] == [april[column][left], april[column][right]]


def test_two_rows_with_the_same_identifiers_have_keys_of_their_own() -> None:
    twice = gather([body_list("police.csv", POLICE + POLICE)])

    keys = row_keys(twice, "salt")

    assert len(set(keys)) == 6


def test_the_kept_file_holds_no_name_and_says_never_to_send_it(tmp_path: Path) -> None:
    rows, decisions = gather([body_list("police.csv", POLICE)]), Decisions()
    keep(decisions, row_keys(rows, decisions.salt), (0, 1), same=False)

    save_decisions(decisions, tmp_path / "kept.yaml")

    text = (tmp_path / "kept.yaml").read_text(encoding="utf-8")
    assert text.startswith("# LOCAL ONLY")
    assert "Петровић" not in text


def test_saving_what_was_loaded_changes_nothing(tmp_path: Path) -> None:
    save_decisions(Decisions("a", {("k1", "k2"): True, ("k0", "k9"): False}), tmp_path / "one.yaml")

    save_decisions(load_decisions(tmp_path / "one.yaml"), tmp_path / "two.yaml")

    assert (tmp_path / "one.yaml").read_bytes() == (tmp_path / "two.yaml").read_bytes()


def test_an_answer_can_be_taken_back() -> None:
    rows, decisions = gather([body_list("police.csv", POLICE)]), Decisions()
    keys = row_keys(rows, decisions.salt)
    keep(decisions, keys, (0, 1), same=True)

    keep(decisions, keys, (0, 1), same=None)

    assert decisions.answers == {}


@pytest.mark.parametrize("text", ["", "just words", "salt: x\n", "a: [", "salt: x\ndecided: [{pair: 3, same: true}]"])
def test_another_file_is_not_taken_for_decisions(tmp_path: Path, text: str) -> None:
    (tmp_path / "other.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(Unusable, match="not a file of decisions"):
        load_decisions(tmp_path / "other.yaml")


def test_one_pair_decided_both_ways_is_refused(tmp_path: Path) -> None:
    (tmp_path / "kept.yaml").write_text(
        "salt: x\ndecided:\n- {pair: [a, b], same: true}\n- {pair: [b, a], same: false}\n", encoding="utf-8"
    )

    with pytest.raises(Refused, match="both same and different"):
        load_decisions(tmp_path / "kept.yaml")
