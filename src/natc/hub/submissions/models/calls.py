"""A call: one form, sent to desks by a date. And what was asked about it, with the answer for all."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.db import models
from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from natc.hub.clock import end_of_day, start_of_day, years_after
from natc.hub.fields import MultilingualField, Record, for_members, personal
from natc.hub.members.models import AFTER_LAST_MANDATE, COLLEAGUES, Desk, Person
from natc.hub.members.permissions import Permission
from natc.hub.search.models import Findable, having
from natc.hub.submissions.models.forms import FormVersion
from natc.hub.web.templatetags.said import said

YEARS_KEPT, MOST_YEARS_KEPT = 5, 10  # after the due day; five is as long as a strategy paper runs. Proposed, not adopted


class CallStatus(models.TextChoices):
    """Where a call stands."""

    DRAFT = "draft", _("being drafted")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")


class CallQuerySet(models.QuerySet["Call"]):
    """Questions about calls; each begins with who asks."""

    def visible_to(self, person: Person) -> "CallQuerySet":
        """Those that the person's desks send; once they are open, those that the desks review or are asked to answer.

        Drafts are for all who may send calls: the chair and the secretariat draft together.
        """
        asked = Call.objects.filter(desks__in=person.at(COLLEAGUES)).values("pk")
        sent = Q(desk__in=Desk.objects.where(person, Permission.CALL_OPEN))
        opened = Q(reviewer__in=Desk.objects.where(person, Permission.SUBMISSION_REVIEW)) | Q(pk__in=asked)
        drafted = Q(status=CallStatus.DRAFT) if person.may_anywhere(Permission.CALL_OPEN) else Q(pk=None)
        return self.filter(sent | drafted | (opened & ~Q(status=CallStatus.DRAFT)))

    def with_reporting(self) -> "CallQuerySet":
        """With how many desks are `asked`, how many have `given` what they were asked for, of how many it was `accepted`."""
        given = Q(submissions__status__in=["submitted", "accepted"])
        accepted = Count("submissions", filter=Q(submissions__status="accepted"))
        return self.annotate(asked=Count("submissions"), given=Count("submissions", filter=given), accepted=accepted)

    def outlived(self, now: datetime) -> "CallQuerySet":
        """Those whose answers have been kept as long as the call says, and are not erased yet."""
        answered = self.filter(submissions__isnull=False, submissions__erased_on=None).distinct()
        return self.filter(pk__in=[call.pk for call in answered if call.kept_until < now.date()])

    def found_for(self, person: Person, words: str) -> "CallQuerySet":
        """Those that the person may see and whose title has the words. What was answered is in no search."""
        return self.visible_to(person).filter(having(words, "folded"))


class Call(Findable):
    """A form, sent to desks by a date. The desk that sends it keeps it; the reviewing desk reads what is handed in."""

    title = for_members(MultilingualField())
    note = for_members(MultilingualField(null=True, blank=True))  # what the desks are told beside the form
    form = for_members(models.ForeignKey(FormVersion, models.PROTECT, related_name="calls"))
    desk = for_members(models.ForeignKey(Desk, models.PROTECT, related_name="calls"))
    reviewer = for_members(models.ForeignKey(Desk, models.PROTECT, related_name="calls_to_review"))
    desks = for_members(models.ManyToManyField(Desk, related_name="calls_to_answer"))
    first_day = for_members(models.DateField(null=True, blank=True))  # of the period that the form asks about
    last_day = for_members(models.DateField(null=True, blank=True))  # of that period, included
    opens_on = for_members(models.DateField())
    due_on = for_members(models.DateField())
    zone = for_members(models.CharField(max_length=60))  # IANA; both days are days there
    kept_years = for_members(models.PositiveSmallIntegerField(default=YEARS_KEPT))  # answers, after the due day
    status = for_members(models.CharField(max_length=20, choices=CallStatus, default=CallStatus.DRAFT))
    opened_at = for_members(models.DateTimeField(null=True))
    closed_at = for_members(models.DateTimeField(null=True))

    objects = CallQuerySet.as_manager()

    class Meta:
        ordering = ("-due_on", "-pk")
        constraints = [
            models.CheckConstraint(condition=Q(due_on__gte=F("opens_on")), name="call_is_due_after_it_opens"),
            models.CheckConstraint(
                condition=Q(last_day=None) | Q(last_day__gte=F("first_day")), name="period_of_a_call_ends_after_it_begins"
            ),
        ]

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("call-page", args=[self.uid])

    def texts(self) -> Iterable[Mapping[str, str] | str]:
        """The title."""
        return [self.title]

    @property
    def found_title(self) -> str:
        """What a list of results calls it."""
        return said(self.title)

    @property
    def found_under(self) -> str:
        """What a list of results says below it."""
        return str(CallStatus(self.status).label)

    @property
    def opens_at(self) -> datetime:
        """The instant from which answers are taken."""
        return start_of_day(self.opens_on, self.zone)

    @property
    def due_at(self) -> datetime:
        """The instant by which a desk without an extension hands in."""
        return self.due_at_end_of(self.due_on)

    @property
    def kept_until(self) -> date:
        """The last day on which answers are kept; then they are erased by themselves."""
        return years_after(self.due_on, self.kept_years)

    @property
    def over(self) -> bool:
        """Whether its day has passed."""
        return timezone.now() >= self.due_at

    def due_at_end_of(self, day: date) -> datetime:
        """The instant at which a day ends where the call counts its days."""
        return end_of_day(day, self.zone)


class ClarificationQuerySet(models.QuerySet["Clarification"]):
    """Questions about clarifications."""

    def visible_to(self, person: Person) -> "ClarificationQuerySet":
        """Those of calls that the person may see."""
        return self.filter(call__in=Call.objects.visible_to(person))

    def waiting_for(self, person: Person) -> "ClarificationQuerySet":
        """Those that are not answered, of open calls that the person's desks send."""
        sending = Desk.objects.where(person, Permission.CALL_OPEN)
        return self.filter(answered_at=None, call__status=CallStatus.OPEN, call__desk__in=sending).select_related("call")

    def held_about(self, person: Person) -> "ClarificationQuerySet":
        """Those that the person asked or answered."""
        return self.filter(Q(asked_by=person) | Q(answered_by=person))


