"""Whatever an action does is an entry of the ledger. An action without a story here fails; so does a story without an action."""

import inspect
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from engine.release.made_release import release as made_by_hand
from hub.conftest import Browse
from hub.statistics.made_releases import WHY, accepted_call, release_that_is, small_policy
from natc.engine.standard.asked.files import Brought
from natc.engine.standard.asked.form import Given as Answered
from natc.hub.api import actions as api
from natc.hub.api.models import Scope, Token
from natc.hub.audit import actions as audit
from natc.hub.audit.models import Event
from natc.hub.home import actions as home
from natc.hub.library import actions as library
from natc.hub.library.models import Revision
from natc.hub.members import actions as members
from natc.hub.members.accounts import actions as accounts
from natc.hub.members.accounts.models import Invitation
from natc.hub.members.models import Desk, Flow, Kind, Mandate, Membership, NextStep, Person, Territory, Topic, WatchedCountry
from natc.hub.needs.actions import arrangements, assistance, boards, notices, signs, themes
from natc.hub.needs.models import Arrangement, AssistanceRequest, Notice, Side, Sign, Theme
from natc.hub.site.demonstration import fill_demonstration
from natc.hub.statistics.actions import making, routing, running
from natc.hub.statistics.models import Contribution, Release
from natc.hub.statistics.models import Status as Stands
from natc.hub.submissions.actions import answers, calls, drafts, erasing, invited, moves, synthesis
from natc.hub.submissions.actions.answers import Written
from natc.hub.submissions.models import Call, FormDraft, FormVersion, InvitedSection, Paragraph, Submission, Synthesis
from natc.hub.submissions.outline import fill_forms

ROOT = Path(__file__).parents[2] / "src"
NO_LEAF = {
    "natc.hub.audit.actions.sign_head": "it signs the ledger; an entry of it would call for the next signature",
    "natc.hub.files.actions.keep": "the record that owns the file is what somebody did; its action records it",
    "natc.hub.files.actions.let_go": "the action that gives the file up records it",
    "natc.hub.home.actions.note_visit": "reading a page is no act",
    **{
        f"natc.hub.submissions.actions.answers.{name}": "a save is history of its cell; handing in is one leaf over all answers"
        for name in ("save_answers", "give_reason", "comment")
    },
    **{
        f"natc.hub.submissions.actions.drafts.{name}": "a change of a draft is kept with who made it; finishing is the leaf"
        for name in ("write_about", "write_section", "write_question", "move_section", "move_question", "remove_section")
    },
    "natc.hub.submissions.actions.drafts.remove_question": "as the other changes of a draft",
    **{
        f"natc.hub.submissions.actions.drafts.{name}": "it reads and changes nothing"
        for name in ("seen_of", "about_of", "heading_of", "codes_taken")
    },
    "natc.hub.statistics.actions.running.hear": "how far a test is changes nothing; its end is recorded",
    "natc.hub.submissions.actions.invited.end_all": "withdrawing, handing in and closing record it",
    "natc.hub.submissions.actions.invited.move_last_day": "the extension records it",
}
YEAR_ON = timezone.now().date() + timedelta(days=365)


@pytest.fixture
def scene(db: None, settings, tmp_path: Path) -> SimpleNamespace:
    """The demonstration, and those of it who act in the stories."""
    settings.VAR = tmp_path
    fill_demonstration()
    people = {name.lower(): Person.objects.get(name=name) for name in ("Ana", "Vesna", "Marko", "Sara")}
    desks = {"serbia": Desk.objects.get(organisation__territory__code="RS"), "office": Desk.objects.get(kind=Kind.SECRETARIAT)}
    about = {"croatia": Territory.objects.get(code="HR"), "watched": WatchedCountry.objects.get()}
    return SimpleNamespace(**people, **desks, **about)


Given = dict[str, object]  # the arguments of an action in its story
Story = Callable[[SimpleNamespace], Given]


def by_ana(s: SimpleNamespace, **given: object) -> Given:
    return {**given, "by": s.ana, "desk": s.serbia}


def by_sara(s: SimpleNamespace, **given: object) -> Given:
    return {**given, "by": s.sara, "desk": s.office}


