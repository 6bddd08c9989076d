"""What a visitor reads over the years: the role of a state, in safe bands, with pictures that stay at their address."""

import pytest

from hub.statistics.made_over_time import FEW, HIDDEN, UNKNOWN, two_years
from hub.statistics.made_releases import secretariat
from natc.hub.statistics import bands
from natc.hub.statistics.actions import making
from natc.hub.statistics.models import Release
from natc.hub.statistics.roles import roles_of
from natc.hub.statistics.tasks import make_waiting

AT_HOME = {"Own|Own": 40, "Own|Network": FEW, "Own|Other": 50, "Network|Own": HIDDEN, "Other|Own": 20}
ELSEWHERE = {"Network|Network": FEW, "Network|Other": FEW, "Other|Network": UNKNOWN, "Other|Other": FEW}


@pytest.fixture
def two_releases(network: None) -> list[Release]:
    """Serbia's corridors in 2023 and 2024; those of 2024 have more of everything that is a number."""
    first = {("corridors", "RS", cell): said for cell, said in (AT_HOME | ELSEWHERE).items()}
    return two_years(first, {key: said + 20 if isinstance(said, int) else said for key, said in first.items()})


@pytest.mark.mission("B22")
def test_a_state_s_role_is_shown_over_time_in_bands_and_hidden_is_not_none(two_releases: list[Release], browse) -> None:
    make_waiting()

    page = browse().get("/figures/states/RS/").content.decode()
    roles = page[page.index('id="roles"') : page.index('id="corridors"')]

    assert "<strong>40</strong>" in roles  # internal, 2023
    assert "48–62" in roles  # origin, 2023: 50 as rounded, and few more
    assert "68–82" in roles
    assert roles.count("none-Hidden") == 2  # destination
    assert roles.count("none-NotCollected") == 2  # transit
    assert "Nobody counts transit" in roles
    assert 'src="/figures/over-time/' in roles


def test_a_picture_over_time_stays_at_its_address_until_another_release_stands(two_releases: list[Release], browse, sara) -> None:
    make_waiting()
    page = browse().get("/figures/states/RS/").content.decode()
    address = page.partition('src="/figures/over-time/')[2].partition('"')[0]
    picture = browse().get(f"/figures/over-time/{address}")

    making.mark(release=two_releases[0], why="One list was wrong", language="en", by=sara, desk=secretariat())
    marked = browse().get(f"/figures/over-time/{address}")

    assert picture["Content-Type"] == "image/svg+xml"
    assert "immutable" in picture["Cache-Control"]
    assert marked.status_code == 404
    assert 'src="/figures/over-time/' not in browse().get("/figures/states/RS/").content.decode()


def test_where_a_year_is_shown_too_coarsely_to_tell_roles_apart_they_are_hidden(network: None) -> None:
    fine = {("corridors", "RS", "Own|Own"): 40, ("corridors", "RS", "Own|Other"): 50}
    releases = two_years(fine, {("corridors", "RS", "Own"): 90})

    over = roles_of(releases, "RS")

    assert over is not None
    assert over.periods == ["2023", "2024"]
    assert {series.figures[1] for series in over.series} == {bands.HIDDEN}


@pytest.mark.mission("A78")
def test_a_corridor_and_the_way_back_are_shown_over_time_with_the_states_at_its_ends(network: None, browse) -> None:
    first = {("corridors-region", "REGION", cell): said for cell, said in {"AL|RS": 40, "RS|AL": FEW, "AL|Other": HIDDEN}.items()}
    two_years(first, first | {("corridors-region", "REGION", "AL|RS"): 60})
    make_waiting()
    visitor = browse()

    all_of_them = visitor.get("/figures/corridors/").content.decode()
    page = visitor.get("/figures/corridors/AL/RS/").content.decode()
    outside = visitor.get("/figures/corridors/AL/Other/").content.decode()

    assert 'href="/figures/corridors/AL/RS/"' in all_of_them
    assert "corridors-region-REGION.svg" in all_of_them
    assert page.index("<strong>40</strong>") < page.index("<strong>60</strong>") < page.index("0–10")
    assert 'href="/members/AL/"' in page
    assert "any other country, or unknown" in outside
    assert outside.count("none-Hidden") == 4  # of both years, and of the way back, which neither year shows
    assert visitor.get("/figures/corridors/AL/XX/").status_code == 404


def test_from_report_to_judgment_are_flows_of_separate_years(network: None, browse) -> None:
    stages = {("sex", "RS", "Total"): 55, ("suspects", "RS", "Total"): 30, ("convicted", "RS", "Total"): 15}
    two_years(stages, {("suspects", "RS", "Total"): 25, ("sentences", "RS", "Prison"): FEW})
    make_waiting()

    page = browse().get("/figures/states/RS/").content.decode()
    told = page[page.index('id="stages"') : page.index('id="suspects"')]

    assert told.index("Persons registered as victims") < told.index("Suspects") < told.index("Persons finally convicted")
    assert "<strong>30</strong>" in told
    assert "<strong>25</strong>" in told
    assert "one stage must not be divided by another" in told
    assert "stages-RS.svg" in told


@pytest.mark.mission("B20")
def test_forms_and_sectors_of_labour_exploitation_are_followed_over_the_years(network: None, browse) -> None:
    first = {("forms", "REGION", "Labour"): 120, ("sectors", "REGION", "Farming"): 60, ("sectors", "REGION", "Care"): FEW}
    two_years(first, first | {("forms", "REGION", "Labour"): 160})
    make_waiting()

    page = browse().get("/figures/states/REGION/").content.decode()

    assert "forms-REGION.svg" in page
    assert "sectors-REGION.svg" in page
    assert page.index("<strong>120</strong>") < page.index("<strong>160</strong>")
    assert "Agriculture, forestry, fishing" in page
    assert "0–10" in page


@pytest.mark.mission("B85")
def test_three_dials_on_the_first_page_each_say_what_they_do_not_say(network: None, browse) -> None:
    first = {("sex", "REGION", "Total"): 840, ("convicted", "REGION", "Total"): 120}
    services = {("services", "REGION", f"{kind}|Received"): 60 for kind in ("Housing", "Health")}
    two_years(first, first | {("sex", "REGION", "Total"): 900, ("services", "REGION", "Law|Unavailable"): 40} | services)

    page = browse().get("/").content.decode()
    dials = page[page.index('class="dials"') :]

    assert dials.index("<strong>900</strong>") < dials.index("<strong>840</strong>") < dials.index("116–124")
    assert dials.index("116–124") < dials.index("<strong>120</strong>")
    assert "those whom nobody found are in no figure" in dials
    assert "does not say that it helped" in dials
    assert "few may mean slow courts" in dials
    assert 'href="/figures/states/REGION/#convicted"' in dials
