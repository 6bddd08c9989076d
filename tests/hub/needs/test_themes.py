"""What states ask the Network to take up: who asked, when, what brought it, and what each state puts first."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from natc.engine.errors import Refused
from natc.hub.fields import in_one_language
from natc.hub.members.models import Desk, Person
from natc.hub.needs.actions import themes
from natc.hub.needs.models import Theme, ThemeRank
from natc.hub.submissions.actions import calls
from natc.hub.submissions.models import Call, FormVersion
from natc.hub.submissions.outline import fill_forms

TODAY = timezone.now().date()


def filled_in(**changed: object) -> dict[str, object]:
    form = {"uid": uuid4(), "title": "Quince", "text": "Debts as a means of control.", "on": "2026-03-05", "states": ["RS"]}
    return {**form, **changed}


def put(by: Person, title: str = "Quince") -> Theme:
    desk = by.mandates.get().desk
    said = {"title": title, "text": "Debts as a means of control.", "language": "en", "call": None, "meeting": ""}
    return themes.put(uid=uuid4(), **said, states=[desk.organisation.territory], on=TODAY, by=by, desk=desk)


@pytest.fixture
def consultation(sara: Person, secretariat: Desk, serbia: Desk) -> Call:
    """A consultation that Serbia alone was asked to answer."""
    fill_forms()
    days = {"opens_on": TODAY, "due_on": TODAY + timedelta(days=30), "first_day": None, "last_day": None, "kept_years": 5}
    form = FormVersion.objects.get(code="consultation")
    about = {"uid": uuid4(), "title": in_one_language("After 2029", "en"), "note": None, "form": form}
    call = calls.begin(**about, **days, zone="UTC", reviewer=secretariat, desks=[serbia], by=sara, desk=secretariat)
    calls.open_call(call=call, by=sara, desk=secretariat)
    return call


@pytest.mark.mission("A55")
def test_a_theme_that_a_consultation_brought_names_it_with_who_asked_and_when(
    consultation: Call, ana: Person, marko: Person, sara: Person, browse
) -> None:
    form = filled_in(call=consultation.uid, states=["RS", "HR"])
    browse(sara).post("/themes/put/", form)
    browse(sara).post("/themes/put/", form)
    address = f"/themes/{Theme.objects.get().uid}/"
    browse(Person.objects.get(name="Elira")).post(f"{address}ask/")

    hers, his = (" ".join(browse(person).get(address).content.decode().split()) for person in (ana, marko))
    listed = browse(marko).get("/themes/?export=csv").content.decode()

    assert "<dt>Serbia</dt><dd>5 Mar 2026</dd>" in his
    assert f"<dt>Albania</dt><dd>{TODAY.day} {TODAY:%b %Y}</dd>" in his
    assert f'<a href="{consultation.get_absolute_url()}">Consultation: After 2029</a>' in hers
    assert "Consultation: After 2029" in his
    assert consultation.get_absolute_url() not in his
    assert "Croatia, Serbia, Albania" in listed
    assert "Consultation: After 2029" in listed


@pytest.mark.mission("A55")
def test_what_most_states_put_among_their_first_three_stands_first(ana: Person, marko: Person, sara: Person, browse) -> None:
    quince, pear, plum = (put(ana, title) for title in ("Quince", "Pear", "Plum"))
    browse(ana).post("/themes/rank/", {"first": quince.uid, "second": pear.uid})
    browse(marko).post("/themes/rank/", {"first": pear.uid, "third": plum.uid})

    board = browse(sara).get("/themes/").content.decode()
    page = " ".join(browse(sara).get(f"/themes/{pear.uid}/").content.decode().split())

    assert board.index(">Pear<") < board.index(">Quince<") < board.index(">Plum<")
    assert "<dt>First</dt><dd>1: Croatia</dd>" in page
    assert "<dt>Second</dt><dd>1: Serbia</dd>" in page


def test_a_state_ranks_anew_in_place_of_what_it_put_first(ana: Person, serbia: Desk, browse) -> None:
    quince, pear = put(ana), put(ana, "Pear")
    themes.rank(themes=[quince, pear], by=ana, desk=serbia)

    assert f'<option value="{quince.uid}" selected>' in browse(ana).get("/themes/rank/").content.decode()
    browse(ana).post("/themes/rank/", {"first": pear.uid})

    assert [rank.theme for rank in ThemeRank.objects.all()] == [pear]
    with pytest.raises(Refused, match="Each theme has one place"):
        themes.rank(themes=[pear, pear], by=ana, desk=serbia)


def test_a_state_takes_back_that_it_asks(ana: Person, browse) -> None:
    theme = put(ana)

    page = browse(ana).post(f"/themes/{theme.uid}/ask-no-more/", follow=True).content.decode()

    assert "No state asks for it any more." in page
    assert "Our state asks for it too" in page


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"states": ["RS", "HR"]}, "a state asks for itself alone"),
        ({"states": []}, "This field is required."),
        ({"on": date(2099, 1, 1)}, "This day is still to come."),
    ],
)
def test_nobody_says_without_a_source_that_other_states_asked(changed: dict[str, object], said: str, ana: Person, browse) -> None:
    page = browse(ana).post("/themes/put/", filled_in(**changed)).content.decode()

    assert said in page
    assert "Debts as a means of control." in page
    assert not Theme.objects.exists()


def test_a_meeting_brings_a_theme_of_several_states(sara: Person, ana: Person, browse) -> None:
    browse(sara).post("/themes/put/", filled_in(meeting="Skopje, 5 March 2026", states=["AL", "ME"]))

    assert "Meeting: Skopje, 5 March 2026" in browse(ana).get("/themes/").content.decode()


def test_a_retired_theme_stands_last_with_its_reason_and_is_not_asked_for(
    ana: Person, marko: Person, sara: Person, browse
) -> None:
    theme = put(ana)
    put(ana, "Pear")
    browse(marko).post(f"/themes/{theme.uid}/retire/", {"because": "x"})
    assert Theme.objects.get(pk=theme.pk).retired_at is None

    browse(sara).post(f"/themes/{theme.uid}/retire/", {"because": "Taken up in the research of 2027."})

    board = browse(ana).get("/themes/").content.decode()
    assert board.index(">Pear<") < board.index(">Quince<")
    assert "Taken up in the research of 2027." in browse(ana).get(f"/themes/{theme.uid}/").content.decode()
    with pytest.raises(Refused, match="retired"):
        themes.ask_too(theme=Theme.objects.get(pk=theme.pk), by=marko, desk=marko.mandates.get().desk)


def test_only_member_states_ask_and_rank_and_partners_do_not_find_the_list(
    ana: Person, vesna: Person, sara: Person, dragana: Person, browse
) -> None:
    theme = put(ana)

    for person in (vesna, sara):
        with pytest.raises(Refused, match="of a member state speaks"):
            themes.ask_too(theme=theme, by=person, desk=person.mandates.get().desk)
    client = browse(dragana)
    pages = (client.get("/themes/"), client.get("/themes/?export=csv"), client.get("/search/", {"words": "quince"}))
    assert {"Quince" in page.content.decode() for page in pages} == {False}
    assert client.get(f"/themes/{theme.uid}/").status_code == 404


def test_a_name_with_a_star_has_its_footnote(sara: Person, browse) -> None:
    browse(sara).post("/themes/put/", filled_in(meeting="Skopje", states=["XK"]))

    page = browse(sara).get("/themes/").content.decode()

    assert "Kosovo*" in page
    assert "<p>* " in page
