"""A release on its way to the public: from which submissions, by which policy, which states approved it, who signed it."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from natc.hub.clock import start_of_day
from natc.hub.fields import MultilingualField, Record, for_its_readers, for_members, open_to_all, personal
from natc.hub.members.models import AFTER_LAST_MANDATE, Desk, Person
from natc.hub.members.permissions import Permission
from natc.hub.submissions.models import Call, Edition

EARLY_VIEW = timedelta(hours=48)  # SECURITY.md, "Safe statistics"; a decision of the Network, proposed


class PolicyVersion(Record):
    """A policy of releasing as it was used. It is never changed: another content is another version."""

    content = open_to_all(models.TextField())  # YAML, as `natc.engine.release.policy` reads it
    version = open_to_all(models.CharField(max_length=40))  # as its author calls it
    sha256 = open_to_all(models.CharField(max_length=64, unique=True))  # hexadecimal

    class Meta:
        ordering = ("-pk",)


class PublicSeriesQuerySet(models.QuerySet["PublicSeries"]):
    """Questions about series."""

    def standing(self) -> "PublicSeriesQuerySet":
        """Those that were not taken out again."""
        return self.filter(dropped_at=None)


class PublicSeries(Record):
    """Figures that are public without us, as a file that `natc.engine.release.public` reads. It is never changed."""

    name = open_to_all(models.CharField(max_length=120))  # of the file
    content = open_to_all(models.TextField())  # CSV
    sha256 = open_to_all(models.CharField(max_length=64))  # hexadecimal
    brought_at = for_members(models.DateTimeField())
    dropped_at = for_members(models.DateTimeField(null=True))  # it was the wrong file

    objects = PublicSeriesQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)


class Status(models.TextChoices):
    """Where a release stands."""

    DRAFT = "draft", _("being compiled")
    TESTING = "testing", _("being protected and tested")
    TESTED = "tested", _("tested")
    ASKED = "asked", _("waits for the states")
    APPROVED = "approved", _("waits for signatures")
    SIGNED = "signed", _("waits for its day")
    PUBLIC = "public", _("public")
    WITHDRAWN = "withdrawn", _("withdrawn")
    DISCARDED = "discarded", _("discarded")


OUT = (Status.PUBLIC, Status.WITHDRAWN)
OVER = (*OUT, Status.DISCARDED)
EARLY = (Status.ASKED, Status.APPROVED, Status.SIGNED)  # states read their own figures


class ReleaseQuerySet(models.QuerySet["Release"]):
    """Questions about releases; each begins with who asks, but for what is public."""

    def out(self) -> "ReleaseQuerySet":
        """Those that everybody reads, the newest first; the withdrawn too, marked."""
        return self.filter(status__in=OUT).order_by("-public_at", "-pk").defer("made")

    def standing(self) -> "ReleaseQuerySet":
        """Those that are public, neither withdrawn nor replaced, the newest first."""
        return self.out().filter(status=Status.PUBLIC).exclude(successors__status=Status.PUBLIC).select_related("call")

    def visible_to(self, person: Person) -> "ReleaseQuerySet":
        """At the desk that makes them all; for who signs, what the states have approved; for a state, what it was asked about."""
        making = Q(desk__in=Desk.objects.where(person, Permission.RELEASE_MAKE))
        may_sign = person.may_anywhere(Permission.RELEASE_SIGN)
        signing = Q(status__in=(Status.APPROVED, Status.SIGNED, *OUT)) if may_sign else Q(pk__in=[])
        own = Contribution.objects.of(person).values("release")
        asked = Q(pk__in=own, answers_by__isnull=False) & ~Q(status=Status.DISCARDED)
        return self.filter(making | asked | signing).select_related("call", "desk").defer("made")

    def waiting_for(self, person: Person) -> "ReleaseQuerySet":
        """Those whose next step is the person's: send to the states, approve or refuse, sign."""
        making = Desk.objects.where(person, Permission.RELEASE_MAKE)
        silent = Contribution.objects.of(person).standing().filter(answer=StateAnswer.SILENT)
        sending = Q(status__in=(Status.DRAFT, Status.TESTED), desk__in=making)
        approving = Q(status=Status.ASKED, pk__in=silent.values("release"))
        may_sign = person.may_anywhere(Permission.RELEASE_SIGN)
        signing = Q(status=Status.APPROVED) & ~Q(signatures__by=person) if may_sign else Q(pk__in=[])
        return self.filter(sending | approving | signing).select_related("call").defer("made").distinct()


