"""Every address × every kind of person: who gets in. An address without a row here fails; so does a row without an address."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from hub.api.made_tokens import token_of
from hub.conftest import Browse
from hub.statistics.made_releases import accepted_call, release_that_is
from natc.hub.api.models import Token
from natc.hub.files.actions import keep
from natc.hub.library import actions
from natc.hub.members.accounts.letters import fingerprint
from natc.hub.members.accounts.models import Invitation
from natc.hub.members.models import Desk, Flow, Mandate, Membership, NextStep, Person, Topic, WatchedCountry
from natc.hub.members.permissions import Role
from natc.hub.needs.actions import arrangements, assistance, notices, signs, themes
from natc.hub.needs.models import AssistanceRequest, Notice, Side
from natc.hub.site.demonstration import fill_demonstration
from natc.hub.statistics.models import PublicSeries, Route, RouteFact
from natc.hub.statistics.models import Status as Stands
from natc.hub.submissions.actions import calls, drafts, synthesis
from natc.hub.submissions.models import (
    Answer,
    AnswerVersion,
    Call,
    Citation,
    Edition,
    FormDraft,
    FormVersion,
    Invited,
    InvitedSection,
    PaperApproval,
    Paragraph,
    Submission,
)
from natc.hub.submissions.outline import fill_forms

PEOPLE = {
    "visitor": None,
    "ana": "Ana",
    "marko": "Marko",
    "vesna": "Vesna",
    "dragana": "Dragana",
    "sara": "Sara",
    "zoran": "Zoran",
}
Answers = dict[str, int]  # who → status; "else" for everybody who is not named

EVERYBODY: Answers = {"else": 200}
SIGNED_IN: Answers = {"visitor": 302, "else": 200}  # 302: to the page where one signs in, or back with a refusal
AMONG_COLLEAGUES: Answers = {**SIGNED_IN, "zoran": 404}  # who is invited to sections works elsewhere
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
    """Serbia's submission, still being prepared: nobody but Serbia sees it, and Zoran one section of it."""
    submission = sent().submissions.get(desk__uid=serbia())
    invite_zoran(submission)
    return str(submission.uid)


def invite_zoran(submission: Submission) -> InvitedSection:
    """Zoran of the police has come to the section "needs", by his mandate."""
    mandate = Mandate.objects.filter(role=Role.INVITED).first()
    about = {"desk": submission.desk, "role": Role.INVITED, "email": "zoran@police.example", "by": Person.objects.get(uid=ana())}
    now = timezone.now()
    letter = Invitation.objects.create(
        **about, mandate=mandate, last_day=now.date(), accepted_at=now, expires_at=now, fingerprint="x"
    )
    invited = Invited.objects.create(submission=submission, invitation=letter, name="Zoran", organisation="Police")
    return InvitedSection.objects.create(invited=invited, code="needs")


def zoran() -> None:
    """Zoran works elsewhere; at Serbia's desk he is invited to sections."""
    person = Person.objects.create_user("zoran@police.example", name="Zoran")
    today, desk = timezone.now().date(), Desk.objects.get(uid=serbia())
    Mandate.objects.create(person=person, desk=desk, role=Role.INVITED, first_day=today, last_day=today)


def invited_by_vesna() -> str:
    submission_of_serbia()
    return str(Invited.objects.get().uid)


def zorans_section() -> str:
    submission_of_serbia()
    return str(InvitedSection.objects.get().uid)


def first_edition() -> tuple[str, int]:
    """Serbia's submission, handed in once."""
    submission = Submission.objects.get(uid=submission_of_serbia())
    Edition.objects.create(submission=submission, number=1, at=timezone.now(), salt=b"x", digest="x")
    return str(submission.uid), 1


def its_section() -> tuple[str, str]:
    return submission_of_serbia(), "needs"


def its_cell() -> tuple[str, str, str]:
    return (*its_section(), "needs-staff")


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


def theme_of_serbia() -> str:
    ana, desk = Person.objects.get(name="Ana"), Desk.objects.get(uid=serbia())
    asked = {"call": None, "meeting": "", "states": [desk.organisation.territory], "on": timezone.now().date()}
    return str(themes.put(uid=uuid4(), title="x", text="x", language="en", **asked, by=ana, desk=desk).uid)


