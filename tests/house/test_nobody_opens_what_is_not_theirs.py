"""Every address × every kind of person: who gets in. An address without a row here fails; so does a row without an address."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from hub.conftest import Browse
from natc.hub.files.actions import keep
from natc.hub.library import actions
from natc.hub.members.accounts.actions import fingerprint
from natc.hub.members.accounts.models import Invitation
from natc.hub.members.models import Desk, Flow, Membership, NextStep, Person, Topic, WatchedCountry
from natc.hub.needs.actions import arrangements, assistance, notices, signs
from natc.hub.needs.models import AssistanceRequest, Notice, Side
from natc.hub.site.demonstration import fill_demonstration
from natc.hub.submissions.actions import calls
from natc.hub.submissions.models import Call, FormVersion, PaperApproval, Submission
from natc.hub.submissions.outline import fill_forms

PEOPLE = {"visitor": None, "ana": "Ana", "marko": "Marko", "vesna": "Vesna", "dragana": "Dragana", "sara": "Sara"}
Answers = dict[str, int]  # who → status; "else" for everybody who is not named

EVERYBODY: Answers = {"else": 200}
SIGNED_IN: Answers = {"visitor": 302, "else": 200}  # 302: to the page where one signs in, or back with a refusal
NOT_NOW: Answers = {"else": 302}  # to the page where one can do it: everybody here has an authenticator and no password
TOKEN = "what a link ends in"
About = str | tuple[str | int, ...]  # what an address is about
Of = Callable[[], About] | About | None


def serbia() -> str:
    return str(Desk.objects.get(organisation__territory__code="RS").uid)


def flow_of_serbia() -> str:
    return str(Flow.objects.get(territory__code="RS", code="annual-submission").uid)


def term_of_a_partner() -> str:
    return str(Membership.objects.filter(tier="partner").first().uid)


def watched() -> str:
    return str(WatchedCountry.objects.get().uid)


def step() -> str:
    return str(NextStep.objects.get().uid)


def ana() -> str:
    return str(Person.objects.get(name="Ana").uid)


def invited_by_ana() -> Invitation:
    desk, by = Desk.objects.get(uid=serbia()), Person.objects.get(uid=ana())
    until = timezone.now() + timedelta(days=1)
    return Invitation.objects.create(
        desk=desk, by=by, role="deputy", email="x@x.example", expires_at=until, fingerprint=fingerprint(TOKEN)
    )


def invitation() -> str:
    return str(invited_by_ana().uid)


def link() -> str:
    invited_by_ana()
    return TOKEN


def rules_of_serbia() -> str:
    """A document for member states only, one revision published, the next one written by Vesna."""
    serbia = Desk.objects.get(organisation__territory__code="RS")
    ana, vesna = Person.objects.get(name="Ana"), Person.objects.get(name="Vesna")
    uid = UUID("7d4f2b52-1c63-4f0a-9d1e-0c5c6c1f2a11")
    document = actions.begin(uid=uid, title="Rules", language="en", kind="rules", readers="states", by=ana, desk=serbia)
    for text, by in (("# one One", ana), ("# one Two", vesna)):
        actions.write(document=document, language="en", text=text, changed="", original=None, by=by)
        if by == ana:
            actions.publish(document=document, by=ana)
    return str(uid)


def first_revision() -> tuple[str, int]:
    return rules_of_serbia(), 1


def its_clause() -> tuple[str, str]:
    return rules_of_serbia(), "one"


def drafted() -> Call:
    """A call of the secretariat to Serbia and Croatia that is not sent yet."""
    fill_forms()
    sara, today = Person.objects.get(name="Sara"), timezone.now().date()
    desk = sara.mandates.get().desk
    return calls.begin(
        uid=UUID("0b6c1f0e-6f0d-4d53-8a55-5f8d1f0a7c21"),
        title={"original": "en", "en": "A call"},
        note=None,
        form=FormVersion.objects.get(code="consultation"),
        reviewer=desk,
        desks=Desk.objects.filter(organisation__territory__code__in=["RS", "HR"]),
        opens_on=today,
        due_on=today,
        zone="UTC",
        by=sara,
        desk=desk,
    )


def draft_call() -> str:
    return str(drafted().uid)


def sent() -> Call:
    call = drafted()
    calls.open_call(call=call, by=Person.objects.get(name="Sara"), desk=call.desk)
    return Call.objects.get(pk=call.pk)


def sent_call() -> str:
    return str(sent().uid)


def asked_about() -> str:
    ana = Person.objects.get(name="Ana")
    desk = Desk.objects.get(uid=serbia())
    return str(calls.ask(uid=uuid4(), call=sent(), question="What?", language="en", by=ana, desk=desk).uid)


def submission_of_serbia() -> str:
    """Serbia's submission, still being prepared: nobody but Serbia sees it."""
    return str(sent().submissions.get(desk__uid=serbia()).uid)


