"""Lists: filtered in either alphabet, sorted, taken away without a formula in them."""

import pytest

from natc.hub.members.models import Audience, Person, Territory


@pytest.mark.parametrize("wanted", ["serb", "SERBIA", "  serbia "])
def test_a_list_is_filtered_by_any_of_its_words(ana: Person, browse, wanted: str) -> None:
    page = browse(ana).get("/members/", {"q": wanted}).content.decode()

    assert "/members/RS/" in page
    assert "/members/HR/" not in page


def test_a_reader_of_latin_finds_what_is_written_in_cyrillic(ana: Person, browse) -> None:
    client = browse(ana)
    client.post("/language/setlang/", {"language": "sr"})

    assert "/members/RS/" in client.get("/members/", {"q": "srbija"}).content.decode()


def test_a_list_is_sorted_by_its_column_and_says_so_to_a_screen_reader(ana: Person, browse) -> None:
    page = browse(ana).get("/members/", {"sort": "-tier"}).content.decode()

    assert 'aria-sort="descending"' in page


def test_what_is_taken_away_has_the_same_rows_and_no_formula(ana: Person, browse) -> None:
    Territory.objects.get(code="AL").names.filter(audience=Audience.MEMBERS).update(
        name={"original": "en", "en": "=cmd|'/c calc'!A1"}
    )

    answer = browse(ana).get("/members/", {"export": "csv", "q": "calc"})

    assert answer["Content-Disposition"] == 'attachment; filename="members.csv"'
    rows = answer.content.decode("utf-8-sig").splitlines()
    assert rows[0] == "Member,Belongs as,European Union"
    assert rows[1].startswith("'=cmd|")
    assert len(rows) == 2