def sign_of_serbia() -> str:
    said = {"title": "x", "text": "x", "language": "en", "area": "law", "place": "x", "source": "x"}
    ana = Person.objects.get(name="Ana")
    return str(signs.note(uid=uuid4(), **said, by=ana, desk=Desk.objects.get(uid=serbia())).uid)


def drafted_form() -> FormDraft:
    """The next version of the consultation, as the chair and the secretariat draft it."""
    fill_forms()
    sara = Person.objects.get(name="Sara")
    return drafts.begin_next(version=FormVersion.objects.get(code="consultation"), by=sara, desk=sara.mandates.get().desk)


def draft_of_a_form() -> str:
    return str(drafted_form().uid)


def its_part() -> tuple[str, str]:
    return draft_of_a_form(), "needs"


def its_question() -> tuple[str, str]:
    return draft_of_a_form(), "needs-staff"


def its_next_question() -> tuple[str, str, str]:
    return draft_of_a_form(), "needs", "text"


def finished_form() -> str:
    fill_forms()
    return str(FormVersion.objects.get(code="consultation").uid)


def its_blank() -> tuple[str, str]:
    return finished_form(), "en"


def blank_of_a_call() -> tuple[str, str]:
    return sent_call(), "en"


def comparison_as_a_file() -> tuple[str, str]:
    return sent_call(), "csv"


def picture_of_answers() -> tuple[str, str, str]:
    return sent_call(), "value-scale", "svg"


def drafted_paragraph() -> Paragraph:
    """Of a synthesis that Sara drafts, which nobody else reads; it cites an answer of Serbia that was accepted."""
    sara, submission = Person.objects.get(name="Sara"), Submission.objects.get(uid=submission_of_serbia())
    about = {"uid": uuid4(), "call": submission.call, "by": sara, "desk": submission.call.desk}
    paragraph = synthesis.add(text="x", language="en", cites=[], **about)
    answer = Answer.objects.create(submission=submission, key="value-scale", readers="members", value="4", version=1)
    saved = AnswerVersion.objects.create(answer=answer, version=1, value="4", by=sara, at=timezone.now())
    handed_in = {"submission": submission, "number": 1, "at": timezone.now(), "salt": b"", "digest": ""}
    edition = Edition.objects.create(accepted_at=timezone.now(), **handed_in)
    edition.answers.add(saved)
    Citation.objects.create(paragraph=paragraph, version=saved, edition=edition)
    return paragraph


def paragraph() -> str:
    return str(drafted_paragraph().uid)


def call_with_a_draft() -> str:
    return str(drafted_paragraph().synthesis.call.uid)


def citation() -> str:
    return str(drafted_paragraph().citations.get().uid)


def compiled_call() -> str:
    return str(accepted_call({"RS": {}, "HR": {}}).uid)


def series() -> str:
    """Figures that are public without us."""
    return str(PublicSeries.objects.create(name="own.csv", content="x", sha256="0" * 64, brought_at=timezone.now()).uid)


def way_of_serbia() -> str:
    """A route through Bulgaria and Serbia."""
    name, desk = {"original": "en", "en": "A way"}, Desk.objects.get(uid=serbia())
    return str(Route.objects.create(name=name, countries=["BG", "RS"], desk=desk).uid)


def said_of_it() -> str:
    """What Serbia says of it, for member states alone."""
    route, text = Route.objects.get(uid=way_of_serbia()), {"original": "en", "en": "A bus station"}
    about = {"about": "screening", "text": text, "source": "x", "desk": route.desk, "written_at": timezone.now()}
    return str(RouteFact.objects.create(route=route, **about).uid)


def release_in(status: Stands) -> Callable[[], str]:
    """A release of Serbia, North Macedonia and Albania, at a point of its way."""
    return lambda: str(release_that_is(status).uid)


untested, proven, early = release_in(Stands.DRAFT), release_in(Stands.TESTED), release_in(Stands.ASKED)
signable, made_public = release_in(Stands.APPROVED), release_in(Stands.PUBLIC)


