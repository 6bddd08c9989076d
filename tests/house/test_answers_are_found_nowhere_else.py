"""Answers planted in submissions are looked for everywhere, as everybody: addresses, search, mail, log, ledger, exports."""

import logging
from collections.abc import Iterator
from datetime import date, timedelta
from io import BytesIO
from itertools import product
from pathlib import Path
from uuid import UUID, uuid4
from zipfile import ZipFile

import pytest
from django.core import mail
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from hub.api.made_tokens import token_of
from hub.conftest import Browse
from natc.engine.standard.asked.form import Given
from natc.hub.audit.models import Event
from natc.hub.fields import Record
from natc.hub.members.accounts.actions import accept as accept_invitation
from natc.hub.members.models import Desk, Person
from natc.hub.site.demonstration import fill_demonstration
from natc.hub.submissions.actions import answers, calls, invited, moves, synthesis
from natc.hub.submissions.actions.answers import Written
from natc.hub.submissions.models import (
    AnswerVersion,
    Call,
    Citation,
    Clarification,
    FormDraft,
    FormVersion,
    Invited,
    InvitedSection,
    PaperApproval,
    Paragraph,
    Submission,
    Synthesis,
)
from natc.hub.submissions.outline import fill_forms

CONFIDENTIAL, FOR_MEMBERS, FOR_ALL = "9182736", "8271635", "7361524"  # planted; nothing else of a page has these digits
PLANTED = {
    "submission": {"P1|Total": int(CONFIDENTIAL), "P1|LostContact|F|18+": int(CONFIDENTIAL)},
    "consultation": {
        "value-scale": "4",
        "value-what": ["contacts"],
        "value-example": f"In public {FOR_ALL}",
        "priorities-ranked": ["protection", "prevention", "partnership", "prosecution"],
        "priorities-why": f"Among members {FOR_MEMBERS}",
        "needs-staff": 3,
        "needs-agreed": "2026-12-01",
        "needs-difficult": f"Alone {CONFIDENTIAL}",
    },
}
EVERYBODY = ("a visitor", "Vesna", "Petar", "Marko", "Sara", "Dragana", "Zoran")
PREPARING = {"Vesna"}
MEMBERS = {"Vesna", "Petar", "Marko", "Sara"}
DRAFTED = "6453412"  # in the synthesis
SECTIONS = ("P1", "value", "priorities", "needs")
KINDS = ("json", "csv", "xlsx")  # as which answers are taken away
QUESTIONS = ("priorities-ranked", "needs-difficult")
ABOUT: dict[str, type[Record]] = {  # how addresses of calls and submissions begin, and what their uid is of
    "calls/": Call,
    "calls/clarifications/": Clarification,
    "calls/paragraphs/": Paragraph,
    "calls/citations/": Citation,
    "forms/": FormVersion,
    "forms/drafts/": FormDraft,
    "submissions/": Submission,
    "submissions/paper/": PaperApproval,
    "submissions/invited/": Invited,
    "submissions/invited/sections/": InvitedSection,
}
Sowed = list[Submission]


@pytest.fixture
def sowed(db: None, settings, tmp_path: Path) -> Sowed:
    """Serbia's answers to two calls, with what is planted, still being prepared."""
    settings.VAR = tmp_path
    fill_demonstration()
    fill_forms()
    submissions = [_sow(form) for form in PLANTED]
    _invite_zoran(submissions[1])
    return submissions


def _invite_zoran(submission: Submission) -> None:
    """Zoran of the police fills in one section, in which there is an answer for members."""
    vesna, zoran = Person.objects.get(name="Vesna"), Person.objects.create_user("zoran@police.example", name="Zoran")
    about = {"name": "Zoran", "email": zoran.email, "organisation": "Police", "sections": ["priorities"]}
    one = invited.invite(submission=submission, by=vesna, desk=submission.desk, site="https://natc.example", **about)
    accept_invitation(invitation=one.invitation, by=zoran)


