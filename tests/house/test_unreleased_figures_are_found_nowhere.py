"""Numbers planted in submissions are looked for in everything that leaves the house, before and after figures are released."""

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from uuid import uuid4
from zipfile import ZipFile

import pytest
import time_machine
from django.core import mail
from django.db import connection
from django.urls import get_resolver, reverse
from django.utils import timezone

from house.test_answers_are_found_nowhere_else import patterns
from hub.conftest import Browse
from hub.statistics.made_releases import accepted_call, chair, office, persons, secretariat, small_policy
from natc.engine.text import spaced
from natc.hub.audit.models import Event
from natc.hub.home.mail import mail_waiting
from natc.hub.members.models import Person
from natc.hub.site.demonstration import fill_demonstration
from natc.hub.statistics import archive
from natc.hub.statistics.actions import making
from natc.hub.statistics.jobs import make_public
from natc.hub.statistics.models import Release, Status
from natc.hub.statistics.tasks import make_waiting
from natc.hub.submissions.outline import fill_forms

WOMEN, MEN = 91826, 73621  # planted as Serbia's counts; nothing else has these digits, and no bound of a rounded figure is one
FEW = 3  # planted in Croatia's, where a number of two digits would be hidden
SHOWN = ("91825", spaced(91825))  # what the release shows of WOMEN, as files and pages write it
EXACT = tuple(text for count in (WOMEN, MEN) for text in (str(count), spaced(count), f"{count:,}"))
FILES = (
    "table-sex.csv",
    "figures.csv",
    "release.xlsx",
    "hidden.html",
    "sdmx-sex.csv",
    "sdmx-data.xml",
    "sex-RS.svg",
    "sex-RS.json",
)
STAMPS = ("provisional", "final", "withdrawn")


@pytest.fixture
def release(db: None, settings, tmp_path: Path) -> Release:
    """A release of three states that was tested and waits to be shown to them."""
    settings.VAR = tmp_path
    fill_demonstration()
    fill_forms()
    call = accepted_call({"RS": persons(WOMEN, MEN), "RO": persons(310, 214), "HR": persons(20, FEW)})
    sara = Person.objects.get(name="Sara")
    given = {"policy": small_policy(), "replaces": None, "why": None, "by": sara, "desk": secretariat()}
    begun = making.begin(uid=uuid4(), call=call, **given)
    making.start(release=begun, by=sara, desk=secretariat())
    make_waiting()
    return Release.objects.get()


def addresses(release: Release) -> Iterator[str]:
    """Every address of figures and releases and the first pages, about this release."""
    number = release.number
    about = {"number": number, "uid": release.uid, "code": "RS", "lang": "en"}
    for pattern in patterns(get_resolver().url_patterns):
        wanted = set(pattern.pattern.converters)
        if wanted <= set(about) and ".statistics." in pattern.callback.__module__:
            yield reverse(str(pattern.name), kwargs={name: about[name] for name in wanted})
    yield from (f"/figures/{number}/?territory=&view={view}" for view in ("chart", "table"))
    yield from (f"/figures/{number}/{stamp}/en/{name}" for stamp in STAMPS for name in FILES)
    yield from ("/", "/search/?words=91826", "/ledger/", "/calls/", "/releases/?export=csv", "/account/export/")


def read_by(name: str, release: Release) -> str:
    """All that somebody gets at these addresses, without what they typed themselves."""
    client = Browse()(Person.objects.filter(name=name).first())
    answers = [client.get(address) for address in addresses(release)]
    return "".join(b"".join(answer).decode(errors="replace") for answer in answers).replace('value="91826"', "")


def texts_in(path: Path) -> Iterator[str]:
    """What a file says; of a workbook, which is packed, each of its parts."""
    if path.suffix == ".xlsx":
        with ZipFile(path) as book:
            yield from (book.read(part).decode(errors="replace") for part in book.namelist())
    else:
        yield path.read_bytes().decode(errors="replace")


def finds(text: str, planted: tuple[str, ...]) -> set[str]:
    return {one for one in planted if one in text}


def to_the_public(release: Release) -> None:
    """Everybody approves, two sign, its day comes."""
    sara, desk = Person.objects.get(name="Sara"), secretariat()
    with time_machine.travel(timezone.now(), tick=False) as clock:
        making.send(release=release, public_on=timezone.now().date() + timedelta(days=4), by=sara, desk=desk)
        mail_waiting()
        for one in release.contributions.all():
            making.approve(contribution=one, by=one.desk.mandates.get(role="coordinator").person, desk=one.desk)
        making.sign(release=release, by=sara, desk=desk)
        making.sign(release=release, by=chair(), desk=office("ME"))
        make_waiting()
        clock.shift(timedelta(days=5))
        make_public()
        make_waiting()


def test_before_it_is_public_not_even_what_will_be_shown_is_found(release: Release) -> None:
    sara, desk = Person.objects.get(name="Sara"), secretariat()
    making.send(release=release, public_on=timezone.now().date() + timedelta(days=9), by=sara, desk=desk)

    found = {name: finds(read_by(name, release), (*SHOWN, *EXACT)) for name in ("a visitor", "Dragana", "Marko", "Petar")}

    assert not any(found.values()), found


def test_the_state_itself_reads_early_what_will_be_shown_and_never_the_count(release: Release) -> None:
    sara, desk = Person.objects.get(name="Sara"), secretariat()
    making.send(release=release, public_on=timezone.now().date() + timedelta(days=9), by=sara, desk=desk)

    assert finds(read_by("Ana", release), SHOWN)
    assert finds(read_by("Ana", release), EXACT) == set()


def test_once_it_is_public_the_counts_themselves_are_found_on_no_page_file_mail_log_cache_or_ledger(
    release: Release, caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks
) -> None:
    caplog.set_level(logging.DEBUG)
    with django_capture_on_commit_callbacks(execute=True):
        to_the_public(release)
    assert Release.objects.get().status == Status.PUBLIC

    pages = "".join(read_by(name, release) for name in ("a visitor", "Ana", "Marko", "Dragana"))
    kept = "".join(text for path in archive.home().rglob("*") if path.is_file() for text in texts_in(path))
    told = "".join(f"{message.subject}{message.body}" for message in mail.outbox)
    logged = "".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
    ledger = "".join(event.canonical().decode() for event in Event.objects.all())
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM cache")
        cached = "".join(str(row) for row in cursor.fetchall())

    assert finds(pages, SHOWN)
    assert finds(pages + kept + told + logged + ledger + cached, EXACT) == set()