def its_section() -> tuple[str, str]:
    return submission_of_serbia(), "needs"


def its_file() -> tuple[str, str]:
    return submission_of_serbia(), "json"


def approved_on_paper() -> str:
    """An approval on paper that Vesna entered; the reviewer sees it too."""
    submission = Submission.objects.get(uid=submission_of_serbia())
    submission.status = "ready"
    submission.save()
    scan = keep(upload=SimpleUploadedFile("scan.pdf", b"%PDF-1.7\n%%EOF\n"))
    about = {"scan": scan, "scan_name": "scan.pdf", "signer": "The Minister", "signed_on": timezone.now().date()}
    vesna = Person.objects.get(name="Vesna")
    paper = PaperApproval.objects.create(submission=submission, entered_by=vesna, entered_at=timezone.now(), **about)
    return str(paper.uid)


def drafted_need() -> Notice:
    """A need of Serbia for Croatia's eyes, not posted yet."""
    ana, today = Person.objects.get(name="Ana"), timezone.now().date()
    worded = {"title": "x", "text": "x", "language": "en", "topic": Topic.objects.all()[0], "form": "expert", "until": today}
    circle = {"circle": "desks", "category": "", "desks": Desk.objects.filter(organisation__territory__code="HR")}
    return notices.begin(uid=uuid4(), side=Side.NEED, **worded, **circle, by=ana, desk=Desk.objects.get(uid=serbia()))


def draft_need() -> str:
    return str(drafted_need().uid)


def need_for_croatia() -> str:
    need = drafted_need()
    notices.post(notice=need, by=Person.objects.get(name="Ana"), desk=need.desk)
    return str(need.uid)


def proposed_by_croatia() -> str:
    need, marko = Notice.objects.get(uid=need_for_croatia()), Person.objects.get(name="Marko")
    about = {"uid": uuid4(), "offer": None, "text": "x", "language": "en"}
    return str(arrangements.propose(need=need, **about, by=marko, desk=marko.mandates.get().desk).uid)


def asked_by_serbia() -> str:
    said = {"title": "x", "text": "x", "language": "en", "topic": Topic.objects.all()[0], "form": "expert"}
    ana = Person.objects.get(name="Ana")
    return str(assistance.ask(uid=uuid4(), **said, by=ana, desk=Desk.objects.get(uid=serbia())).uid)


def taken_up_by_sara() -> str:
    uid, sara = asked_by_serbia(), Person.objects.get(name="Sara")
    assistance.take_up(request=AssistanceRequest.objects.get(uid=uid), days=7, by=sara, desk=sara.mandates.get().desk)
    return uid


def sign_of_serbia() -> str:
    said = {"title": "x", "text": "x", "language": "en", "area": "law", "place": "x", "source": "x"}
    ana = Person.objects.get(name="Ana")
    return str(signs.note(uid=uuid4(), **said, by=ana, desk=Desk.objects.get(uid=serbia())).uid)