def _sow(form: str) -> Submission:
    sara, vesna = Person.objects.get(name="Sara"), Person.objects.get(name="Vesna")
    desk, today = sara.mandates.get().desk, timezone.now().date()
    call = calls.begin(
        uid=uuid4(),
        title={"original": "en", "en": f"A call on {form}"},
        note=None,
        form=FormVersion.objects.get(code=form),
        reviewer=desk,
        desks=Desk.objects.filter(organisation__territory__code__in=["RS", "HR"]),
        first_day=date(2025, 1, 1),
        last_day=date(2025, 12, 31),
        opens_on=today,
        due_on=today + timedelta(days=1),
        zone="UTC",
        by=sara,
        desk=desk,
    )
    calls.open_call(call=call, by=sara, desk=desk)
    submission = Submission.objects.get(call=call, desk__organisation__territory__code="RS")
    cells = [Written(key, Given(value), 0, uuid4()) for key, value in PLANTED[form].items()]
    answers.save_answers(submission=submission, cells=cells, by=vesna, desk=submission.desk)
    return submission


def hand_in(submission: Submission) -> None:
    """Vesna prepares, Ana approves."""
    vesna, ana = Person.objects.get(name="Vesna"), Person.objects.get(name="Ana")
    moves.make_ready(submission=submission, by=vesna, desk=submission.desk)
    moves.submit(submission=submission, by=ana, desk=submission.desk)


def accept(submission: Submission) -> None:
    """Sara accepts."""
    sara = Person.objects.get(name="Sara")
    moves.accept(submission=submission, by=sara, desk=sara.mandates.get().desk)


def addresses() -> Iterator[str]:
    """Every address of the hub but those of signing in; those of calls and submissions about every one there is."""
    choices = {"code": SECTIONS, "number": [1], "given": ["x"], "token": ["x"], "kind": KINDS, "key": QUESTIONS}
    choices |= {"stamp": ["x"], "lang": ["en"], "name": ["x"], "table": ["sex"], "rest": ["x"]}
    choices |= {"origin": ["AL"], "destination": ["RS"]}
    for pattern in patterns(get_resolver().url_patterns):
        wanted = list(pattern.pattern.converters)
        ours = ".submissions." in pattern.callback.__module__ or str(pattern.name).startswith("api-")
        possible = {**choices, "uid": uids_of(str(pattern.pattern))}
        for chosen in product(*(possible[name] if ours else possible[name][:1] for name in wanted)):
            yield reverse(str(pattern.name), kwargs=dict(zip(wanted, chosen, strict=True)))
    for words in (CONFIDENTIAL, FOR_MEMBERS, FOR_ALL, "Alone", "Among"):
        yield f"/search/?words={words}"
        yield f"/calls/?q={words}&export=csv"


def uids_of(route: str) -> list[UUID]:
    """The uids of all that an address is about: of the longest start in ABOUT; elsewhere, or of what is not, one that misses."""
    model = next((ABOUT[start] for start in sorted(ABOUT, key=len, reverse=True) if route.startswith(start)), Submission)
    return list(model.objects.values_list("uid", flat=True)) or [uuid4()]


def patterns(found: list[URLPattern | URLResolver]) -> Iterator[URLPattern]:
    for pattern in found:
        if isinstance(pattern, URLResolver):
            yield from patterns(pattern.url_patterns)
        elif not str(pattern.name).startswith(("account_", "mfa_")):
            yield pattern


def who_finds(*planted: str) -> list[set[str]]:
    """For each thing planted the people who find it somewhere; what they typed themselves stands on the page of results."""
    finders: list[set[str]] = [set() for _one in planted]
    for name in EVERYBODY:
        person = Person.objects.filter(name=name).first()
        client, header = Browse()(person), header_of(person)
        pages = "".join(unpacked(client.get(address, headers=header).content) for address in addresses())
        for found, one in zip(finders, planted, strict=True):
            if one in pages.replace(f'value="{one}"', ""):
                found.add(name)
    return finders


def header_of(person: Person | None) -> dict[str, str]:
    """What a program of the person sends beside, with a token of every scope; pages do not look at it. Nothing for a visitor."""
    if person is None:
        return {}
    return {"Authorization": f"Bearer {token_of(person)}"}


