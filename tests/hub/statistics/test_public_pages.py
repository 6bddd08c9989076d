"""What a visitor reads: a number with source and caveat, hidden drawn otherwise than none, marks at once, files that stay."""

import pytest

from hub.statistics.made_releases import release_that_is, secretariat
from natc.hub.statistics.actions import making
from natc.hub.statistics.models import Release, Status
from natc.hub.statistics.tasks import make_waiting

NUMBER = "2025-1"


def test_nothing_is_public_before_its_day(browse) -> None:
    for status in (Status.TESTED, Status.ASKED, Status.APPROVED, Status.SIGNED):
        release = release_that_is(status)

        assert browse().get(f"/figures/{NUMBER}/").status_code == 404
        assert "No figures are public yet" in browse().get("/figures/").content.decode()
        Release.objects.filter(pk=release.pk).update(status=Status.DISCARDED)


@pytest.fixture(autouse=True)
def members(network: None) -> None:
    """The Network."""


def test_a_visitor_finds_a_number_its_source_and_its_caveat_in_three_clicks(browse) -> None:
    release_that_is(Status.PUBLIC)
    visitor = browse()

    assert 'href="/figures/"' in visitor.get("/").content.decode()
    assert f'href="/figures/{NUMBER}/"' in visitor.get("/figures/").content.decode()
    page = visitor.get(f"/figures/{NUMBER}/?table=P1&territory=RS").content.decode()

    assert "<strong>25</strong>" in page
    assert "Counts follow what bodies register." in page
    assert "Submissions of the states to the Network, release 2025-1" in page
    assert "https://www.example.org/report, page 3" in page


def test_hidden_few_and_none_look_different_and_zero_is_a_number(browse) -> None:
    release_that_is(Status.PUBLIC)

    page = browse().get(f"/figures/{NUMBER}/?table=P1&territory=").content.decode()
    justice = browse().get(f"/figures/{NUMBER}/?table=J7&territory=RS").content.decode()

    assert "none-Hidden" in page
    assert "none-NotKnown" in page
    assert "none-NotCollected" in page
    assert "0–10" in page
    assert "Why is this hidden?" in page
    assert "<strong>0</strong>" in justice


def test_what_is_chosen_stands_in_the_address(browse) -> None:
    release_that_is(Status.PUBLIC)

    page = browse().get(f"/figures/{NUMBER}/?table=P1&territory=RS&sex=F&age=18%2B").content.decode()

    assert "<strong>25</strong>" in page
    assert "<strong>41</strong>" not in page
    assert "?table=P1&amp;territory=RS&amp;sex=F&amp;age=18%2B&amp;view=chart" in page


def test_a_chart_and_files_are_given_at_addresses_that_never_change(browse) -> None:
    release_that_is(Status.PUBLIC)
    make_waiting()
    visitor = browse()

    page = visitor.get(f"/figures/{NUMBER}/?table=P1&territory=RS&view=chart").content.decode()
    chart = visitor.get(f"/figures/{NUMBER}/provisional/en/P1-RS.svg")
    table = visitor.get(f"/figures/{NUMBER}/provisional/en/table-P1.csv")

    assert f"/figures/{NUMBER}/provisional/en/P1-RS.svg" in page
    assert chart["Content-Type"] == "image/svg+xml"
    assert "immutable" in chart["Cache-Control"]
    assert table["Content-Disposition"].startswith("attachment")
    assert "release.xlsx" in visitor.get(f"/figures/{NUMBER}/?table=P1").content.decode()
    for name in ("../../../archive/log", "log", "names.txt"):
        assert visitor.get(f"/figures/{NUMBER}/provisional/en/{name}").status_code == 404


def test_the_same_choice_is_looked_at_as_table_chart_and_map(browse) -> None:
    release_that_is(Status.PUBLIC)
    make_waiting()
    visitor = browse()

    page = visitor.get(f"/figures/{NUMBER}/?table=P1&territory=&view=map").content.decode()
    drawn = visitor.get(f"/figures/{NUMBER}/provisional/en/P1-map.svg").content.decode()

    assert f'src="/figures/{NUMBER}/provisional/en/P1-map.svg"' in page
    assert "?table=P1&amp;territory=&amp;view=chart" in page
    assert 'href="/figures/states/REGION/#P1"' in page
    assert "Shades show numbers of persons, not rates" in page
    assert ">Serbia<" in drawn


def test_a_mark_is_seen_at_once_and_holds_the_files_back(sara, browse) -> None:
    release = release_that_is(Status.PUBLIC)
    make_waiting()
    visitor = browse()
    seen = visitor.get(f"/figures/{NUMBER}/")["ETag"]
    assert visitor.get(f"/figures/{NUMBER}/", headers={"If-None-Match": seen}).status_code == 304

    making.mark(release=release, why="One state counted twice", language="en", by=sara, desk=secretariat())
    page = visitor.get(f"/figures/{NUMBER}/", headers={"If-None-Match": seen})

    assert page.status_code == 200
    assert "One state counted twice" in page.content.decode()
    assert visitor.get(f"/figures/{NUMBER}/provisional/en/release.xlsx").status_code == 404

    making.unmark(release=Release.objects.get(pk=release.pk), by=sara, desk=secretariat())
    assert visitor.get(f"/figures/{NUMBER}/provisional/en/release.xlsx").status_code == 200


def test_a_withdrawn_release_says_so_on_every_page_and_file(sara, browse) -> None:
    release = release_that_is(Status.PUBLIC)
    making.withdraw(release=release, why="A wrong list", language="en", by=sara, desk=secretariat())
    visitor = browse()

    assert "do not use" in visitor.get(f"/figures/{NUMBER}/").content.decode()
    assert "do not use" in visitor.get("/figures/").content.decode()
    assert visitor.get(f"/figures/{NUMBER}/provisional/en/release.xlsx").status_code == 404
    make_waiting()
    assert b"Withdrawn" in visitor.get(f"/figures/{NUMBER}/withdrawn/en/figures.csv").content


def test_a_state_s_page_shows_its_figures_by_year(browse) -> None:
    release_that_is(Status.PUBLIC)

    page = browse().get("/figures/states/RS/").content.decode()

    assert "Serbia over the years" in page
    assert "<strong>25</strong>" in page
    assert "Counts follow what bodies register." in page


def test_the_method_is_told_from_the_standard(browse) -> None:
    page = browse().get("/figures/method/").content.decode()

    assert 'id="P1"' in page
    assert 'id="J1"' in page
    assert "How it is counted" in page


def test_the_method_says_whom_a_table_serves_where_others_count_otherwise_and_which_words_offices_use(db, browse) -> None:
    visitor = browse()

    method = visitor.get("/figures/method/").content.decode()
    beside = visitor.get("/figures/method/crosswalk/").content.decode()

    assert 'href="/figures/method/crosswalk/#eurostat"' in method
    assert 'id="eurostat"' in beside
    assert 'id="glotip"' in beside
    assert "How they count" in beside
    assert "ForcedCriminality" in beside
    assert "prosjačenje" in beside or "prosjačenja" in beside
    assert "to be checked" in beside


def test_pages_are_there_in_every_language(browse) -> None:
    release_that_is(Status.PUBLIC)

    page = browse().get(f"/figures/{NUMBER}/?table=P1&territory=RS", headers={"Accept-Language": "sr"}).content.decode()

    assert "Евидентирана лица" in page