def for_a_term(s: SimpleNamespace, **given: object) -> Given:
    return by_sara(s, sponsor=s.croatia, last_day=YEAR_ON, source="Decision 7/2026", **given)


def shelter() -> Membership:
    return Membership.objects.get(category="civil_society")


def flow() -> Flow:
    return Flow.objects.filter(territory__code="RS")[0]


def about_a_document(s: SimpleNamespace) -> Given:
    return by_ana(s, uid=uuid4(), title="Rules", language="en", kind="rules", readers="states")


def a_text(s: SimpleNamespace) -> Given:
    begun = library.begin(**about_a_document(s))
    return {"document": begun, "language": "en", "text": "# one One", "changed": "", "original": None, "by": s.ana}


def draft(s: SimpleNamespace) -> Revision:
    return library.write(**a_text(s))


def about_nina(s: SimpleNamespace) -> Given:
    return by_ana(s, email="nina@agency.example", role="deputy", site="https://x.example")


def a_calendar(s: SimpleNamespace) -> Given:
    home.make_calendar(**by_ana(s))
    return by_ana(s)


def about_a_token(s: SimpleNamespace) -> Given:
    Browse()(s.ana)  # she has a second proof
    return by_ana(s, name="x", scopes=[Scope.CALLS], days=30)


def a_token(s: SimpleNamespace) -> Token:
    api.make_token(**about_a_token(s))
    return Token.objects.get()


def by_a_program(s: SimpleNamespace) -> Given:
    Flow.objects.update(read_on=timezone.now().date())
    submission = an_open_call(s).submissions.get()
    return by_ana(s, submission=submission, cells=[Written("gap", Answered("x"), 0, uuid4())])


def an_old_invitation(s: SimpleNamespace) -> Given:
    accounts.invite(**about_nina(s))
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=31))
    return {}


def an_empty_office(s: SimpleNamespace) -> Given:
    Mandate.objects.filter(desk=s.office).update(last_day=date(2025, 2, 1))
    return {"desk": s.office, "email": "x@x.example", "site": "https://x.example"}


def an_entry(s: SimpleNamespace) -> Given:
    home.make_calendar(**by_ana(s))
    return {"index": 0, "by": s.ana.uid, "desk": s.serbia.uid}


def an_invitation(s: SimpleNamespace, **changed: object) -> Invitation:
    return accounts.invite(**{**about_nina(s), **changed})


def about_a_call(s: SimpleNamespace) -> Given:
    fill_forms()
    days = {"opens_on": timezone.now().date(), "due_on": timezone.now().date(), "zone": "UTC"}
    days |= {"first_day": date(2025, 1, 1), "last_day": date(2025, 12, 31)}
    form = FormVersion.objects.get(code="readiness")
    asked = {"title": {"original": "en", "en": "x"}, "note": None, "form": form, "reviewer": s.office, "desks": [s.serbia]}
    return by_sara(s, uid=uuid4(), **asked, **days)


def a_call(s: SimpleNamespace) -> Call:
    return calls.begin(**about_a_call(s))


def an_open_call(s: SimpleNamespace) -> Call:
    begun = a_call(s)
    calls.open_call(**by_sara(s, call=begun))
    return Call.objects.get(pk=begun.pk)


def a_whole_submission(s: SimpleNamespace) -> Submission:
    """Serbia's, answered by Vesna with a reason for each question."""
    found = an_open_call(s).submissions.get()
    keys = found.call.form.form.listed
    cells = [Written(key, Answered(reason="NotAssessed"), 0, uuid4()) for key in keys]
    answers.save_answers(submission=found, cells=cells, by=s.vesna, desk=s.serbia)
    return found


def one_that_is(status: str) -> Callable[[SimpleNamespace], Submission]:
    """A submission that Vesna made ready, and that went on to be handed in or accepted."""

    def made(s: SimpleNamespace) -> Submission:
        found = a_whole_submission(s)
        moves.make_ready(submission=found, by=s.vesna, desk=s.serbia)
        if status in ("submitted", "accepted"):
            moves.submit(**by_ana(s, submission=found))
        if status == "accepted":
            moves.accept(**by_sara(s, submission=found))
        return found

    return made


ready, submitted, accepted = one_that_is("ready"), one_that_is("submitted"), one_that_is("accepted")