def public_number() -> str:
    return str(release_that_is(Stands.PUBLIC).number)


def public_file() -> tuple[str, str, str, str]:
    return public_number(), "provisional", "en", "figures.csv"


def public_table() -> tuple[str, str]:
    return public_number(), "P1"


def token() -> str:
    """A token of Ana's."""
    token_of(Person.objects.get(name="Ana"))
    return str(Token.objects.get().uid)


WITH_A_TOKEN: Answers = {"else": 401}  # a session opens nothing there; tests/hub/api tells who reads what with a token
NOBODY_S = "00000000-0000-4000-8000-000000000000"
AMONG_STATES: Answers = {"dragana": 404, "zoran": 404, "else": 302}
AT_THE_OFFICE: Answers = {"sara": 200, "visitor": 302, "else": 404}
BY_THE_OFFICE: Answers = {"sara": 302, "visitor": 302, "else": 404}
SHOWN_EARLY: Answers = {"sara": 200, "ana": 200, "visitor": 302, "else": 404}
AT_ITS_DESK: Answers = {"ana": 200, "vesna": 200, "visitor": 302, "else": 404}
IN_ITS_SECTION: Answers = {**AT_ITS_DESK, "zoran": 200}
NOT_YET: Answers = {"ana": 302, "vesna": 302, "visitor": 302, "else": 404}  # back, with the sentence why
IN_ITS_SECTION_NOT_YET: Answers = {**NOT_YET, "zoran": 302}
ZORANS: Answers = {"zoran": 302, "visitor": 302, "else": 404}
BY_POST: Answers = {"visitor": 302, "else": 405}
FOR_THE_SECRETARIAT: Answers = {"sara": 200, "else": 302}
COORDINATORS: Answers = {"ana": 200, "marko": 200, "else": 302}
WHO_OFFER: Answers = {"visitor": 302, "vesna": 302, "zoran": 302, "else": 200}
BY_ANA: Answers = {"ana": 200, "vesna": 302, "marko": 302, "visitor": 302, "else": 404}
IN_DRAFT: Answers = {"ana": 200, "vesna": 302, "visitor": 302, "else": 404}
ON_A_BOARD: Answers = {"visitor": 302, "dragana": 404, "zoran": 404, "else": 200}
TO_ALL_READERS: Answers = {"dragana": 404, "zoran": 404, "else": 302}  # back to its page, perhaps with a refusal
WHO_RETIRE: Answers = {**ON_A_BOARD, "marko": 302}
WHO_NOTE: Answers = {"visitor": 302, "dragana": 302, "zoran": 302, "else": 200}
BY_SARA: Answers = {"sara": 200, "ana": 302, "vesna": 302, "visitor": 302, "else": 404}
DRAFTING: Answers = {"sara": 200, "visitor": 302, "else": 404}
SEES_THE_CALL: Answers = {"dragana": 404, "visitor": 302, "zoran": 404, "else": 200}
WRITES: Answers = {"sara": 200, "visitor": 302, "else": 404}
WROTE: Answers = {"sara": 302, "visitor": 302, "else": 404}
FOR_STATES: Answers = {"ana": 200, "marko": 200, "vesna": 200, "else": 404}
OPENED: dict[str, tuple[Of, Answers]] = {
    "search": (None, SIGNED_IN),
    "calendar": (None, SIGNED_IN),
    "revoke-calendar": (None, {"visitor": 302, "else": 405}),
    "calendar-feed": ("guessed", {"else": 404}),
    "first-week": (None, SIGNED_IN),
    "dismiss-first-week": (None, {"visitor": 302, "else": 405}),
    "library": (None, EVERYBODY),
    "begin-document": (None, {"dragana": 302, "visitor": 302, "zoran": 302, "else": 200}),
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
    "call-page": (sent_call, {"dragana": 404, "visitor": 302, "zoran": 404, "else": 200}),
    "change-call": (draft_call, DRAFTING),
    "clone-call": (sent_call, {"sara": 200, "dragana": 404, "zoran": 404, "else": 302}),
    "blank-of-call": (blank_of_a_call, {"dragana": 404, "visitor": 302, "zoran": 404, "else": 200}),
    "forms": (None, {"sara": 200, "else": 302}),
    "begin-form": (None, {"sara": 200, "else": 302}),
    "bring-form": (None, {"sara": 200, "else": 302}),
    "form-version": (finished_form, DRAFTING),
    "next-form": (finished_form, BY_POST),
    "blank-form": (its_blank, DRAFTING),
    "form-as-xlsform": (finished_form, DRAFTING),
    "form-draft": (draft_of_a_form, DRAFTING),
    "draft-about": (draft_of_a_form, DRAFTING),
    "draft-add-section": (draft_of_a_form, DRAFTING),
    "draft-section": (its_part, DRAFTING),
    "draft-ask": (its_next_question, DRAFTING),
    "draft-question": (its_question, DRAFTING),
    "draft-move": (draft_of_a_form, BY_POST),
    "draft-remove": (draft_of_a_form, BY_POST),
    "draft-preview": (draft_of_a_form, DRAFTING),
    "draft-finish": (draft_of_a_form, DRAFTING),
    "draft-form-again": (draft_of_a_form, BY_POST),
    "draft-discard": (draft_of_a_form, BY_POST),
    "open-call": (draft_call, {"sara": 200, "visitor": 302, "else": 404}),
    "close-call": (sent_call, BY_POST),
    "remind-silent": (sent_call, BY_POST),
    "ask-about-call": (sent_call, BY_POST),
    "clarify": (asked_about, {"sara": 200, "dragana": 404, "zoran": 404, "else": 302}),
    "who-answered": (sent_call, SEES_THE_CALL),
    "comparison": (sent_call, SEES_THE_CALL),
    "take-comparison": (comparison_as_a_file, SEES_THE_CALL),
    "picture-of-answers": (picture_of_answers, {"visitor": 302, "else": 404}),  # nobody has answered yet
    "trend": (sent_call, SEES_THE_CALL),
    "synthesis": (sent_call, WRITES),
    "take-synthesis": (call_with_a_draft, WRITES),
    "add-paragraph": (sent_call, {"sara": 200, "dragana": 404, "zoran": 404, "else": 302}),
    "show-synthesis": (call_with_a_draft, BY_POST),
    "draft-again": (call_with_a_draft, BY_POST),
    "change-paragraph": (paragraph, WRITES),
    "move-paragraph": (paragraph, BY_POST),
    "withdraw-paragraph": (paragraph, BY_POST),
    "put-back-paragraph": (paragraph, BY_POST),
    "confirm-citation": (citation, BY_POST),
    "submission": (submission_of_serbia, AT_ITS_DESK),
    "extend-submission": (submission_of_serbia, {"sara": 200, "dragana": 404, "zoran": 404, "else": 302}),
    "section": (its_section, IN_ITS_SECTION),
    "save-cells": (its_section, BY_POST),
    "about-cell": (its_cell, IN_ITS_SECTION),
    "section-findings": (its_section, IN_ITS_SECTION),
    "give-reason": (its_section, BY_POST),
    "remark": (its_section, BY_POST),
    "section-history": (its_section, IN_ITS_SECTION),
    "edition-changes": (first_edition, {**AT_ITS_DESK, "sara": 200}),
    "invite-to-sections": (submission_of_serbia, AT_ITS_DESK),
    "my-sections": (submission_of_serbia, {"zoran": 200, "visitor": 302, "else": 404}),
    "withdraw-invited": (invited_by_vesna, BY_POST),
    "section-done": (zorans_section, BY_POST),
    "section-not-done": (zorans_section, BY_POST),
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
    "take-before-meeting": (None, {"visitor": 302, "else": 404}),  # of no desks there is no list
    "themes": (None, SIGNED_IN),
    "put-theme": (None, {**WHO_NOTE, "vesna": 302}),
    "rank-themes": (None, COORDINATORS),
    "theme": (theme_of_serbia, ON_A_BOARD),
    "ask-for-theme": (theme_of_serbia, BY_POST),
    "ask-for-theme-no-more": (theme_of_serbia, BY_POST),
    "retire-theme": (theme_of_serbia, {**WHO_RETIRE, "vesna": 302}),
    "horizon": (None, SIGNED_IN),
    "note-sign": (None, WHO_NOTE),
    "sign": (sign_of_serbia, ON_A_BOARD),
    "say-about-sign": (sign_of_serbia, BY_POST),
    "retire-sign": (sign_of_serbia, WHO_RETIRE),
    "figures": (None, EVERYBODY),
    "figures-method": (None, EVERYBODY),
    "figures-crosswalk": (None, EVERYBODY),
    "figures-profile": ("RS", EVERYBODY),
    "figures-corridors": (None, EVERYBODY),
    "figures-corridor": (("AL", "RS"), {"else": 404}),  # no release has corridors
    "routes": (None, EVERYBODY),
    "route": (way_of_serbia, EVERYBODY),
    "begin-route": (None, {"ana": 200, "marko": 200, "vesna": 200, "sara": 200, "else": 302}),
    "add-route-fact": (way_of_serbia, {"ana": 200, "vesna": 200, "sara": 200, "else": 302}),
    "withdraw-route": (way_of_serbia, {"visitor": 302, "else": 405}),
    "confirm-route-fact": (said_of_it, {"visitor": 302, "else": 405}),
    "take-back-route-fact": (said_of_it, {"visitor": 302, "else": 405}),
    "figures-picture": (("0" * 16, "en", "roles-RS.svg"), {"else": 404}),  # of releases that do not stand
    "explorer": (public_number, EVERYBODY),
    "figures-hidden": (public_number, EVERYBODY),
    "figures-file": (public_file, {"else": 404}),  # nobody has written it yet
    "tokens": (None, SIGNED_IN),
    "make-token": (None, {"visitor": 302, "zoran": 302, "else": 200}),
    "revoke-token": (token, {"visitor": 302, "else": 405}),
    "interface": (None, EVERYBODY),
    "openapi": (None, EVERYBODY),
    "api-territories": (None, EVERYBODY),
    "api-releases": (None, EVERYBODY),
    "api-release": (public_number, EVERYBODY),
    "api-structure": (public_number, {"else": 404}),  # nobody has written it yet
    "api-observations": (public_table, EVERYBODY),
    "api-sdmx-csv": (public_table, {"else": 404}),
    "api-calls": (None, WITH_A_TOKEN),
    "api-questions": (NOBODY_S, WITH_A_TOKEN),
    "api-submissions": (None, WITH_A_TOKEN),
    "api-submission": (NOBODY_S, WITH_A_TOKEN),
    "api-cells": (NOBODY_S, WITH_A_TOKEN),
    "api-nothing": ("x", {"else": 404}),
    "releases": (None, SIGNED_IN),
    "begin-release": (None, {"sara": 200, "else": 302}),
    "known-figures": (None, FOR_THE_SECRETARIAT),
    "drop-known-figures": (series, {"visitor": 302, "else": 405}),
    "release-quality": (compiled_call, {"sara": 200, "ana": 302, "marko": 302, "vesna": 302, "visitor": 302, "else": 404}),
    "compare-policies": (compiled_call, {"sara": 200, "ana": 302, "marko": 302, "vesna": 302, "visitor": 302, "else": 404}),
    "release": (early, SHOWN_EARLY),
    "early-view": (early, SHOWN_EARLY),
    "start-release": (untested, BY_POST),
    "send-release": (proven, AT_THE_OFFICE),
    "approve-figures": (early, BY_POST),
    "refuse-figures": (early, {"ana": 200, "visitor": 302, "else": 404}),
    "sign-release": (signable, {"sara": 200, "ana": 302, "visitor": 302, "else": 404}),
    "discard-release": (proven, BY_POST),
    "mark-release": (made_public, {"sara": 200, "ana": 302, "visitor": 302, "else": 404}),
    "unmark-release": (made_public, BY_POST),
    "withdraw-release": (made_public, {"sara": 200, "ana": 302, "visitor": 302, "else": 404}),
    "home": (None, EVERYBODY),
    "act-for": (None, {"visitor": 302, "else": 405}),
    "look-as": (None, {"else": 405}),
    "ledger": (None, {"visitor": 302, "dragana": 404, "zoran": 404, "else": 200}),
    "ledger-head": (None, {"visitor": 302, "else": 404}),  # nothing is signed yet
    "verify-ledger": (None, {"visitor": 302, "dragana": 404, "zoran": 404, "else": 200}),
    "directory": (None, EVERYBODY),
    "territory": ("RS", EVERYBODY),
    "admit": (None, FOR_THE_SECRETARIAT),
    "edit-territory": ("RS", FOR_THE_SECRETARIAT),
    "eu-status": ("RS", FOR_THE_SECRETARIAT),
    "open-desk": ("RS", FOR_THE_SECRETARIAT),
    "partners": (None, SIGNED_IN),
    "add-partner": (None, FOR_THE_SECRETARIAT),
    "term": (term_of_a_partner, AMONG_COLLEAGUES),
    "end-term": (term_of_a_partner, {"visitor": 302, "else": 405}),
    "permissions": (None, SIGNED_IN),
    "desk": (serbia, AMONG_COLLEAGUES),
    "edit-desk": (serbia, {"ana": 200, "zoran": 404, "else": 302}),
    "hand-over": (serbia, {"ana": 200, "zoran": 404, "else": 302}),
    "call": (None, SIGNED_IN),
    "watch-list": (None, SIGNED_IN),
    "watch": (None, {"ana": 200, "marko": 200, "sara": 200, "else": 302}),
    "add-step": (watched, {"visitor": 302, "dragana": 404, "zoran": 404, "else": 200}),
    "finish-step": (step, {"visitor": 302, "else": 405}),
    "flows": (None, SIGNED_IN),
    "read-flow": (flow_of_serbia, {"visitor": 302, "else": 405}),
    "gallery": (None, EVERYBODY),
    "set_language": (None, {"else": 302}),
    "personal-data": (None, SIGNED_IN),
    "export-personal-data": (None, SIGNED_IN),
    "sent-mail": (None, {"else": 404}),  # only in the demonstration
    "person": (ana, AMONG_COLLEAGUES),
    "invite": (serbia, {"ana": 200, "zoran": 404, "else": 302}),
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
    "change-call": (draft_call, DRAFTING),
    "begin-form": (None, {"sara": 200, "else": 302}),
    "bring-form": (None, {"sara": 200, "else": 302}),
    "next-form": (finished_form, {"sara": 302, "visitor": 302, "else": 404}),
    "draft-about": (draft_of_a_form, DRAFTING),
    "draft-add-section": (draft_of_a_form, DRAFTING),
    "draft-section": (its_part, DRAFTING),
    "draft-ask": (its_next_question, DRAFTING),
    "draft-question": (its_question, DRAFTING),
    "draft-move": (draft_of_a_form, {"visitor": 302, "else": 404}),  # no part is named
    "draft-remove": (draft_of_a_form, {"visitor": 302, "else": 404}),
    "draft-finish": (draft_of_a_form, {"sara": 302, "visitor": 302, "else": 404}),
    "draft-form-again": (draft_of_a_form, {"sara": 302, "visitor": 302, "else": 404}),
    "draft-discard": (draft_of_a_form, {"sara": 302, "visitor": 302, "else": 404}),
    "open-call": (draft_call, {"sara": 302, "visitor": 302, "else": 404}),
    "close-call": (sent_call, {"dragana": 404, "zoran": 404, "else": 302}),
    "remind-silent": (sent_call, {"dragana": 404, "zoran": 404, "else": 302}),
    "ask-about-call": (sent_call, {"dragana": 404, "sara": 302, "visitor": 302, "zoran": 404, "else": 200}),
    "clarify": (asked_about, {"sara": 200, "dragana": 404, "zoran": 404, "else": 302}),
    "extend-submission": (submission_of_serbia, {"sara": 200, "dragana": 404, "zoran": 404, "else": 302}),
    "section": (its_section, IN_ITS_SECTION_NOT_YET),
    "save-cells": (its_section, IN_ITS_SECTION_NOT_YET),
    "give-reason": (its_section, IN_ITS_SECTION_NOT_YET),
    "remark": (its_section, IN_ITS_SECTION_NOT_YET),
    "invite-to-sections": (submission_of_serbia, AT_ITS_DESK),
    "withdraw-invited": (invited_by_vesna, NOT_YET),
    "section-done": (zorans_section, ZORANS),
    "section-not-done": (zorans_section, ZORANS),
    "add-paragraph": (sent_call, {"sara": 200, "dragana": 404, "zoran": 404, "else": 302}),
    "show-synthesis": (call_with_a_draft, WROTE),
    "draft-again": (call_with_a_draft, WROTE),
    "change-paragraph": (paragraph, WRITES),
    "move-paragraph": (paragraph, WROTE),
    "withdraw-paragraph": (paragraph, WROTE),
    "put-back-paragraph": (paragraph, WROTE),
    "confirm-citation": (citation, WROTE),
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
    "note-sign": (None, WHO_NOTE),
    "put-theme": (None, {**WHO_NOTE, "vesna": 302}),
    "rank-themes": (None, COORDINATORS),
    "ask-for-theme": (theme_of_serbia, TO_ALL_READERS),
    "ask-for-theme-no-more": (theme_of_serbia, TO_ALL_READERS),
    "retire-theme": (theme_of_serbia, {**WHO_RETIRE, "vesna": 302}),
    "say-about-sign": (sign_of_serbia, TO_ALL_READERS),
    "retire-sign": (sign_of_serbia, WHO_RETIRE),
    "begin-route": (None, {"ana": 200, "marko": 200, "vesna": 200, "sara": 200, "else": 302}),
    "add-route-fact": (way_of_serbia, {"ana": 200, "vesna": 200, "sara": 200, "else": 302}),
    "withdraw-route": (way_of_serbia, {"else": 302}),
    "confirm-route-fact": (said_of_it, AMONG_STATES),
    "take-back-route-fact": (said_of_it, AMONG_STATES),
    "compare-policies": (compiled_call, {"sara": 200, "ana": 302, "marko": 302, "vesna": 302, "visitor": 302, "else": 404}),
    "begin-release": (None, {"sara": 200, "else": 302}),
    "known-figures": (None, FOR_THE_SECRETARIAT),
    "drop-known-figures": (series, {"else": 302}),
    "start-release": (untested, BY_THE_OFFICE),
    "send-release": (proven, AT_THE_OFFICE),
    "approve-figures": (early, {"ana": 302, "visitor": 302, "else": 404}),
    "refuse-figures": (early, {"ana": 200, "visitor": 302, "else": 404}),
    "sign-release": (signable, {"sara": 302, "ana": 302, "visitor": 302, "else": 404}),
    "discard-release": (proven, BY_THE_OFFICE),
    "mark-release": (made_public, {"sara": 200, "ana": 302, "visitor": 302, "else": 404}),
    "unmark-release": (made_public, {"sara": 302, "ana": 302, "visitor": 302, "else": 404}),
    "withdraw-release": (made_public, {"sara": 200, "ana": 302, "visitor": 302, "else": 404}),
    "make-token": (None, {"visitor": 302, "zoran": 302, "else": 200}),
    "revoke-token": (token, {"ana": 302, "visitor": 302, "else": 404}),
    "calendar": (None, {"visitor": 302, "else": 200}),
    "revoke-calendar": (None, {"else": 302}),
    "calendar-feed": ("guessed", {"else": 404}),
    "dismiss-first-week": (None, {"else": 302}),
    "begin-document": (None, {"dragana": 302, "visitor": 302, "zoran": 302, "else": 200}),
    "write-draft": (rules_of_serbia, {"ana": 200, "vesna": 200, "marko": 302, "visitor": 302, "else": 404}),
    "publish-draft": (rules_of_serbia, {"ana": 302, "vesna": 302, "marko": 302, "visitor": 302, "else": 404}),
    "discard-draft": (rules_of_serbia, {"ana": 302, "vesna": 302, "marko": 302, "visitor": 302, "else": 404}),
    "verify-ledger": (None, {"visitor": 302, "dragana": 404, "zoran": 404, "else": 200}),
    "admit": (None, FOR_THE_SECRETARIAT),
    "edit-territory": ("RS", FOR_THE_SECRETARIAT),
    "eu-status": ("RS", FOR_THE_SECRETARIAT),
    "open-desk": ("RS", FOR_THE_SECRETARIAT),
    "add-partner": (None, FOR_THE_SECRETARIAT),
    "term": (term_of_a_partner, AMONG_COLLEAGUES),
    "end-term": (term_of_a_partner, {"zoran": 404, "else": 302}),
    "watch": (None, {"ana": 200, "marko": 200, "sara": 200, "else": 302}),
    "edit-desk": (serbia, {"ana": 200, "zoran": 404, "else": 302}),
    "hand-over": (serbia, {"ana": 200, "zoran": 404, "else": 302}),
    "add-step": (watched, {"visitor": 302, "dragana": 404, "zoran": 404, "else": 200}),
    "finish-step": (step, {"dragana": 404, "zoran": 404, "else": 302}),
    "read-flow": (flow_of_serbia, {"marko": 404, "dragana": 404, "else": 302}),
    "set_language": (None, {"else": 302}),
    "act-for": (None, {"visitor": 302, "else": 404}),  # no mandate is named
    "look-as": (None, {"else": 404}),  # only in the demonstration
    "invite": (serbia, {"ana": 200, "zoran": 404, "else": 302}),
    "withdraw-invitation": (invitation, {"zoran": 404, "else": 302}),
    "invitation": (link, {"visitor": 200, "else": 302}),
    "end-sessions": (None, {"else": 302}),
    "throw-away-unsent": (None, {"else": 302}),
}


