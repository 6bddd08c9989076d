"""Calls as the demonstration shows them: every state of a call's life, told with the same actions that people use."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from natc.engine.standard.asked.annual import answers_of
from natc.engine.standard.asked.drafting import question_of
from natc.engine.standard.asked.form import AskedForm, Given
from natc.engine.standard.form import read_yaml
from natc.engine.standard.submission_file import read_submission
from natc.hub.members.accounts.actions import accept
from natc.hub.members.models import Desk, Kind, Mandate, Person
from natc.hub.members.permissions import Role
from natc.hub.submissions.actions import answers, calls, drafts, invited, moves, synthesis
from natc.hub.submissions.actions.answers import Written
from natc.hub.submissions.models import Answer, Call, FormVersion, Submission
from natc.hub.submissions.outline import fill_forms

CALLS = Path(__file__).with_name("demonstration_calls.yaml")
FIGURES = Path(__file__).with_name("demonstration_submission.json")  # made by natc aggregate from invented registers
SCAN = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
ZONE = "Europe/Belgrade"
UNFINISHED = ("J1", "J2", "J3")  # sections that Serbia has not answered yet
CHANGED = ("J4|Total", "J4|Charge")  # cells that a state changes after it was accepted


def fill_calls() -> None:
    """Write the calls into a hub that has the people of the demonstration; does nothing where there are calls already.

    Each act is a transaction of its own: pages are served meanwhile.
    """
    if Call.objects.exists():
        return
    fill_forms()
    told = _Told(read_yaml(CALLS))
    told.annual_submission()
    told.earlier_consultation()
    told.synthesis(told.consultation())
    told.progress_report()
    told.begin("readiness", opens=7, due=40)
    told.draft_of_a_form()


class _Told:
    """The story: its words, the secretariat, and who prepares and approves in each state."""

    def __init__(self, words: dict[str, Any]) -> None:
        self.words = words
        self.sara = Person.objects.get(mandates__role=Role.SECRETARIAT)
        self.secretariat = Desk.objects.get(kind=Kind.SECRETARIAT)
        self.offices = {desk.organisation.territory.code: desk for desk in Desk.objects.filter(kind=Kind.COORDINATION)}
        for code, name in words["deputies"].items():
            _deputy(name, self.offices[code])

    def annual_submission(self) -> None:
        """Eleven states, no two of them at the same point."""
        call, words = self.open("submission", "annual", opens=-40, due=12), self.words["annual"]
        figures = answers_of(read_submission(FIGURES))
        form = call.form.form
        for code, times in words["times"].items():
            self.answer(call, code, so_many_times(form, figures, times))
        for code in ("RO", "HR", "BG", "BA"):
            self.hand_in(call, code)
        for code in ("AL", "MD"):
            self.approve_on_paper(call, code)
        self.make_ready(call, "ME")
        moves.confirm_paper(paper=_of(call, "AL").paper_approvals.get(), by=self.sara, desk=self.secretariat)
        for code in ("RO", "HR"):
            moves.accept(submission=_of(call, code), by=self.sara, desk=self.secretariat)
        moves.reopen(submission=_of(call, "HR"), reason=words["again"], by=self.sara, desk=self.secretariat)
        moves.send_back(submission=_of(call, "BA"), reason=words["back"], by=self.sara, desk=self.secretariat)
        until = call.due_on + timedelta(days=21)
        calls.extend(submission=_of(call, "SI"), due_on=until, reason=words["longer"], by=self.sara, desk=self.secretariat)
        self.change_after_accepting(call, "RO")
        self.leave_unfinished(call)
        self.invite_to_sections(call)

    def change_after_accepting(self, call: Call, code: str) -> None:
        """A state hands in anew, so that the page shows what has changed."""
        submission, reason = _of(call, code), self.words["annual"]["changed"]
        moves.reopen(submission=submission, reason=reason, by=self.sara, desk=self.secretariat)
        standing = submission.answers.filter(key__in=CHANGED)
        more = [Written(one.key, Given(one.given.value + 1), one.version, uuid4()) for one in standing]
        answers.save_answers(submission=submission, cells=more, by=self.who(code, Role.COORDINATOR), desk=submission.desk)
        self.hand_in(call, code)
        moves.accept(submission=submission, by=self.sara, desk=self.secretariat)

    def invite_to_sections(self, call: Call) -> None:
        """Somebody of the police has filled in one of two sections for Serbia; somebody of an NGO has not come yet."""
        submission, vesna = _of(call, "RS"), Person.objects.get(name="Vesna")
        about: dict[str, Any] = {"submission": submission, "by": vesna, "desk": submission.desk, "site": "http://localhost"}
        came, _still_out = [invited.invite(**about, **one) for one in self.words["annual"]["invited"]]
        zoran = Person.objects.create_user(came.invitation.email, name=came.name)
        accept(invitation=came.invitation, by=zoran)
        first = came.sections.all()[0]
        seen = {answer.key: answer.version for answer in submission.answers.all()}
        own = first.section.own(answers_of(read_submission(FIGURES)))
        cells = [Written(key, given, seen.get(key, 0), uuid4()) for key, given in own.items()]
        answers.save_answers(submission=submission, cells=cells, by=zoran, desk=submission.desk)
        invited.say_done(section=first, by=zoran, site="http://localhost")

    def leave_unfinished(self, call: Call) -> None:
        """Serbia is still at it: some sections are blank again, and one total is wrong."""
        submission, vesna = _of(call, "RS"), Person.objects.get(name="Vesna")
        standing = {answer.key: answer for answer in submission.answers.all()}
        total = standing["P2|Total"].given.value
        wrong = Written("P2|Total", Given(total + 3), 1, uuid4())
        blank = [Written(key, Given(), 1, uuid4()) for key in standing if key.startswith(UNFINISHED)]
        answers.save_answers(submission=submission, cells=[wrong, *blank], by=vesna, desk=submission.desk)
        answers.comment(
            submission=submission,
            key="P2|Total",
            text=self.words["annual"]["remark"],
            for_reviewer=False,
            by=vesna,
            desk=submission.desk,
        )

    def consultation(self) -> Call:
        """Five states have answered, two have asked."""
        call, words = self.open("consultation", "consultation", opens=-10, due=20), self.words["consultation"]
        for code, said in words["answers"].items():
            self.answer(call, code, _opinion(said, words))
            self.hand_in(call, code)
            moves.accept(submission=_of(call, code), by=self.sara, desk=self.secretariat)
        for asked in words["asks"]:
            desk, by = self.offices[asked["by"]], self.who(asked["by"], Role.COORDINATOR)
            one = calls.ask(uid=uuid4(), call=call, question=asked["question"], language="en", by=by, desk=desk)
            if "answer" in asked:
                calls.clarify(clarification=one, answer=asked["answer"], language="en", by=self.sara, desk=self.secretariat)
        return call

    def earlier_consultation(self) -> None:
        """The same form two years ago: four states answered, one of them late; the others were silent."""
        call, words = self.open("consultation", "earlier", opens=-800, due=-770), self.words["consultation"]
        for code, said in self.words["earlier"]["answers"].items():
            self.answer(call, code, _opinion(said, words))
            self.hand_in(call, code)
            moves.accept(submission=_of(call, code), by=self.sara, desk=self.secretariat)
        _days_ago(call, 775)
        _of(call, "BG").editions.update(at=timezone.now() - timedelta(days=760))
        calls.close(call=call, by=self.sara, desk=self.secretariat)

    def synthesis(self, call: Call) -> None:
        """Two paragraphs that member states read; an answer that the second one cites has changed since."""
        for words in self.words["synthesis"]:
            wanted = call.submissions.filter(desk__organisation__territory__code__in=words["states"])
            cites = Answer.objects.filter(submission__in=wanted, key=words["question"]).values_list("uid", flat=True)
            said = {"text": words["text"], "language": "en", "cites": list(cites)}
            synthesis.add(uid=uuid4(), call=call, by=self.sara, desk=self.secretariat, **said)
        synthesis.show(synthesis=call.synthesis, by=self.sara, desk=self.secretariat)
        changed = _of(call, "HR")
        moves.reopen(submission=changed, reason=self.words["consultation"]["again"], by=self.sara, desk=self.secretariat)
        posts = Written("needs-staff", Given(6), 1, uuid4())
        by = self.who("HR", Role.COORDINATOR)
        answers.save_answers(submission=changed, cells=[posts], by=by, desk=changed.desk)
        self.hand_in(call, "HR")
        moves.accept(submission=_of(call, "HR"), by=self.sara, desk=self.secretariat)

    def progress_report(self) -> None:
        """A call that is over: three states answered in time."""
        call, words = self.open("progress", "progress", opens=-90, due=-20), self.words["progress"]
        form = call.form.form
        figures = {cell.key: Given(0) for section in form.sections for cell in section.cells}
        said = {"done": Given(words["done"]), "survivors": Given(words["survivors"])}
        for code in ("RO", "HR", "SI"):
            self.answer(call, code, {**figures, **said})
            self.hand_in(call, code)
            moves.accept(submission=_of(call, code), by=self.sara, desk=self.secretariat)
        _days_ago(call, 30)
        calls.close(call=call, by=self.sara, desk=self.secretariat)

    def draft_of_a_form(self) -> None:
        """The chair and the secretariat draft the next consultation from the last one: one question is new, one said anew."""
        words, last = self.words["draft"], FormVersion.objects.get(code="consultation")
        chair = self.who(words["chair"], Role.COORDINATOR)
        Mandate.objects.create(person=chair, desk=self.offices[words["chair"]], role=Role.CHAIR, first_day=timezone.now().date())
        draft = drafts.begin_next(version=last, by=self.sara, desk=self.secretariat)
        asked = question_of(draft.raw, words["reworded"]["key"])
        seen = drafts.seen_of(asked)
        desk = self.offices[words["chair"]]
        reworded = {**(asked or {}), **words["reworded"]}
        drafts.write_question(draft=draft, code=words["section"], question=reworded, seen=seen, uid=uuid4(), by=chair, desk=desk)
        drafts.write_question(
            draft=draft, code=words["section"], question=words["new"], seen="", uid=uuid4(), by=self.sara, desk=self.secretariat
        )

    def begin(self, form: str, *, opens: int, due: int, words: str = "") -> Call:
        """Begin a call to all coordinators' offices; opens and due: days from today."""
        today, said = timezone.now().date(), self.words[words or form]
        return calls.begin(
            uid=uuid4(),
            title=said["title"],
            note=said.get("note"),
            form=FormVersion.objects.get(code=form),
            reviewer=self.secretariat,
            desks=self.offices.values(),
            opens_on=today + timedelta(days=opens),
            due_on=today + timedelta(days=due),
            first_day=said.get("first_day"),
            last_day=said.get("last_day"),
            zone=ZONE,
            by=self.sara,
            desk=self.secretariat,
        )

    def open(self, form: str, words: str, *, opens: int, due: int) -> Call:
        """Begin such a call and send it."""
        call = self.begin(form, opens=opens, due=due, words=words)
        calls.open_call(call=call, by=self.sara, desk=self.secretariat)
        call.refresh_from_db()
        return call

    def who(self, code: str, role: Role) -> Person:
        """Who has a role at the office of a state."""
        return Person.objects.get(mandates__desk=self.offices[code], mandates__role=role)

    def answer(self, call: Call, code: str, given: dict[str, Given]) -> None:
        """Save answers of a state."""
        cells = [Written(key, said, 0, uuid4()) for key, said in given.items()]
        by = self.who(code, Role.STATISTICIAN if code == "RS" else Role.COORDINATOR)
        answers.save_answers(submission=_of(call, code), cells=cells, by=by, desk=self.offices[code])

    def make_ready(self, call: Call, code: str) -> None:
        """The coordinator says that the answers are whole."""
        moves.make_ready(submission=_of(call, code), by=self.who(code, Role.COORDINATOR), desk=self.offices[code])

    def hand_in(self, call: Call, code: str) -> None:
        """The coordinator prepares, the deputy approves."""
        self.make_ready(call, code)
        moves.submit(submission=_of(call, code), by=self.who(code, Role.DEPUTY), desk=self.offices[code])

    def approve_on_paper(self, call: Call, code: str) -> None:
        """A coordinator who is alone enters the approval that came on paper."""
        self.make_ready(call, code)
        paper = self.words["annual"]["paper"]
        scan: Any = SimpleUploadedFile(paper["name"], SCAN)
        moves.record_paper(
            submission=_of(call, code),
            scan=scan,
            signer=paper["signer"],
            signed_on=timezone.now().date(),
            by=self.who(code, Role.COORDINATOR),
            desk=self.offices[code],
        )


