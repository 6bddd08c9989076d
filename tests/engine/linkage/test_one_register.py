"""From three lists to one register: what is joined, by whom, and what the account says."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_lists import CENTRE, NGO, POLICE, body_list, of_frame, three_lists

from natc.engine.errors import Refused, Unusable
from natc.engine.linkage.decisions import Pair, in_order
from natc.engine.linkage.link import By, Linkage, Linked, find_pairs, link, open_pairs
from natc.engine.linkage.lists import LINE, LIST, ROW, BodyList, gather
from natc.engine.linkage.words import reasons
from natc.engine.standard.form import load_form

NAMES = frozenset({By.NAMES})
CODE = frozenset({By.CODE})


def linkage_of(lists: list[BodyList], by: frozenset[By] = NAMES) -> Linkage:
    return find_pairs(gather(lists), by)


def pair_of(linkage: Linkage, one: tuple[str, int], other: tuple[str, int]) -> Pair:
    """The row numbers of two rows given by file and line."""
    found = {(file, line): row for row, file, line in linkage.rows.select(ROW, LIST, LINE).rows()}
    return in_order(found[one], found[other])


def linked(lists: list[BodyList], by: frozenset[By] = NAMES, *, answer: bool | None = None) -> Linked:
    """The linkage where every open pair gets the same answer."""
    linkage = linkage_of(lists, by)
    answers = {} if answer is None else dict.fromkeys(open_pairs(linkage, {}), answer)
    return link(linkage, answers, load_form("protection"))


def test_three_pairs_are_offered_the_likeliest_first() -> None:
    linkage = linkage_of(three_lists())

    assert linkage.shown.select("left", "right").rows() == [
        pair_of(linkage, ("police.csv", 2), ("ngo.csv", 2)),
        pair_of(linkage, ("police.csv", 3), ("centre.csv", 2)),
        pair_of(linkage, ("police.csv", 4), ("centre.csv", 3)),
    ]


def test_a_pair_is_explained_in_words() -> None:
    linkage = linkage_of(three_lists())
    likeliest = linkage.shown.row(0, named=True)

    assert reasons(linkage.rows, likeliest, "en") == [
        "given and family name stand in exchanged places",
        "same birth date 17 May 2001",
        "family names Marija and Марија are the same in one script",
        "given names Petrovic and Петровић are the same in one script",
        "both are citizens of Serbia",
        "places Novi Sad and Нови Сад are the same in one script",
        "same sex",
    ]
    assert reasons(linkage.rows, likeliest, "sr")[1] == "исти датум рођења 17. мај 2001."
    assert reasons(linkage.rows, likeliest, "sr-Latn")[1] == "isti datum rođenja 17. maj 2001."


def test_nothing_is_joined_before_a_human_decides() -> None:
    manifest = linked(three_lists()).manifest

    assert (manifest["rows"], manifest["persons"]) == (9, 9)
    assert manifest["pairs"]["undecided"] == 3
    assert manifest["persons_at_least"] == 5


def test_what_was_decided_becomes_one_row_a_person() -> None:
    result = linked(three_lists(), answer=True)

    told = result.merged.register.select("vic_FirstRegistrationDate", "prs_Gender", "prs_Citizenship", "org_RegisteredBy").rows()
    assert told == [
        ("2024-02-20", "Feminine", "RS", "LawEnforcement;NGO"),
        ("2024-04-01", "Masculine", "BA;RS", "LawEnforcement;SocialService"),
        ("2024-05-20", "Feminine", "MD", "LawEnforcement;SocialService"),
        ("2024-06-11", "Feminine", "RO", "NGO"),
        ("2024-06-11", "NonSpecifiedUnknown", None, "NGO"),
        ("2024-09-09", "Feminine", "AL", "SocialService"),
    ]
    assert result.merged.register["cas_PersonCode"].to_list() == ["P0001", "P0002", "P0003", "P0004", "P0005", "P0006"]


def test_the_manifest_says_how_and_who_registered_whom() -> None:
    manifest = linked(three_lists(), answer=True).manifest

    assert manifest["persons_registered_by_more_than_one_body"] == 3
    assert manifest["persons_by_registering_bodies"] == {
        "LawEnforcement + NGO": 1,
        "LawEnforcement + SocialService": 2,
        "NGO": 2,
        "SocialService": 1,
    }
    assert manifest["rows_linked"] == {"by_code": 0, "by_hand": 6, "to_none": 2, "impossible": 1}
    assert manifest["contradicting_values"] == {"prs_Gender": 1}


def test_a_contradiction_between_bodies_is_listed_with_who_said_what() -> None:
    conflicts = linked(three_lists(), answer=True).merged.conflicts

    assert conflicts.rows() == [("P0003", "prs_Gender", "Feminine (Policija) | Masculine (Centar)")]


def test_the_same_local_code_joins_only_when_somebody_says_that_codes_are_shared() -> None:
    lists = [body_list("police.csv", POLICE.replace("A3", "C2")), body_list("centre.csv", CENTRE)]

    by_code, by_names = linked(lists, CODE).manifest, linked(lists).manifest

    assert (by_code["rows"], by_code["persons"], by_names["persons"]) == (6, 5, 6)
    assert by_code["rows_linked"] == {"by_code": 2, "by_hand": 0, "to_none": 4, "impossible": 0}


def test_rows_without_code_are_still_offered_by_name_when_both_ways_are_asked_for() -> None:
    lists = [body_list("police.csv", POLICE.replace("A3", "")), body_list("centre.csv", CENTRE)]

    linkage = linkage_of(lists, frozenset({By.CODE, By.NAMES}))

    assert linkage.shown.select("left", "right").rows() == [pair_of(linkage, ("police.csv", 4), ("centre.csv", 3))]


def test_a_list_without_names_passes_through_and_the_account_says_so() -> None:
    nameless = of_frame("border.csv", body_list("x", POLICE).frame.select("org_Type", "prs_Gender", "prs_Citizenship"))

    manifest = linked([nameless, body_list("ngo.csv", NGO)]).manifest

    assert manifest["persons"] == 6
    assert manifest["rows_linked"]["impossible"] == 4
    assert manifest["persons_at_least"] == 3


def test_two_rows_of_one_body_may_be_one_person_and_say_so() -> None:
    twice = POLICE + "A9 | LawEnforcement | Policija | Feminine | RS | 2024-07-05 | Marija | Petrović | 2001-05-17 | | "

    linkage = linkage_of([body_list("police.csv", twice)])

    told = reasons(linkage.rows, linkage.shown.row(0, named=True), "en")
    assert told[0] == "both rows are from one body (Policija): perhaps a duplicate in its own list"


def test_answers_that_contradict_each_other_are_refused_naming_the_rows() -> None:
    linkage = linkage_of(three_lists())
    police, ngo, centre = ("police.csv", 2), ("ngo.csv", 2), ("centre.csv", 4)
    answers = {pair_of(linkage, police, ngo): True, pair_of(linkage, ngo, centre): True, pair_of(linkage, police, centre): False}

    with pytest.raises(Refused) as refusal:
        link(linkage, answers, load_form("protection"))

    assert "police.csv line 2" in str(refusal.value)
    assert "through ngo.csv line 2" in str(refusal.value)


def test_what_follows_from_answers_is_not_asked() -> None:
    thrice = [body_list(f"{name}.csv", POLICE.replace("Policija", name)) for name in ("a", "b", "c")]
    linkage = linkage_of(thrice)
    one, other, third = (("a.csv", 2), ("b.csv", 2), ("c.csv", 2))

    joined = open_pairs(linkage, {pair_of(linkage, one, other): True, pair_of(linkage, other, third): True})
    apart = open_pairs(linkage, {pair_of(linkage, one, other): True, pair_of(linkage, other, third): False})

    assert pair_of(linkage, one, third) not in joined
    assert pair_of(linkage, one, third) not in apart


def test_the_same_list_twice_is_refused() -> None:
    police = body_list("police.csv", POLICE)

    with pytest.raises(Refused, match="give each list once"):
        gather([police, police])


def test_a_sheet_that_was_not_mapped_is_unusable() -> None:
    raw = of_frame("list.csv", body_list("x", POLICE).frame.select(Ime="id_GivenName"))

    with pytest.raises(Unusable, match=r"natc map list\.csv --to protection"):
        gather([raw])


@settings(deadline=None, max_examples=25)
@given(files=st.permutations(range(3)), rows=st.permutations(range(3)), answer=st.booleans())
def test_the_order_of_files_and_rows_changes_nothing(files: list[int], rows: list[int], *, answer: bool) -> None:
    lists = three_lists()
    shuffled = [of_frame(lists[file].name, lists[file].frame.drop(LINE)[rows]) for file in files]

    here, there = linked(lists, answer=answer), linked(shuffled, answer=answer)

    assert here.merged.register.equals(there.merged.register)
    assert here.manifest == there.manifest
    assert here.merged.links.drop(LINE).equals(there.merged.links.drop(LINE))


NAMES_MADE = st.sampled_from(["Марија", "Marija", "Marya", "Elena", "Јелена", "Arta", ""])
FAMILIES_MADE = st.sampled_from(["Петровић", "Petrovic", "Petrov", "Hoxha", ""])
DATES_MADE = st.sampled_from(["2001-05-17", "2001-01-01", "2001", "1999-12-31", ""])


@settings(deadline=None, max_examples=40)
@given(st.lists(st.tuples(NAMES_MADE, FAMILIES_MADE, DATES_MADE), min_size=1, max_size=12), st.data())
def test_no_row_and_no_person_is_lost(people: list[tuple[str, str, str]], data: st.DataObject) -> None:
    lines = [f"X | NGO | N{number % 3} | Feminine | RS | 2024 | {' | '.join(one)} | | " for number, one in enumerate(people)]
    linkage = linkage_of([body_list("all.csv", "\n".join(lines))])
    same = [pair for pair in open_pairs(linkage, {}) if data.draw(st.booleans())]

    result = link(linkage, dict.fromkeys(same, True), load_form("protection"))

    assert result.merged.links.height == len(people)
    assert set(result.merged.links["cas_PersonCode"]) == set(result.merged.register["cas_PersonCode"])
    assert result.manifest["persons_at_least"] <= result.merged.register.height <= len(people)
    assert sum(result.manifest["persons_by_registering_bodies"].values()) == result.merged.register.height