AT_ITS_DESK: Answers = {"ana": 200, "vesna": 200, "visitor": 302, "else": 404}
NOT_YET: Answers = {"ana": 302, "vesna": 302, "visitor": 302, "else": 404}  # back, with the sentence why
BY_POST: Answers = {"visitor": 302, "else": 405}
FOR_THE_SECRETARIAT: Answers = {"sara": 200, "else": 302}
COORDINATORS: Answers = {"ana": 200, "marko": 200, "else": 302}
WHO_OFFER: Answers = {"visitor": 302, "vesna": 302, "else": 200}
BY_ANA: Answers = {"ana": 200, "vesna": 302, "marko": 302, "visitor": 302, "else": 404}
IN_DRAFT: Answers = {"ana": 200, "vesna": 302, "visitor": 302, "else": 404}
BY_SARA: Answers = {"sara": 200, "ana": 302, "vesna": 302, "visitor": 302, "else": 404}
FOR_STATES: Answers = {"ana": 200, "marko": 200, "vesna": 200, "else": 404}
OPENED: dict[str, tuple[Of, Answers]] = {
    "search": (None, SIGNED_IN),
    "calendar": (None, SIGNED_IN),
    "revoke-calendar": (None, {"visitor": 302, "else": 405}),
    "calendar-feed": ("guessed", {"else": 404}),
    "first-week": (None, SIGNED_IN),
    "dismiss-first-week": (None, {"visitor": 302, "else": 405}),
    "library": (None, EVERYBODY),
    "begin-document": (None, {"dragana": 302, "visitor": 302, "else": 200}),
    "document": (rules_of_serbia, FOR_STATES),
    "revision": (first_revision, FOR_STATES),
    "original": (first_revision, {"else": 404}),  # it has none
    "clause": (its_clause, FOR_STATES),
    "difference": (rules_of_serbia, {"ana": 200, "vesna": 200, "else": 404}),
    "write-draft": (rules_of_serbia, {"ana": 200, "vesna": 200, "marko": 302, "visitor": 302, "else": 404}),
    "publish-draft": (rules_of_serbia, {"ana": 200, "vesna": 302, "marko": 302, "visitor": 302, "else": 404}),
    "discard-draft": (rules_of_serbia, {"visitor": 302, "else": 405}),
    "calls": (None, SIGNED_IN),
    "begin-call": (None, {"sara": 200, "else": 302}),
    "call-page": (sent_call, {"dragana": 404, "visitor": 302, "else": 200}),
    "open-call": (draft_call, {"sara": 200, "visitor": 302, "else": 404}),
    "close-call": (sent_call, BY_POST),
    "remind-silent": (sent_call, BY_POST),
    "ask-about-call": (sent_call, BY_POST),
    "clarify": (asked_about, {"sara": 200, "dragana": 404, "else": 302}),
    "submission": (submission_of_serbia, AT_ITS_DESK),
    "extend-submission": (submission_of_serbia, {"sara": 200, "dragana": 404, "else": 302}),
    "section": (its_section, AT_ITS_DESK),
    "save-cells": (its_section, BY_POST),
    "section-findings": (its_section, AT_ITS_DESK),
    "give-reason": (its_section, BY_POST),
    "remark": (its_section, BY_POST),
    "section-history": (its_section, AT_ITS_DESK),
    "bring-answers": (submission_of_serbia, AT_ITS_DESK),
    "take-answers": (its_file, {"visitor": 302, "else": 404}),  # a consultation has no file of its own
    "make-ready": (submission_of_serbia, BY_POST),
    "submit": (submission_of_serbia, BY_POST),
    "send-back": (submission_of_serbia, NOT_YET),
    "accept": (submission_of_serbia, BY_POST),
    "reopen": (submission_of_serbia, NOT_YET),
    "record-paper": (submission_of_serbia, NOT_YET),
    "confirm-paper": (approved_on_paper, BY_POST),
    "refuse-paper": (approved_on_paper, BY_POST),
    "paper-scan": (approved_on_paper, {**AT_ITS_DESK, "sara": 200}),
    "needs": (None, SIGNED_IN),
    "begin-need": (None, COORDINATORS),
    "begin-offer": (None, WHO_OFFER),
    "notice": (need_for_croatia, {"ana": 200, "vesna": 200, "marko": 200, "visitor": 302, "else": 404}),
    "word-notice": (need_for_croatia, BY_ANA),
    "choose-circle": (draft_need, IN_DRAFT),
    "post-notice": (draft_need, IN_DRAFT),
    "close-notice": (need_for_croatia, BY_ANA),
    "withdraw-notice": (need_for_croatia, BY_ANA),
    "propose-help": (need_for_croatia, {"marko": 200, "ana": 302, "vesna": 302, "visitor": 302, "else": 404}),
    "arrangement": (proposed_by_croatia, {"ana": 200, "vesna": 200, "marko": 200, "visitor": 302, "else": 404}),
    "agree-arrangement": (proposed_by_croatia, BY_ANA),
    "decline-arrangement": (proposed_by_croatia, BY_ANA),
    "finish-arrangement": (proposed_by_croatia, {**BY_ANA, "ana": 302}),
    "before-meeting": (None, SIGNED_IN),
    "assistance": (None, SIGNED_IN),
    "ask-assistance": (None, COORDINATORS),
    "assistance-request": (asked_by_serbia, {"ana": 200, "vesna": 200, "sara": 200, "visitor": 302, "else": 404}),
    "take-up-request": (asked_by_serbia, BY_SARA),
    "close-request": (taken_up_by_sara, BY_SARA),
    "take-back-request": (asked_by_serbia, {**BY_SARA, "sara": 302, "ana": 200}),
    "horizon": (None, SIGNED_IN),
    "note-sign": (None, {"visitor": 302, "dragana": 302, "else": 200}),
    "sign": (sign_of_serbia, {"visitor": 302, "dragana": 404, "else": 200}),
    "say-about-sign": (sign_of_serbia, BY_POST),
    "retire-sign": (sign_of_serbia, {"visitor": 302, "dragana": 404, "marko": 302, "else": 200}),
    "home": (None, EVERYBODY),
    "act-for": (None, {"visitor": 302, "else": 405}),
    "look-as": (None, {"else": 405}),
    "ledger": (None, {"visitor": 302, "dragana": 404, "else": 200}),
    "ledger-head": (None, {"visitor": 302, "else": 404}),  # nothing is signed yet
    "verify-ledger": (None, {"visitor": 302, "dragana": 404, "else": 200}),
    "directory": (None, EVERYBODY),
    "territory": ("RS", EVERYBODY),
    "admit": (None, FOR_THE_SECRETARIAT),
    "edit-territory": ("RS", FOR_THE_SECRETARIAT),
    "eu-status": ("RS", FOR_THE_SECRETARIAT),
    "open-desk": ("RS", FOR_THE_SECRETARIAT),
    "partners": (None, SIGNED_IN),
    "add-partner": (None, FOR_THE_SECRETARIAT),
    "term": (term_of_a_partner, SIGNED_IN),
    "end-term": (term_of_a_partner, {"visitor": 302, "else": 405}),
    "permissions": (None, SIGNED_IN),
    "desk": (serbia, SIGNED_IN),
    "edit-desk": (serbia, {"ana": 200, "else": 302}),
    "hand-over": (serbia, {"ana": 200, "else": 302}),
    "call": (None, SIGNED_IN),
    "watch-list": (None, SIGNED_IN),
    "watch": (None, {"ana": 200, "marko": 200, "sara": 200, "else": 302}),
    "add-step": (watched, {"visitor": 302, "dragana": 404, "else": 200}),
    "finish-step": (step, {"visitor": 302, "else": 405}),
    "flows": (None, SIGNED_IN),
    "read-flow": (flow_of_serbia, {"visitor": 302, "else": 405}),
    "gallery": (None, EVERYBODY),
    "set_language": (None, {"else": 302}),
    "personal-data": (None, SIGNED_IN),
    "export-personal-data": (None, SIGNED_IN),
    "sent-mail": (None, {"else": 404}),  # only in the demonstration
    "person": (ana, SIGNED_IN),
    "invite": (serbia, {"ana": 200, "else": 302}),
    "withdraw-invitation": (invitation, {"visitor": 302, "else": 405}),
    "invitation": (link, EVERYBODY),
    "sessions": (None, SIGNED_IN),
    "end-sessions": (None, {"visitor": 302, "else": 405}),
    "unsent": (None, NOT_NOW),
    "throw-away-unsent": (None, {"visitor": 302, "else": 405}),
    "account_login": (None, {"visitor": 200, "else": 302}),
    "account_logout": (None, SIGNED_IN),
    "account_inactive": (None, EVERYBODY),
    "account_reset_password": (None, EVERYBODY),
    "account_reset_password_done": (None, EVERYBODY),
    "account_reset_password_from_key": (("1", "wrong"), EVERYBODY),
    "account_reset_password_from_key_done": (None, EVERYBODY),
    "account_reauthenticate": (None, NOT_NOW),
    "account_change_password": (None, NOT_NOW),
    "account_set_password": (None, SIGNED_IN),
    "mfa_index": (None, SIGNED_IN),
    "mfa_authenticate": (None, NOT_NOW),
    "mfa_reauthenticate": (None, SIGNED_IN),
    "mfa_activate_totp": (None, NOT_NOW),
    "mfa_deactivate_totp": (None, SIGNED_IN),
    "mfa_view_recovery_codes": (None, {"visitor": 302, "else": 404}),
    "mfa_download_recovery_codes": (None, {"visitor": 302, "else": 404}),
    "mfa_generate_recovery_codes": (None, SIGNED_IN),
    "mfa_list_webauthn": (None, SIGNED_IN),
    "mfa_add_webauthn": (None, SIGNED_IN),
    "mfa_edit_webauthn": ("1", {"visitor": 302, "else": 404}),
    "mfa_remove_webauthn": ("1", NOT_NOW),
    "mfa_reauthenticate_webauthn": (None, NOT_NOW),
    "mfa_login_webauthn": (None, NOT_NOW),  # a script asks it for JSON
}
POSTED: dict[str, tuple[Of, Answers]] = {
    "begin-call": (None, {"sara": 200, "else": 302}),
    "open-call": (draft_call, {"sara": 302, "visitor": 302, "else": 404}),
    "close-call": (sent_call, {"dragana": 404, "else": 302}),
    "remind-silent": (sent_call, {"dragana": 404, "else": 302}),
    "ask-about-call": (sent_call, {"dragana": 404, "sara": 302, "visitor": 302, "else": 200}),
    "clarify": (asked_about, {"sara": 200, "dragana": 404, "else": 302}),
    "extend-submission": (submission_of_serbia, {"sara": 200, "dragana": 404, "else": 302}),
    "section": (its_section, NOT_YET),
    "save-cells": (its_section, NOT_YET),
    "give-reason": (its_section, NOT_YET),
    "remark": (its_section, NOT_YET),
    "bring-answers": (submission_of_serbia, AT_ITS_DESK),
    "make-ready": (submission_of_serbia, NOT_YET),
    "submit": (submission_of_serbia, NOT_YET),
    "send-back": (submission_of_serbia, NOT_YET),
    "accept": (submission_of_serbia, NOT_YET),
    "reopen": (submission_of_serbia, NOT_YET),
    "record-paper": (submission_of_serbia, NOT_YET),
    "confirm-paper": (approved_on_paper, {**NOT_YET, "sara": 302}),
    "refuse-paper": (approved_on_paper, {**NOT_YET, "sara": 302}),
    "begin-need": (None, COORDINATORS),
    "begin-offer": (None, WHO_OFFER),
    "word-notice": (need_for_croatia, BY_ANA),
    "choose-circle": (draft_need, IN_DRAFT),
    "post-notice": (draft_need, {"ana": 302, "vesna": 302, "visitor": 302, "else": 404}),
    "close-notice": (need_for_croatia, BY_ANA),
    "withdraw-notice": (need_for_croatia, BY_ANA),
    "propose-help": (need_for_croatia, {"marko": 200, "ana": 302, "vesna": 302, "visitor": 302, "else": 404}),
    "agree-arrangement": (proposed_by_croatia, BY_ANA),
    "decline-arrangement": (proposed_by_croatia, BY_ANA),
    "finish-arrangement": (proposed_by_croatia, {**BY_ANA, "ana": 302}),
    "ask-assistance": (None, COORDINATORS),
    "take-up-request": (asked_by_serbia, BY_SARA),
    "close-request": (taken_up_by_sara, BY_SARA),
    "take-back-request": (asked_by_serbia, {**BY_SARA, "sara": 302, "ana": 200}),
    "note-sign": (None, {"visitor": 302, "dragana": 302, "else": 200}),
    "say-about-sign": (sign_of_serbia, {"dragana": 404, "else": 302}),
    "retire-sign": (sign_of_serbia, {"visitor": 302, "dragana": 404, "marko": 302, "else": 200}),
    "calendar": (None, {"visitor": 302, "else": 200}),
    "revoke-calendar": (None, {"else": 302}),
    "calendar-feed": ("guessed", {"else": 404}),
    "dismiss-first-week": (None, {"else": 302}),
    "begin-document": (None, {"dragana": 302, "visitor": 302, "else": 200}),
    "write-draft": (rules_of_serbia, {"ana": 200, "vesna": 200, "marko": 302, "visitor": 302, "else": 404}),
    "publish-draft": (rules_of_serbia, {"ana": 302, "vesna": 302, "marko": 302, "visitor": 302, "else": 404}),
    "discard-draft": (rules_of_serbia, {"ana": 302, "vesna": 302, "marko": 302, "visitor": 302, "else": 404}),
    "verify-ledger": (None, {"visitor": 302, "dragana": 404, "else": 200}),
    "admit": (None, FOR_THE_SECRETARIAT),
    "edit-territory": ("RS", FOR_THE_SECRETARIAT),
    "eu-status": ("RS", FOR_THE_SECRETARIAT),
    "open-desk": ("RS", FOR_THE_SECRETARIAT),
    "add-partner": (None, FOR_THE_SECRETARIAT),
    "term": (term_of_a_partner, SIGNED_IN),
    "end-term": (term_of_a_partner, {"else": 302}),
    "watch": (None, {"ana": 200, "marko": 200, "sara": 200, "else": 302}),
    "edit-desk": (serbia, {"ana": 200, "else": 302}),
    "hand-over": (serbia, {"ana": 200, "else": 302}),
    "add-step": (watched, {"visitor": 302, "dragana": 404, "else": 200}),
    "finish-step": (step, {"dragana": 404, "else": 302}),
    "read-flow": (flow_of_serbia, {"marko": 404, "dragana": 404, "else": 302}),
    "set_language": (None, {"else": 302}),
    "act-for": (None, {"visitor": 302, "else": 404}),  # no mandate is named
    "look-as": (None, {"else": 404}),  # only in the demonstration
    "invite": (serbia, {"ana": 200, "else": 302}),
    "withdraw-invitation": (invitation, {"else": 302}),
    "invitation": (link, {"visitor": 200, "else": 302}),
    "end-sessions": (None, {"else": 302}),
    "throw-away-unsent": (None, {"else": 302}),
}