def about_paper(s: SimpleNamespace) -> Given:
    scan = SimpleUploadedFile("scan.pdf", b"%PDF-1.7\n%%EOF\n")
    return by_ana(s, submission=ready(s), scan=scan, signer="The Minister", signed_on=date(2026, 3, 2))


def brought(s: SimpleNamespace) -> Given:
    Flow.objects.update(read_on=timezone.now().date())
    about = Brought("RS", date(2025, 1, 1), date(2025, 12, 31), {"gap": Answered("x")})
    return by_ana(s, submission=an_open_call(s).submissions.get(), brought=about, digest="0" * 64)


def about_zoran(s: SimpleNamespace) -> Given:
    submission = a_whole_submission(s)
    sections = [submission.call.form.form.sections[0].code]
    about = {"name": "Zoran", "email": "zoran@police.example", "organisation": "Police", "site": "https://x.example"}
    return by_ana(s, submission=submission, sections=sections, **about)


def zorans(s: SimpleNamespace) -> InvitedSection:
    """A section in which nothing is blank, to which Zoran has come."""
    one = invited.invite(**about_zoran(s))
    zoran = Person.objects.create_user("zoran@police.example", name="Zoran")
    accounts.accept(invitation=one.invitation, by=zoran)
    return one.sections.get()


def by_zoran(s: SimpleNamespace) -> Given:
    return {"section": zorans(s), "by": Person.objects.get(name="Zoran")}


def a_question(s: SimpleNamespace) -> Given:
    return by_ana(s, uid=uuid4(), call=an_open_call(s), question="What?", language="en")


def worded() -> Given:
    return {"title": "x", "text": "x", "topic": Topic.objects.all()[0], "form": "expert", "until": YEAR_ON}


def about_a_need(s: SimpleNamespace) -> Given:
    circle = {"circle": "members", "category": "", "desks": []}
    return by_ana(s, uid=uuid4(), side=Side.NEED, language="en", **worded(), **circle)


def a_need(s: SimpleNamespace) -> Notice:
    return notices.begin(**about_a_need(s))


def a_posted_need(s: SimpleNamespace) -> Notice:
    need = a_need(s)
    notices.post(**by_ana(s, notice=need))
    return need


def about_help(s: SimpleNamespace) -> Given:
    said = {"text": "x", "language": "en", "by": s.marko, "desk": s.marko.mandates.get().desk}
    return {"uid": uuid4(), "need": a_posted_need(s), "offer": None, **said}


def proposed(s: SimpleNamespace) -> Arrangement:
    return arrangements.propose(**about_help(s))


def agreed(s: SimpleNamespace) -> Arrangement:
    made = proposed(s)
    arrangements.agree(**by_ana(s, arrangement=made, answer="x"))
    return made


def about_assistance(s: SimpleNamespace) -> Given:
    said = {name: given for name, given in worded().items() if name != "until"}
    return by_ana(s, uid=uuid4(), language="en", **said)


def taken_up(s: SimpleNamespace) -> AssistanceRequest:
    asked = assistance.ask(**about_assistance(s))
    assistance.take_up(**by_sara(s, request=asked, days=7))
    return asked


def about_a_sign(s: SimpleNamespace) -> Given:
    said = {"title": "x", "text": "x", "language": "en", "area": "law", "place": "x", "source": "x"}
    return by_ana(s, uid=uuid4(), **said)


def a_sign(s: SimpleNamespace) -> Sign:
    return signs.note(**about_a_sign(s))


def about_a_theme(s: SimpleNamespace) -> Given:
    said = {"title": "x", "text": "x", "language": "en", "call": None, "meeting": "x", "on": date(2026, 1, 1)}
    return by_ana(s, uid=uuid4(), states=[Territory.objects.get(code="RS")], **said)


def a_theme(s: SimpleNamespace) -> Theme:
    return themes.put(**about_a_theme(s))


def about_a_form(s: SimpleNamespace) -> Given:
    return by_sara(s, uid=uuid4(), title={"en": "A form"}, purpose={"en": "To try it."}, tags=["en"])


def a_draft(s: SimpleNamespace) -> FormDraft:
    """The next version of a form that comes with the platform: nothing is missing in it."""
    fill_forms()
    return drafts.begin_next(**by_sara(s, version=FormVersion.objects.get(code="readiness")))


