"""Releases as the demonstration shows them: one that is public, one that waits for the states; told with people's own actions."""

from datetime import date, timedelta
from pathlib import Path
from uuid import uuid4

import yaml
from django.utils import timezone

from natc.engine.release.policy import DEFAULT
from natc.engine.standard.asked.annual import answers_of
from natc.engine.standard.asked.form import Given
from natc.engine.standard.form import read_yaml
from natc.engine.standard.submission_file import read_submission
from natc.hub.members.models import Desk, Kind, Mandate, Person
from natc.hub.members.permissions import Role
from natc.hub.site.demonstration_calls import FIGURES, so_many_times
from natc.hub.statistics.actions import making, routing, running
from natc.hub.statistics.models import EARLY_VIEW, About, Release
from natc.hub.statistics.tasks import make_waiting
from natc.hub.submissions.actions import answers, calls, moves
from natc.hub.submissions.actions.answers import Written
from natc.hub.submissions.models import Call, FormVersion, Submission

COUNTED_IN = "RS"  # the state of the invented register
STORY = Path(__file__).with_name("demonstration_releases.yaml")


def fill_releases() -> None:
    """Write the releases into a hub that has the people and the calls of the demonstration; does nothing where there is one.

    Each act is a transaction of its own: pages are served meanwhile.
    """
    if Release.objects.exists():
        return
    told = _Told(read_yaml(STORY))
    first, second = (told.compile(entry) for entry in told.story["years"])
    told.make_public(told.tested(first))
    told.show(told.tested(second))
    told.route(told.story["route"])


class _Told:
    """The story, the secretariat, who chairs the Network, and the offices of the states."""

    def __init__(self, story: dict) -> None:  # type: ignore[type-arg]  # as it was written
        self.story = story
        self.sara = Person.objects.get(mandates__role=Role.SECRETARIAT)
        self.secretariat = Desk.objects.get(kind=Kind.SECRETARIAT)
        self.offices = {desk.organisation.territory.code: desk for desk in Desk.objects.filter(kind=Kind.COORDINATION)}
        self.chair = Mandate.objects.create(
            person=self.who(story["chair"], Role.COORDINATOR),
            desk=self.offices[story["chair"]],
            role=Role.CHAIR,
            first_day=timezone.now().date(),
        )

    def compile(self, entry: dict) -> Call:  # type: ignore[type-arg]  # as it was written
        """A call about a year that is over: these states answered, and all of it was accepted."""
        year, today = entry["year"], timezone.now().date()
        days = {"first_day": date(year, 1, 1), "last_day": date(year, 12, 31), "opens_on": date(year + 1, 2, 1), "due_on": today}
        call = calls.begin(
            uid=uuid4(),
            title=entry["title"],
            note=None,
            form=FormVersion.objects.get(code="submission"),
            reviewer=self.secretariat,
            desks=[self.offices[code] for code in entry["times"]],
            zone=self.secretariat.zone,
            by=self.sara,
            desk=self.secretariat,
            **days,
        )
        calls.open_call(call=call, by=self.sara, desk=self.secretariat)
        call.refresh_from_db()
        figures, form = answers_of(read_submission(FIGURES)), call.form.form
        for code, times in entry["times"].items():
            self.hand_in(call.submissions.get(desk=self.offices[code]), _as_if_of(code, so_many_times(form, figures, times)))
        calls.close(call=call, by=self.sara, desk=self.secretariat)
        return call

    def hand_in(self, submission: Submission, given: dict[str, Given]) -> None:
        """The coordinator answers, the deputy approves, the secretariat accepts."""
        desk, code = submission.desk, submission.desk.organisation.territory.code
        coordinator, deputy = self.who(code, Role.COORDINATOR), self.who(code, Role.DEPUTY)
        cells = [Written(key, said, 0, uuid4()) for key, said in given.items()]
        answers.save_answers(submission=submission, cells=cells, by=coordinator, desk=desk)
        moves.make_ready(submission=submission, by=coordinator, desk=desk)
        moves.submit(submission=submission, by=deputy, desk=desk)
        moves.accept(submission=submission, by=self.sara, desk=self.secretariat)

    def tested(self, call: Call) -> Release:
        """A release of a call, protected and tested."""
        policy, by, desk = _policy(self.story), self.sara, self.secretariat
        release = making.begin(uid=uuid4(), call=call, policy=policy, replaces=None, why=None, by=by, desk=desk)
        making.start(release=release, by=by, desk=desk)
        make_waiting()
        return Release.objects.get(pk=release.pk)

    def show(self, release: Release) -> None:
        """Its states see it from now on."""
        day = (timezone.now() + EARLY_VIEW).date() + timedelta(days=5)
        making.send(release=release, public_on=day, by=self.sara, desk=self.secretariat)

    def make_public(self, release: Release) -> None:
        """Every state approves, two people sign, and its day is let come."""
        self.show(release)
        for one in release.contributions.select_related("release", "desk__organisation__territory"):
            making.approve(contribution=one, by=self.who(one.code, Role.COORDINATOR), desk=one.desk)
        making.sign(release=release, by=self.sara, desk=self.secretariat)
        making.sign(release=release, by=self.chair.person, desk=self.chair.desk)
        Release.objects.filter(pk=release.pk).update(public_on=timezone.now().date() - timedelta(days=1))
        running.publish(release=release)
        make_waiting()

    def route(self, entry: dict) -> None:  # type: ignore[type-arg]  # as it was written
        """A route, and what the states on it say of it; one of them was checked by another."""
        by, desk = self.who(entry["begins"], Role.COORDINATOR), self.offices[entry["begins"]]
        about = {"name": entry["name"], "language": "en", "countries": entry["countries"]}
        route = routing.begin(uid=uuid4(), by=by, desk=desk, **about)
        for said in entry["says"]:
            by, desk = self.who(said["of"], Role.COORDINATOR), self.offices[said["of"]]
            given = {"about": About(said["about"]), "text": said["text"], "source": said["source"], "language": "en"}
            fact = routing.say(uid=uuid4(), route=route, by=by, desk=desk, **given)
            if other := said.get("checked"):
                routing.confirm(fact=fact, by=self.who(other, Role.COORDINATOR), desk=self.offices[other])

    def who(self, code: str, role: Role) -> Person:
        """Who has a role at the office of a state."""
        return Person.objects.get(mandates__desk=self.offices[code], mandates__role=role)


def _as_if_of(territory: str, given: dict[str, Given]) -> dict[str, Given]:
    """The answers as if the register were this state's: it and the state of the register change places."""
    places = {COUNTED_IN: territory, territory: COUNTED_IN}
    return {"|".join(places.get(part, part) for part in key.split("|")): said for key, said in given.items()}


def _policy(story: dict) -> str:  # type: ignore[type-arg]  # as it was written
    """The policy that natc ships with a few of its tables; more would keep a newcomer waiting. Each says that it is invented."""
    raw = yaml.safe_load(DEFAULT.read_text(encoding="utf-8"))
    tables = [table for table in raw["tables"] if table["code"] in story["tables"]]
    raw["tables"] = [{**table, "caveat": story["caveat"]} for table in tables]
    return yaml.safe_dump(raw, allow_unicode=True, sort_keys=False)