@pytest.fixture(autouse=True)
def var(settings, tmp_path: Path) -> None:
    """A folder of the hub for one test."""
    settings.VAR = tmp_path


def names(patterns: list[URLPattern | URLResolver]) -> Iterator[str]:
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern.url_patterns)
        else:
            yield str(pattern.name)


def client_of(who: str) -> Client:
    return Browse()(Person.objects.get(name=PEOPLE[who]) if PEOPLE[who] else None)


def address(name: str, of: Of) -> str:
    about = of() if callable(of) else of
    return reverse(name, args=[about] if isinstance(about, str) else about)


def missing(name: str, of: Of) -> str:
    """The same address with an id that nothing has."""
    about = of() if callable(of) else of
    rest = about[1:] if isinstance(about, tuple) else ()
    return reverse(name, args=["00000000-0000-4000-8000-000000000000", *rest])


def test_every_address_says_who_may_open_it() -> None:
    assert set(names(get_resolver().url_patterns)) == set(OPENED)


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("name", OPENED)
def test_an_address_opens_for_whom_it_should(db: None, name: str, who: str) -> None:
    fill_demonstration()
    of, answers = OPENED[name]

    assert client_of(who).get(address(name, of)).status_code == answers.get(who, answers["else"])


@pytest.mark.parametrize("who", PEOPLE)
@pytest.mark.parametrize("name", POSTED)
def test_a_form_is_taken_from_whom_it_should(db: None, name: str, who: str) -> None:
    fill_demonstration()
    of, answers = POSTED[name]

    assert client_of(who).post(address(name, of)).status_code == answers.get(who, answers["else"])


@pytest.mark.parametrize("name", [name for name, (of, _) in OPENED.items() if callable(of)])
def test_what_does_not_exist_looks_like_what_one_may_not_see(db: None, name: str) -> None:
    fill_demonstration()

    answer = client_of("ana").post(missing(name, OPENED[name][0]))

    assert answer.status_code == 404