def unpacked(content: bytes) -> str:
    """The text of an answer; of a workbook and a Word file the text of everything that is packed into it."""
    if not content.startswith(b"PK"):
        return content.decode(errors="replace")
    with ZipFile(BytesIO(content)) as packed:
        return "".join(packed.read(name).decode(errors="replace") for name in packed.namelist())


def test_before_it_is_handed_in_only_those_who_prepare_find_an_answer_and_who_is_invited_to_its_section(sowed: Sowed) -> None:
    assert who_finds(CONFIDENTIAL, FOR_MEMBERS) == [PREPARING, {*PREPARING, "Zoran"}]


def test_once_it_is_handed_in_the_reviewer_finds_it_too_and_nobody_else(sowed: Sowed) -> None:
    hand_in(sowed[1])

    assert who_finds(f"Alone {CONFIDENTIAL}", f"Among members {FOR_MEMBERS}") == [{*PREPARING, "Sara"}] * 2


def test_once_it_is_accepted_the_form_s_marks_say_who_reads_which_answer(sowed: Sowed) -> None:
    hand_in(sowed[1])
    accept(sowed[1])

    def read_by(name: str) -> set[str]:
        versions = AnswerVersion.objects.visible_to(Person.objects.get(name=name))
        return set(
            versions.filter(answer__key__in=["value-example", "priorities-why", "needs-difficult", "P1|Total"]).values_list(
                "answer__key", flat=True
            )
        )

    assert read_by("Vesna") == {"value-example", "priorities-why", "needs-difficult", "P1|Total"}
    assert read_by("Sara") == {"value-example", "priorities-why", "needs-difficult"}
    assert read_by("Marko") == {"value-example", "priorities-why"}
    assert read_by("Dragana") == {"value-example"}


def test_accepted_answers_and_what_is_drafted_about_them_are_found_by_whom_they_are_for(sowed: Sowed) -> None:
    drafted = draft(sowed[1])

    found = who_finds(f"Alone {CONFIDENTIAL}", f"Among members {FOR_MEMBERS}", f"In public {FOR_ALL}", DRAFTED)

    assert found == [{*PREPARING, "Sara"}, MEMBERS, MEMBERS, {"Sara"}]
    synthesis.show(synthesis=drafted, by=Person.objects.get(name="Sara"), desk=drafted.call.desk)
    assert who_finds(f"Alone {CONFIDENTIAL}", DRAFTED) == [{*PREPARING, "Sara"}, MEMBERS]


def draft(submission: Submission) -> Synthesis:
    """It is handed in and accepted, and Sara drafts a paragraph that cites it."""
    hand_in(submission)
    accept(submission)
    sara, call = Person.objects.get(name="Sara"), submission.call
    cites = [submission.answers.get(key="priorities-why").uid]
    said = {"text": f"Together {DRAFTED}", "language": "en", "cites": cites}
    return synthesis.add(uid=uuid4(), call=call, by=sara, desk=call.desk, **said).synthesis


def test_no_mail_log_or_entry_of_the_ledger_has_an_answer(
    sowed: Sowed, caplog: pytest.LogCaptureFixture, django_capture_on_commit_callbacks
) -> None:
    caplog.set_level(logging.DEBUG)
    sara = Person.objects.get(name="Sara")
    with django_capture_on_commit_callbacks(execute=True):
        calls.remind(call=sowed[0].call, by=sara, desk=sara.mandates.get().desk, site="https://natc.example")
    hand_in(sowed[1])
    Browse()(Person.objects.get(name="Vesna")).get(f"/submissions/{sowed[1].uid}/sections/needs/")

    told = "".join(f"{message.subject}{message.body}" for message in mail.outbox)
    logged = "".join(record.getMessage() for record in caplog.records if not record.name.startswith("django.db"))
    entries = "".join(event.canonical().decode() for event in Event.objects.all())

    assert mail.outbox
    for planted in (CONFIDENTIAL, FOR_MEMBERS, FOR_ALL):
        assert planted not in told + logged + entries