def a_finished_form(s: SimpleNamespace) -> FormDraft:
    begun = a_draft(s)
    drafts.finish(**by_sara(s, draft=begun))
    return FormDraft.objects.get(pk=begun.pk)


def changed_call(s: SimpleNamespace) -> Given:
    about = about_a_call(s)
    del about["uid"]
    return {**about, "call": a_call(s)}


def about_a_paragraph(s: SimpleNamespace) -> Given:
    """Of a synthesis that cites what Serbia answered."""
    submission = accepted(s)
    cites = [submission.answers.get(key="mechanism").uid]
    return by_sara(s, uid=uuid4(), call=submission.call, text="x", language="en", cites=cites)


def a_paragraph(s: SimpleNamespace) -> Paragraph:
    return synthesis.add(**about_a_paragraph(s))


def another(s: SimpleNamespace) -> Paragraph:
    first = a_paragraph(s)
    return synthesis.add(**by_sara(s, uid=uuid4(), call=first.synthesis.call, text="y", language="en", cites=[]))


def one_that_is_shown(s: SimpleNamespace) -> Synthesis:
    found = a_paragraph(s).synthesis
    synthesis.show(**by_sara(s, synthesis=found))
    return found


def about_a_release(s: SimpleNamespace) -> Given:
    return by_sara(s, uid=uuid4(), call=accepted_call({"RS": {}}), policy=small_policy(), replaces=None, why=None)


def one_of(status: Stands, **given: object) -> Story:
    """About a release at a point of its way, by Sara."""
    return lambda s: by_sara(s, release=release_that_is(status), **given)


def by_itself(status: Stands, **given: object) -> Story:
    """About a release at a point of its way, by the test or the clock."""
    return lambda _s: {"release": release_that_is(status), **given}


SERIES = {"name": "own.csv", "content": "territory,year,table,cell,value,address\nRS,2024,sex,F,52,https://example.org/report\n"}


def own_part(s: SimpleNamespace) -> Contribution:
    return release_that_is(Stands.ASKED).contributions.get(desk=s.serbia)


def a_marked_release(s: SimpleNamespace) -> Given:
    return by_sara(s, release=release_that_is(Stands.PUBLIC, mistake=WHY))


def of_silent_states(s: SimpleNamespace) -> Given:
    release = release_that_is(Stands.ASKED)
    Release.objects.update(answers_by=timezone.now())
    return {"release": release}


def about_a_route(s: SimpleNamespace) -> Given:
    return by_ana(s, uid=uuid4(), name="x", language="en", countries=["BG", "RS"])


def about_a_fact(s: SimpleNamespace) -> Given:
    route = routing.begin(**about_a_route(s))
    return by_ana(s, uid=uuid4(), route=route, about="languages", text="x", language="en", source="x")


