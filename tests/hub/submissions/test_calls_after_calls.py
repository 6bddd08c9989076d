"""A past call as the beginning of a new one, and a call that is changed before it is sent."""

from datetime import date

import pytest
from django.utils import timezone

from natc.engine.errors import Refused
from natc.hub.members.models import Desk, Mandate, Person
from natc.hub.members.permissions import Role
from natc.hub.submissions.actions import calls, drafts
from natc.hub.submissions.cloning import copy_of, moved
from natc.hub.submissions.models import Call


@pytest.fixture
def past(send) -> Call:
    """A call of last year: open from 1 March to 15 April, about the year before."""
    call = send("consultation")
    Call.objects.filter(pk=call.pk).update(
        opens_on=date(2025, 3, 1), due_on=date(2025, 4, 15), first_day=date(2024, 1, 1), last_day=date(2024, 12, 31)
    )
    return Call.objects.get(pk=call.pk)


def fields_of(form) -> dict[str, object]:
    """What the fields of a form hold, as a browser would send them back."""
    return {field.html_name: field.value() for field in form if field.value() is not None}


@pytest.mark.parametrize(
    ("opens", "due", "first", "last"),
    [
        (date(2026, 3, 1), date(2026, 4, 15), date(2025, 1, 1), date(2025, 12, 31)),
        (date(2025, 9, 1), date(2025, 10, 16), date(2024, 7, 1), date(2025, 6, 30)),
        (date(2028, 3, 1), date(2028, 4, 15), date(2027, 1, 1), date(2027, 12, 31)),
    ],
)
def test_its_days_move_with_the_day_on_which_it_opens(past: Call, opens: date, due: date, first: date, last: date) -> None:
    copy = copy_of(past, opens)

    assert (copy["due_on"], copy["first_day"], copy["last_day"]) == (due, first, last)


def test_the_last_day_of_a_month_stays_one_where_the_month_is_shorter() -> None:
    assert moved(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert moved(date(2024, 2, 29), 12) == date(2025, 2, 28)
    assert moved(date(2025, 3, 31), -1) == date(2025, 2, 28)


@pytest.mark.mission("B14")
def test_sara_begins_next_years_call_from_last_years_and_corrects_it(past: Call, sara: Person, browse) -> None:
    client = browse(sara)

    page = client.get(f"/calls/{past.uid}/clone/", {"opens": "2026-03-01"})
    before = Call.objects.count()
    given = {name: value for name, value in fields_of(page.context["form"]).items() if name not in ("desks", "form", "reviewer")}
    chosen = {"desks": [desk.uid for desk in past.desks.all()], "form": past.form.uid, "reviewer": past.reviewer.uid}
    client.post("/calls/begin/", {**given, **chosen, "title": "Next year's"})

    new = Call.objects.get(title__en="Next year's")
    assert before == 1
    assert (new.opens_on, new.due_on, new.last_day) == (date(2026, 3, 1), date(2026, 4, 15), date(2025, 12, 31))
    assert set(new.desks.all()) == set(past.desks.all())
    assert (new.status, new.zone) == ("draft", "Europe/Belgrade")
    assert 'value="2026-04-15"' in page.content.decode()


def test_who_left_is_not_asked_again_and_the_newest_form_is_taken(past: Call, sara: Person, browse) -> None:
    albania = past.desks.get(organisation__territory__code="AL")
    Mandate.objects.filter(desk=albania).update(last_day=date(2025, 12, 31))
    draft = drafts.begin_next(version=past.form, by=sara, desk=past.desk)
    newest = drafts.finish(draft=draft, by=sara, desk=past.desk)

    page = browse(sara).get(f"/calls/{past.uid}/clone/")
    copy = copy_of(past, date(2026, 3, 1))

    assert albania not in copy["desks"]
    assert copy["form"] == newest
    assert "Not asked any more" in page.content.decode()
    assert "Albania" in page.content.decode()


def test_a_call_is_changed_until_it_is_sent_by_the_chair_too(draft, sara: Person, marko: Person, browse) -> None:
    call = draft("consultation")
    croatia = marko.mandates.get().desk
    Mandate.objects.create(person=marko, desk=croatia, role=Role.CHAIR, first_day=timezone.now().date())
    serbia = Desk.objects.get(organisation__territory__code="RS")
    client = browse(marko)

    form = client.get(f"/calls/{call.uid}/change/").context["form"]
    given = {name: value for name, value in fields_of(form).items() if name not in ("desks", "form", "reviewer")}
    chosen = {"desks": [serbia.uid], "form": call.form.uid, "reviewer": call.reviewer.uid}
    client.post(f"/calls/{call.uid}/change/", {**given, **chosen, "zone": "Europe/Zagreb"})

    call.refresh_from_db()
    assert call.zone == "Europe/Zagreb"
    assert list(call.desks.all()) == [serbia]
    calls.open_call(call=call, by=sara, desk=call.desk)
    with pytest.raises(Refused, match="opened already"):
        calls.change(call=call, desks=[serbia], by=sara, desk=call.desk)
