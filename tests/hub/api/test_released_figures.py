"""What any program reads without a token: the figures of the pages, with status and reasons, and nothing before its day."""

from pathlib import Path

import pytest

from hub.statistics.made_releases import release_that_is, secretariat
from natc.hub.members.models import Person
from natc.hub.statistics.actions import making
from natc.hub.statistics.models import Release, Status
from natc.hub.statistics.tasks import make_waiting

FIGURES = "/api/v1/releases/2025-1/tables/P1"


@pytest.fixture(autouse=True)
def var(network: None, settings, tmp_path: Path) -> None:
    """The Network, and a folder of the hub for one test."""
    settings.VAR = tmp_path


def test_nothing_is_given_before_its_day(browse) -> None:
    release_that_is(Status.SIGNED)

    assert browse().get("/api/v1/releases").json() == {"items": [], "count": 0}
    assert browse().get("/api/v1/releases/2025-1").status_code == 404
    assert browse().get(FIGURES).status_code == 404


def test_a_figure_comes_with_how_it_is_shown_and_why_there_is_none(browse) -> None:
    release_that_is(Status.PUBLIC)

    rows = browse().get(FIGURES).json()["items"]
    found = {one["showing"]: one for one in rows}

    assert found["rounded"]["value"] is not None
    assert found["class"]["value"] is None
    assert (found["class"]["low"], found["class"]["high"]) == (0, 10)
    assert found["hidden"]["low"] is None
    assert {one["reason"] for one in rows if one["showing"] == "none"} == {"NotKnown", "NotCollected"}
    assert found["exact"]["source"] == "https://www.example.org/report, page 3"
    assert {(one["release"], one["standing"]) for one in rows} == {("2025-1", "Provisional")}


def test_the_page_shows_the_address_of_what_one_looks_at(browse) -> None:
    release_that_is(Status.PUBLIC)

    page = browse().get("/figures/2025-1/?table=P1&territory=RS&sex=F&age=18%2B").content.decode()
    address = f"{FIGURES}?territory=RS&sex=F&age=18%2B"

    assert f'href="{address.replace("&", "&amp;")}"' in page
    assert [one["value"] for one in browse().get(address).json()["items"]] == [25]


def test_a_choice_that_does_not_exist_gives_no_figures_instead_of_all(browse) -> None:
    release_that_is(Status.PUBLIC)

    answers = [
        browse().get(f"{FIGURES}?{question}") for question in ("territory=XX", "colour=red", "sex=X", "table=J7", "sex=F&sex=M")
    ]

    assert {answer.status_code for answer in answers} == {404}
    assert answers[0].json()["detail"] == "This table has no figures for: territory=XX."
    assert browse().get("/api/v1/releases/2025-1/tables/P9").status_code == 404


def test_a_list_is_given_a_page_at_a_time_and_never_more_than_a_thousand_rows(browse) -> None:
    release_that_is(Status.PUBLIC)

    everything = browse().get(FIGURES).json()
    second = browse().get(f"{FIGURES}?limit=2&offset=2").json()

    assert second == {"items": everything["items"][2:4], "count": everything["count"]}
    assert browse().get(f"{FIGURES}?limit=1001").status_code == 422


def test_the_structure_says_by_what_a_table_is_split(browse) -> None:
    release_that_is(Status.PUBLIC)

    told = browse().get("/api/v1/releases/2025-1").json()
    table = next(table for table in told["tables"] if table["code"] == "P1")

    assert {dimension["code"] for dimension in table["dimensions"]} == {"sex", "age"}
    assert table["caveat"]["en"] == "Counts follow what bodies register."
    assert table["title"]["sr"]


def test_sdmx_is_given_as_it_is_in_the_files(browse) -> None:
    release_that_is(Status.PUBLIC)
    assert browse().get(f"{FIGURES}/sdmx.csv").status_code == 404
    make_waiting()

    data, structure = browse().get(f"{FIGURES}/sdmx.csv"), browse().get("/api/v1/releases/2025-1/structure.xml")

    assert data.content.startswith(b"STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REF_AREA")
    assert b"DSD_P1" in structure.content
    assert browse().get("/api/v1/releases/2025-1/tables/P9/sdmx.csv").status_code == 404


def test_an_answer_is_kept_and_asked_for_again_until_something_changes(sara: Person, browse) -> None:
    release = release_that_is(Status.PUBLIC)
    first = browse().get(FIGURES)
    again = {"If-None-Match": first["ETag"]}

    assert "no-cache" in first["Cache-Control"]
    assert browse().get(FIGURES, headers=again).status_code == 304
    making.withdraw(release=release, why="A wrong list", language="en", by=sara, desk=secretariat())
    assert {one["standing"] for one in browse().get(FIGURES, headers=again).json()["items"]} == {"Withdrawn"}


def test_while_figures_are_being_corrected_a_program_gets_none(sara: Person, browse) -> None:
    release = release_that_is(Status.PUBLIC)
    making.mark(release=release, why="One state counted twice", language="en", by=sara, desk=secretariat())

    refused = [browse().get(FIGURES), browse().get(f"{FIGURES}/sdmx.csv")]

    assert {answer.status_code for answer in refused} == {409}
    assert "One state counted twice" in refused[0].json()["detail"]
    assert browse().get("/api/v1/releases").json()["items"][0]["correcting"]["en"] == "One state counted twice"
    making.unmark(release=Release.objects.get(), by=sara, desk=secretariat())
    assert browse().get(FIGURES).status_code == 200


def test_names_come_with_the_footnotes_that_the_public_reads(browse) -> None:
    told = {one["code"]: one for one in browse().get("/api/v1/territories").json()}

    assert told["XK"]["footnote"]["en"]
    assert told["RS"]["name"]["sr"] == "Србија"


def test_the_page_about_the_interface_tells_everything_that_can_be_asked(browse) -> None:
    page = browse().get("/api/v1/").content.decode()

    told = browse().get("/api/v1/openapi.json").json()

    assert told["openapi"].startswith("3.1")
    for path in told["paths"]:
        assert path in page
    assert "needs a token" in page


def test_what_does_not_exist_is_said_in_the_words_of_the_interface(browse) -> None:
    answer = browse().get("/api/v1/nothing/like/this")

    assert answer.status_code == 404
    assert answer.json() == {"detail": "There is nothing here."}