class Release(Record):
    """Figures of one year on their way to the public. What was tested is never changed; another run takes its place."""

    call = for_members(models.ForeignKey(Call, models.PROTECT, related_name="releases"))
    policy = for_members(models.ForeignKey(PolicyVersion, models.PROTECT, related_name="releases"))
    desk = for_members(models.ForeignKey(Desk, models.PROTECT, related_name="releases"))
    series = for_members(models.ManyToManyField(PublicSeries, related_name="releases"))  # taken as known when it was tested
    replaces = for_members(models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="successors"))
    why = for_members(MultilingualField(null=True, blank=True))  # why it replaces another; published
    status = for_members(models.CharField(max_length=20, choices=Status, default=Status.DRAFT))
    made = for_its_readers(models.TextField(blank=True))  # the canonical bytes of the tested release, UTF-8
    sha256 = for_members(models.CharField(max_length=64, blank=True))  # of them, hexadecimal; what states approve and two sign
    number = for_members(models.CharField(max_length=20, blank=True))
    mark = for_members(models.CharField(max_length=20, blank=True))  # of the tested release: one of the engine's marks
    heard_at = for_members(models.DateTimeField(null=True))  # when whoever tests it was last heard of
    now_at = for_members(models.CharField(max_length=80, blank=True))  # what is being tested: a state and a year
    done = for_members(models.PositiveIntegerField(default=0))  # steps of the test
    steps_in_all = for_members(models.PositiveIntegerField(default=0))
    trouble = for_members(models.TextField(blank=True))  # why the last run ended without figures
    answers_by = for_members(models.DateTimeField(null=True))  # until then a state may refuse; then silence drops it
    public_on = for_members(models.DateField(null=True))
    zone = for_members(models.CharField(max_length=60))  # IANA; `public_on` is a day there
    public_at = for_members(models.DateTimeField(null=True))
    mistake = for_members(MultilingualField(null=True, blank=True))  # why it is being corrected, or is withdrawn; published
    marked_at = for_members(models.DateTimeField(null=True))  # when that was put on it

    objects = ReleaseQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = [
            models.UniqueConstraint(fields=["call"], condition=~Q(status__in=OVER), name="one_release_of_a_call_on_its_way"),
            models.UniqueConstraint(fields=["number"], condition=Q(status__in=OUT), name="one_public_release_a_number"),
        ]

    if TYPE_CHECKING:

        def get_status_display(self) -> str: ...

    def get_absolute_url(self) -> str:
        """The page of its way to the public."""
        return reverse("release", args=[self.uid])

    @property
    def public_from(self) -> datetime | None:
        """The instant at which its embargo ends; None while no day is set."""
        return start_of_day(self.public_on, self.zone) if self.public_on else None

    @property
    def successor(self) -> "Release | None":
        """The public release that replaces it."""
        return self.successors.filter(status=Status.PUBLIC).first()

    @property
    def being_corrected(self) -> bool:
        """Whether it is marked as wrong and nothing has replaced it yet: until then no file of it is given out."""
        return self.status == Status.PUBLIC and bool(self.mistake) and self.successor is None

    @property
    def stamp(self) -> str:
        """A word that changes when its standing does; in the address of everything that browsers keep for ever."""
        mark = self.status if self.status == Status.WITHDRAWN else self.mark.lower()
        return f"{mark}-{self.successor.number}" if self.successor else mark

    @property
    def waiting_text(self) -> dict[str, str]:
        """What waits, as a multilingual text: the call whose figures they are."""
        return self.call.title  # type: ignore[no-any-return]

    @property
    def waiting_verb(self) -> object:
        """What the person is to do with it."""
        return {Status.ASKED: _("Approve"), Status.APPROVED: _("Sign")}.get(Status(self.status), _("Go on"))

    @property
    def due_on(self) -> object:
        """The day by which a state answers; nothing else has one."""
        return self.answers_by.date() if self.answers_by and self.status == Status.ASKED else None

    @property
    def waiting_at(self) -> str:
        """Its page."""
        return self.get_absolute_url()