@pytest.fixture(autouse=True)
def var(settings, tmp_path: Path) -> None:
    """A folder of the hub for one test."""
    settings.VAR = tmp_path


@pytest.fixture
def demonstration(db: None) -> None:
    """The demonstration's Network, and Zoran of the police, who is invited to a section."""
    fill_demonstration()
    zoran()


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


def got(method: str, there: str) -> Answers:
    """What each of the people gets at an address, as if nobody else had ever asked."""
    answers = {}
    for who in PEOPLE:
        with transaction.atomic():
            answers[who] = client_of(who).generic(method, there).status_code
            transaction.set_rollback(True)
    return answers


def for_each(answers: Answers) -> Answers:
    """A row of the table above, written out."""
    return {who: answers.get(who, answers["else"]) for who in PEOPLE}


def test_every_address_says_who_may_open_it() -> None:
    assert set(names(get_resolver().url_patterns)) == set(OPENED)


@pytest.mark.parametrize("name", OPENED)
def test_an_address_opens_for_whom_it_should(demonstration: None, name: str, record_property) -> None:
    of, answers = OPENED[name]

    found = got("GET", address(name, of))

    record_property("cells", len(found))
    assert found == for_each(answers)


@pytest.mark.parametrize("name", POSTED)
def test_a_form_is_taken_from_whom_it_should(demonstration: None, name: str, record_property) -> None:
    of, answers = POSTED[name]

    found = got("POST", address(name, of))

    record_property("cells", len(found))
    assert found == for_each(answers)


@pytest.mark.parametrize("name", [name for name, (of, _) in OPENED.items() if callable(of)])
def test_what_does_not_exist_looks_like_what_one_may_not_see(demonstration: None, name: str) -> None:
    client, there = client_of("ana"), missing(name, OPENED[name][0])

    answer = client.get(there) if name.startswith("api-") else client.post(there)  # what is only read there takes no form

    assert answer.status_code == 404


def test_who_is_invited_to_one_section_opens_no_other_and_no_other_desk_s(demonstration: None) -> None:
    submission = Submission.objects.get(uid=submission_of_serbia())
    others = [(submission, section.code) for section in submission.call.form.form.sections if section.code != "needs"]
    others += [(one, "needs") for one in submission.call.submissions.exclude(pk=submission.pk)]
    pages = ("section", "section-history", "section-findings", "save-cells", "give-reason", "remark")
    client = client_of("zoran")

    answers = {
        client.post(reverse(name, args=[one.uid, code])).status_code
        if name in ("save-cells", "give-reason", "remark")
        else client.get(reverse(name, args=[one.uid, code])).status_code
        for name in pages
        for one, code in others
    }

    assert answers == {404}