STORIES: dict[Callable[..., object], Story] = {
    audit.record: lambda s: {"what": "desk confirmed", "by": s.ana.uid, "desk": s.serbia.uid, "target": None},
    audit.erase: an_entry,
    api.make_token: about_a_token,
    api.revoke_token: lambda s: {"token": a_token(s), "by": s.ana},
    api.write_cells: by_a_program,
    home.make_calendar: by_ana,
    home.revoke_calendar: a_calendar,
    home.dismiss_first_week: by_ana,
    home.choose_language: lambda s: {"language": "sr", "by": s.ana},
    home.erase_outlived: an_old_invitation,
    home.erase_person: lambda s: {"person": s.vesna},
    library.begin: about_a_document,
    library.write: a_text,
    library.publish: lambda s: {"document": draft(s).document, "by": s.ana},
    library.discard: lambda s: {"draft": draft(s), "by": s.ana},
    members.confirm_desk: lambda s: by_ana(s, **dict.fromkeys(members.REACHED, "")),
    members.hand_over: lambda s: {"desk": s.serbia, "to": s.vesna, "by": s.ana},
    members.watch: lambda s: by_ana(s, uid=uuid4(), code="IQ", reason="x", language="en", lead=s.serbia, contact=""),
    members.add_step: lambda s: by_ana(s, country=s.watched, text="x", language="en", owner=s.serbia, due_on=YEAR_ON),
    members.finish_step: lambda s: by_ana(s, step=NextStep.objects.get()),
    members.read_flow: lambda s: by_ana(s, flow=flow()),
    members.admit: lambda s: for_a_term(s, uid=uuid4(), code="UA", tier="limited"),
    members.add_partner: lambda s: for_a_term(s, uid=uuid4(), name="x", language="en", category="tourism"),
    members.renew: lambda s: for_a_term(s, membership=shelter()),
    members.end_term: lambda s: by_sara(s, membership=shelter()),
    members.open_desk: lambda s: by_sara(
        s, uid=uuid4(), territory=s.croatia, kind="agency", organisation="x", name="x", language="en"
    ),
    members.name_territory: lambda s: by_sara(s, territory=s.croatia, order=1, names={}),
    members.set_eu_status: lambda s: by_sara(s, territory=s.croatia, status="none", first_day=YEAR_ON, source="x"),
    calls.begin: about_a_call,
    calls.change: changed_call,
    drafts.begin: about_a_form,
    drafts.bring: lambda s: by_sara(s, raw=a_draft(s).raw | {"code": "brought"}, digest="0" * 64),
    drafts.begin_next: lambda s: by_sara(s, version=a_call(s).form),
    drafts.finish: lambda s: by_sara(s, draft=a_draft(s)),
    drafts.draft_again: lambda s: by_sara(s, draft=a_finished_form(s)),
    drafts.discard: lambda s: by_sara(s, draft=a_draft(s)),
    calls.open_call: lambda s: by_sara(s, call=a_call(s)),
    calls.close: lambda s: by_sara(s, call=an_open_call(s)),
    calls.extend: lambda s: by_sara(s, submission=a_whole_submission(s), due_on=YEAR_ON, reason="x"),
    calls.ask: a_question,
    calls.clarify: lambda s: by_sara(s, clarification=calls.ask(**a_question(s)), answer="x", language="en"),
    calls.remind: lambda s: by_sara(s, call=an_open_call(s), site="https://x.example"),
    answers.bring: brought,
    erasing.erase_answers: lambda s: {"submission": a_whole_submission(s)},
    invited.invite: about_zoran,
    invited.withdraw: lambda s: by_ana(s, invited=invited.invite(**about_zoran(s))),
    invited.say_done: lambda s: {**by_zoran(s), "site": "https://x.example"},
    invited.take_back_done: by_zoran,
    moves.make_ready: lambda s: by_ana(s, submission=a_whole_submission(s)),
    moves.submit: lambda s: by_ana(s, submission=ready(s)),
    moves.send_back: lambda s: by_sara(s, submission=submitted(s), reason="x"),
    moves.accept: lambda s: by_sara(s, submission=submitted(s)),
    moves.reopen: lambda s: by_sara(s, submission=accepted(s), reason="x"),
    moves.record_paper: about_paper,
    moves.confirm_paper: lambda s: by_sara(s, paper=moves.record_paper(**about_paper(s))),
    moves.refuse_paper: lambda s: by_sara(s, paper=moves.record_paper(**about_paper(s))),
    notices.begin: about_a_need,
    notices.word_anew: lambda s: by_ana(s, notice=a_need(s), **worded()),
    notices.choose_circle: lambda s: by_ana(s, notice=a_need(s), circle="secretariat", category="", desks=[]),
    notices.post: lambda s: by_ana(s, notice=a_need(s)),
    notices.close: lambda s: by_ana(s, notice=a_posted_need(s), outcome="fully", ending="x"),
    notices.withdraw: lambda s: by_ana(s, notice=a_posted_need(s), ending="x"),
    arrangements.propose: about_help,
    arrangements.agree: lambda s: by_ana(s, arrangement=proposed(s), answer="x"),
    arrangements.decline: lambda s: by_ana(s, arrangement=proposed(s), answer="x"),
    arrangements.finish: lambda s: by_ana(s, arrangement=agreed(s), result="x"),
    assistance.ask: about_assistance,
    assistance.take_up: lambda s: by_sara(s, request=assistance.ask(**about_assistance(s)), days=7),
    assistance.close: lambda s: by_sara(s, request=taken_up(s), result="given", ending="x"),
    assistance.take_back: lambda s: by_ana(s, request=taken_up(s), ending="x"),
    signs.note: about_a_sign,
    signs.say: lambda s: by_ana(s, sign=a_sign(s), voice="seen"),
    themes.put: about_a_theme,
    themes.ask_too: lambda s: by_ana(s, theme=a_theme(s)),
    themes.ask_no_more: lambda s: by_ana(s, theme=a_theme(s)),
    themes.rank: lambda s: by_ana(s, themes=[a_theme(s)]),
    boards.retire: lambda s: by_ana(s, noted=a_sign(s), because="x"),
    synthesis.add: about_a_paragraph,
    synthesis.change: lambda s: by_sara(s, paragraph=a_paragraph(s), text="y", cites=[], seen=1),
    synthesis.move_up: lambda s: by_sara(s, paragraph=another(s)),
    synthesis.withdraw: lambda s: by_sara(s, paragraph=a_paragraph(s)),
    synthesis.put_back: lambda s: by_sara(s, paragraph=a_paragraph(s)),
    synthesis.confirm: lambda s: by_sara(s, citation=a_paragraph(s).citations.get()),
    synthesis.show: lambda s: by_sara(s, synthesis=a_paragraph(s).synthesis),
    synthesis.draft_again: lambda s: by_sara(s, synthesis=one_that_is_shown(s)),
    making.begin: about_a_release,
    making.start: one_of(Stands.DRAFT),
    making.send: one_of(Stands.TESTED, public_on=YEAR_ON),
    making.approve: lambda s: by_ana(s, contribution=own_part(s)),
    making.refuse: lambda s: by_ana(s, contribution=own_part(s), reason="x"),
    making.sign: one_of(Stands.APPROVED),
    making.bring_series: lambda s: by_sara(s, uid=uuid4(), **SERIES),
    making.drop_series: lambda s: by_sara(s, series=making.bring_series(**by_sara(s, uid=uuid4(), **SERIES))),
    making.discard: one_of(Stands.ASKED),
    making.mark: one_of(Stands.PUBLIC, why="x", language="en"),
    making.unmark: a_marked_release,
    making.withdraw: one_of(Stands.PUBLIC, why="x", language="en"),
    running.finish: by_itself(Stands.TESTING, made=made_by_hand()),
    running.fail: by_itself(Stands.TESTING, trouble="x"),
    running.close_answers: of_silent_states,
    running.publish: by_itself(Stands.SIGNED),
    routing.begin: about_a_route,
    routing.say: about_a_fact,
    routing.confirm: lambda s: by_sara(s, fact=routing.say(**about_a_fact(s))),
    routing.take_back: lambda s: by_ana(s, fact=routing.say(**about_a_fact(s))),
    routing.withdraw: lambda s: by_ana(s, route=routing.begin(**about_a_route(s))),
    accounts.invite: about_nina,
    accounts.invite_first: an_empty_office,
    accounts.withdraw: lambda s: {"invitation": an_invitation(s), "by": s.ana},
    accounts.accept_as_newcomer: lambda s: {"invitation": an_invitation(s), "name": "Nina", "password": "x", "language": "en"},
    accounts.accept: lambda s: {"invitation": an_invitation(s, email=s.marko.email), "by": s.marko},
    accounts.end_sessions: lambda s: {"by": s.ana},
    accounts.look: lambda s: by_ana(s, about=s.marko),
}


def named(function: Callable[..., object]) -> str:
    return f"{function.__module__}.{function.__name__}"


def actions_of_all_apps() -> Iterator[str]:
    for file in (*ROOT.glob("natc/hub/**/actions.py"), *ROOT.glob("natc/hub/**/actions/*.py")):
        module = import_module(".".join(file.relative_to(ROOT).with_suffix("").parts))
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if not name.startswith("_") and function.__module__ == module.__name__:
                yield named(function)


def test_every_action_has_a_story_or_a_reason() -> None:
    assert set(actions_of_all_apps()) == {named(function) for function in STORIES} | set(NO_LEAF)


@pytest.mark.parametrize("action", STORIES, ids=named)
def test_an_action_leaves_a_leaf(action: Callable[..., object], scene: SimpleNamespace) -> None:
    given = STORIES[action](scene)
    before = Event.objects.count()

    action(**given)

    assert Event.objects.count() > before
