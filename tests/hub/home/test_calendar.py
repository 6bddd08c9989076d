"""What waits, in one's own calendar, by an address that can be taken back."""

from datetime import UTC, date, datetime

import icalendar
import time_machine
from django.test import Client

from natc.hub.home.calendar import calendar_of
from natc.hub.home.models import Calendar
from natc.hub.members.models import NextStep, Person

NIGHT = datetime(2026, 3, 2, 23, 30, tzinfo=UTC)  # already 3 March in Belgrade


def address_of(client: Client) -> str:
    page = client.post("/calendar/").content.decode()
    return page.split('readonly value="http://testserver')[1].split('"')[0]


def events(content: bytes) -> list[icalendar.Event]:
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def test_ana_reads_her_deadlines_in_her_calendar_without_signing_in(ana: Person, browse) -> None:
    step = NextStep.objects.get()
    NextStep.objects.update(due_on=date(2026, 3, 3))

    with time_machine.travel(NIGHT):
        answer = Client().get(address_of(browse(ana)))

    event = events(answer.content)[0]
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["Cache-Control"] == "private, no-store"
    assert event["SUMMARY"] == "Ask the consulate for a contact (invented)"
    assert event["UID"] == f"{step.uid}@natc"
    assert event["URL"] == "http://testserver/watch-list/"


def test_a_deadline_is_that_whole_day_in_every_zone_and_its_stamp_is_in_utc(network: None) -> None:
    step = NextStep.objects.get()
    step.due_on = date(2026, 3, 29)  # summer time begins in Belgrade: this day has 23 hours

    text = calendar_of([step], language="en", now=NIGHT, site="https://natc.example")

    assert b"DTSTART;VALUE=DATE:20260329\r\n" in text
    assert b"DTEND;VALUE=DATE:20260330\r\n" in text
    assert b"DTSTAMP:20260302T233000Z\r\n" in text
    assert b"TZID" not in text


def test_the_calendar_has_titles_in_the_persons_language_and_nobodys_name(ana: Person, browse) -> None:
    Person.objects.filter(pk=ana.pk).update(language="sr-Latn")

    text = Client().get(address_of(browse(ana))).content.decode()

    assert "Tražiti kontakt od konzulata" in text
    for name in Person.objects.values_list("name", flat=True):
        assert name not in text


def test_it_holds_only_what_waits_for_that_person(ana: Person, marko: Person, browse) -> None:
    assert len(events(Client().get(address_of(browse(ana))).content)) == 1
    assert events(Client().get(address_of(browse(marko))).content) == []


def test_a_new_address_ends_the_one_before_and_it_can_be_taken_back(ana: Person, browse) -> None:
    client = browse(ana)
    first, second = address_of(client), address_of(client)
    assert [Client().get(address).status_code for address in (first, second)] == [404, 200]

    client.post("/calendar/revoke/")

    assert Client().get(second).status_code == 404


def test_the_address_is_shown_once_and_not_kept(ana: Person, browse) -> None:
    client = browse(ana)
    secret = address_of(client).removeprefix("/calendar/").removesuffix(".ics")

    assert secret not in client.get("/calendar/").content.decode()
    assert secret not in str(Calendar.objects.values())


def test_it_opens_nothing_once_the_mandate_has_ended(ana: Person, browse) -> None:
    address = address_of(browse(ana))
    ana.mandates.update(last_day=date(2025, 12, 31))

    assert Client().get(address).status_code == 404


def test_what_is_held_about_ana_says_that_she_has_a_calendar_and_not_its_address(ana: Person, browse) -> None:
    client = browse(ana)
    secret = address_of(client).removeprefix("/calendar/").removesuffix(".ics")

    export = client.get("/account/export/").content.decode()

    assert '"what": "calendar"' in export
    assert secret not in export
    assert Calendar.objects.get().digest not in export


def test_a_title_with_line_breaks_adds_no_line_of_its_own(ana: Person) -> None:
    step = NextStep.objects.get()
    step.text = {"original": "en", "en": "Call\r\nATTENDEE:mailto:x@example.org\nEND:VEVENT"}

    text = calendar_of([step], language="en", now=NIGHT, site="https://natc.example")

    assert len(events(text)) == 1
    assert "ATTENDEE" not in events(text)[0]