class Clarification(Record):
    """A question about a call and its answer, both read by all whom the call asks."""

    call = for_members(models.ForeignKey(Call, models.PROTECT, related_name="clarifications"))
    question = for_members(MultilingualField())
    desk = for_members(models.ForeignKey(Desk, models.PROTECT, related_name="+"))
    asked_by = personal(models.ForeignKey(Person, models.PROTECT, related_name="+"), AFTER_LAST_MANDATE)
    asked_at = for_members(models.DateTimeField())
    answer = for_members(MultilingualField(null=True, blank=True))
    answered_by = personal(models.ForeignKey(Person, models.PROTECT, null=True, related_name="+"), AFTER_LAST_MANDATE)
    answered_at = for_members(models.DateTimeField(null=True))

    objects = ClarificationQuerySet.as_manager()
    due_on = None  # no day is set; it is wanted while the desks still answer
    waiting_verb = _("Answer")

    class Meta:
        ordering = ("asked_at",)
        constraints = [
            models.CheckConstraint(
                condition=Q(answer__isnull=True, answered_at=None) | Q(answer__isnull=False, answered_at__isnull=False),
                name="an_answer_has_its_time",
            )
        ]

    @property
    def waiting_text(self) -> dict[str, str]:
        """What waits, as a multilingual text: the call that is asked about."""
        return self.call.title  # type: ignore[no-any-return]

    @property
    def waiting_at(self) -> str:
        """The page where it is answered."""
        return reverse("clarify", args=[self.uid])