class StateAnswer(models.TextChoices):
    """What a state says of its figures in a release."""

    SILENT = "silent", _("silent")
    APPROVED = "approved", _("approved")
    REFUSED = "refused", _("refused")


class ContributionQuerySet(models.QuerySet["Contribution"]):
    """Questions about contributions."""

    def of(self, person: Person) -> "ContributionQuerySet":
        """Those of desks where the person approves or refuses."""
        return self.filter(desk__in=Desk.objects.where(person, Permission.RELEASE_APPROVE))

    def standing(self) -> "ContributionQuerySet":
        """Those whose state was not dropped."""
        return self.filter(dropped_at=None)

    def held_about(self, person: Person) -> "ContributionQuerySet":
        """Those that the person approved or refused."""
        return self.filter(by=person)


class Contribution(Record):
    """One state's accepted submission in a release, and what the state says of the figures made from it."""

    release = for_members(models.ForeignKey(Release, models.PROTECT, related_name="contributions"))
    desk = for_members(models.ForeignKey(Desk, models.PROTECT, related_name="contributions"))
    edition = for_members(models.ForeignKey(Edition, models.PROTECT, related_name="contributions"))
    answer = for_members(models.CharField(max_length=20, choices=StateAnswer, default=StateAnswer.SILENT))
    reason = for_members(models.CharField(max_length=1000, blank=True))
    own = for_members(models.CharField(max_length=64, blank=True))  # SHA-256 of the state's own figures that it approved
    by = personal(models.ForeignKey(Person, models.PROTECT, null=True, related_name="+"), AFTER_LAST_MANDATE)
    at = for_members(models.DateTimeField(null=True))
    dropped_at = for_members(models.DateTimeField(null=True))

    objects = ContributionQuerySet.as_manager()

    class Meta:
        ordering = ("desk__organisation__territory__order", "desk__pk")
        constraints = [
            models.UniqueConstraint(fields=["release", "desk"], name="a_state_once_in_a_release"),
            models.CheckConstraint(condition=~Q(answer="refused") | ~Q(reason=""), name="a_state_says_why_it_refuses"),
        ]

    if TYPE_CHECKING:

        def get_answer_display(self) -> str: ...

    @property
    def code(self) -> str:
        """The code of its state."""
        return str(self.desk.organisation.territory.code)


class SignatureQuerySet(models.QuerySet["Signature"]):
    """Questions about signatures."""

    def held_about(self, person: Person) -> "SignatureQuerySet":
        """The person's own."""
        return self.filter(by=person)


class Signature(Record):
    """One of the two people who sign a release."""

    release = for_members(models.ForeignKey(Release, models.PROTECT, related_name="signatures"))
    desk = for_members(models.ForeignKey(Desk, models.PROTECT, related_name="+"))
    sha256 = for_members(models.CharField(max_length=64))  # of what was signed, hexadecimal
    by = personal(models.ForeignKey(Person, models.PROTECT, related_name="+"), AFTER_LAST_MANDATE)
    at = for_members(models.DateTimeField())

    objects = SignatureQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
        constraints = [models.UniqueConstraint(fields=["release", "by"], name="nobody_signs_a_release_twice")]


class StepQuerySet(models.QuerySet["Step"]):
    """Questions about steps."""

    def held_about(self, person: Person) -> "StepQuerySet":
        """Those that the person took."""
        return self.filter(by=person)


class Step(Record):
    """One step of a release. by: nobody where the clock or the test took it. Nobody changes one."""

    release = for_members(models.ForeignKey(Release, models.PROTECT, related_name="steps"))
    to = for_members(models.CharField(max_length=20, choices=Status))
    by = personal(models.ForeignKey(Person, models.PROTECT, null=True, related_name="+"), AFTER_LAST_MANDATE)
    at = for_members(models.DateTimeField())
    reason = for_members(models.CharField(max_length=1000, blank=True))

    objects = StepQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)

    if TYPE_CHECKING:

        def get_to_display(self) -> str: ...


class ArchiveHead(models.Model):
    """A head of the release archive after something was added to it: the archive may only have grown since."""

    head = open_to_all(models.CharField(max_length=90, unique=True))  # SIZE:ROOT
    at = open_to_all(models.DateTimeField())

    class Meta:
        ordering = ("-pk",)