def _of(call: Call, code: str) -> Submission:
    return call.submissions.get(desk__organisation__territory__code=code)


def _deputy(name: str, desk: Desk) -> None:
    person = Person.objects.create_user(f"{name.lower()}@{desk.kind}.example", name=name)
    Mandate.objects.create(person=person, desk=desk, role=Role.DEPUTY, first_day=timezone.now().date())


def so_many_times(form: AskedForm, figures: dict[str, Given], times: int) -> dict[str, Given]:
    """The same figures, every count so many times: totals stay sums."""
    counts = {key for key in figures if "|" in key and (question := form.question(key)) and question.whole}
    return {key: Given(one.value * times) if key in counts and one.value is not None else one for key, one in figures.items()}


def _opinion(said: dict[str, Any], words: dict[str, Any]) -> dict[str, Given]:
    values = {
        "value-scale": said["scale"],
        "value-what": ["contacts", "meetings"],
        "value-example": words["example"],
        "priorities-ranked": said["ranking"],
        "priorities-why": said["why"],
        "needs-staff": said["staff"],
        "needs-agreed": (timezone.now().date() + timedelta(days=90)).isoformat(),
        "needs-difficult": words["difficult"],
    }
    return {key: Given(value) for key, value in values.items()}


def _days_ago(call: Call, days: int) -> None:
    """Let what happened to a call have happened some days ago."""
    for submission in call.submissions.all():
        then = timezone.now() - timedelta(days=days)
        submission.moves.update(at=then)
        submission.editions.update(at=then, accepted_at=then)
