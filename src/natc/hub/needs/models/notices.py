"""Needs and offers: what a desk asks of its circle or has for it, and every wording that it had."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from natc.hub.clock import end_of_day
from natc.hub.fields import MultilingualField, Record, for_its_readers, for_members, personal
from natc.hub.members.models import AFTER_LAST_MANDATE, Desk, Person, Topic
from natc.hub.members.permissions import Permission
from natc.hub.needs.models.circles import ForACircle, for_desks
from natc.hub.search.models import Findable, having
from natc.hub.web.templatetags.said import said

NOTICE = timedelta(days=14)  # before a need or an offer ends, its desk is told; proposed


class Side(models.TextChoices):
    """Whether a desk asks or gives."""

    NEED = "need", _("Need")
    OFFER = "offer", _("Offer")


class FormOfHelp(models.TextChoices):
    """What kind of help is asked for or given."""

    TRAINING = "training", _("Training")
    EXPERT = "expert", _("Expert")
    EQUIPMENT = "equipment", _("Equipment")
    SHELTER = "shelter", _("Place in a shelter")
    CONTACT = "contact", _("Contact")
    LEGAL_TEXT = "legal_text", _("Legal text")
    PRACTICE = "practice", _("Tried practice")
    MONEY = "money", _("Money")
    OTHER = "other", _("Something else")


class Status(models.TextChoices):
    """Where a need or an offer stands. Drafts and what is withdrawn are for the desk alone."""

    DRAFT = "draft", _("being drafted")
    OPEN = "open", _("open")
    CLOSED = "closed", _("closed")
    WITHDRAWN = "withdrawn", _("withdrawn")


POSTED = (Status.OPEN, Status.CLOSED)  # read by the circle


class Outcome(models.TextChoices):
    """How far a need was met, or an offer taken up, when it is closed."""

    FULLY = "fully", _("in full")
    PARTLY = "partly", _("in part")
    NOT = "not", _("not at all")


class NoticeQuerySet(models.QuerySet["Notice"]):
    """Questions about needs and offers; each begins with who asks."""

    def visible_to(self, person: Person) -> "NoticeQuerySet":
        """Those posted for a circle in which the person reads, and all of the person's own desks."""
        return self.read_at(Desk.objects.where(person, Permission.NEEDS_READ))

    def read_at(self, desks: "models.QuerySet[Desk]") -> "NoticeQuerySet":
        """Those that are read at one of the desks: their own, and what is posted for a circle in which they are."""
        named = Notice.desks.through._default_manager.filter(desk__in=desks).values("notice")
        return self.filter(Q(desk__in=desks) | (Q(status__in=POSTED) & for_desks(desks, named)))

    def open(self, side: Side) -> "NoticeQuerySet":
        """Open needs, or open offers, with what a list says of them."""
        found = self.filter(side=side, status=Status.OPEN).select_related("desk__organisation__territory", "topic")
        return found.prefetch_related("desk__organisation__territory__names")

    def waiting_for(self, person: Person) -> "NoticeQuerySet":
        """Open ones of the person's desks whose day is near or past: to be closed or given more time."""
        near = timezone.now().date() + NOTICE
        needs, offers = (Desk.objects.where(person, posting) for posting in (Permission.NEED_POST, Permission.OFFER_MAKE))
        own = Q(side=Side.NEED, desk__in=needs) | Q(side=Side.OFFER, desk__in=offers)
        return self.filter(own, status=Status.OPEN, until__lte=near)

    def found_for(self, person: Person, words: str) -> "NoticeQuerySet":
        """Those that the person may see and whose title or text has the words."""
        return self.visible_to(person).filter(having(words, "folded"))


class Notice(Findable, ForACircle):
    """A need or an offer of one desk. What changed in it stays in its versions."""

    side = for_members(models.CharField(max_length=10, choices=Side))
    title = for_its_readers(MultilingualField())
    text = for_its_readers(MultilingualField())
    topic = for_members(models.ForeignKey(Topic, models.PROTECT, related_name="+"))
    form = for_members(models.CharField(max_length=20, choices=FormOfHelp))
    until = for_members(models.DateField())  # the last day, where its desk is
    status = for_members(models.CharField(max_length=20, choices=Status, default=Status.DRAFT))
    posted_at = for_members(models.DateTimeField(null=True))
    ended_at = for_members(models.DateTimeField(null=True))
    outcome = for_members(models.CharField(max_length=10, choices=Outcome, blank=True))
    ending = for_its_readers(models.CharField(max_length=1000, blank=True))  # why it was withdrawn, or what came of it

    objects = NoticeQuerySet.as_manager()
    waiting_verb = _("Close or give more time")

    class Meta:
        ordering = (F("posted_at").desc(nulls_first=True), "-pk")
        constraints = [
            models.CheckConstraint(
                condition=~Q(status="closed") | ~(Q(outcome="") | Q(ending="")), name="what_is_closed_has_an_outcome"
            )
        ]

    if TYPE_CHECKING:

        def get_side_display(self) -> str: ...
        def get_form_display(self) -> str: ...
        def get_status_display(self) -> str: ...

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("notice", args=[self.uid])

    def texts(self) -> Iterable[Mapping[str, str] | str]:
        """Title and text."""
        return [self.title, self.text]

    @property
    def found_title(self) -> str:
        """What a list of results calls it."""
        return said(self.title)

    @property
    def found_under(self) -> str:
        """What a list of results says below it."""
        return f"{self.get_side_display()}, {self.get_status_display()}"

    @property
    def over(self) -> bool:
        """Whether it is open though its last day has passed."""
        return self.status == Status.OPEN and end_of_day(self.until, self.desk.zone) <= timezone.now()

    @property
    def due_on(self) -> date:
        """The day by which its desk says what becomes of it."""
        return self.until

    @property
    def waiting_text(self) -> dict[str, str]:
        """What waits, as a multilingual text."""
        return self.title  # type: ignore[no-any-return]

    @property
    def waiting_at(self) -> str:
        """Its page."""
        return self.get_absolute_url()


class NoticeVersionQuerySet(models.QuerySet["NoticeVersion"]):
    """Questions about versions."""

    def read_by(self, person: Person, notice: Notice) -> "NoticeVersionQuerySet":
        """All of a notice for its own desk; for its circle the one that was posted and those since, no draft before."""
        if Desk.objects.where(person, Permission.NEEDS_READ).filter(pk=notice.desk.pk).exists():
            return self.filter(notice=notice)
        posted = self.filter(notice=notice, at__lte=notice.posted_at).values("pk")[:1]
        return self.filter(notice=notice, pk__gte=models.Subquery(posted))

    def held_about(self, person: Person) -> "NoticeVersionQuerySet":
        """Those that the person wrote."""
        return self.filter(by=person)


class NoticeVersion(Record):
    """How a need or an offer was worded from a moment on. Nobody changes one."""

    notice = for_members(models.ForeignKey(Notice, models.PROTECT, related_name="versions"))
    title = for_its_readers(MultilingualField())
    text = for_its_readers(MultilingualField())
    topic = for_members(models.ForeignKey(Topic, models.PROTECT, related_name="+"))
    form = for_members(models.CharField(max_length=20, choices=FormOfHelp))
    until = for_members(models.DateField())
    by = personal(models.ForeignKey(Person, models.PROTECT, related_name="+"), AFTER_LAST_MANDATE)
    at = for_members(models.DateTimeField())

    objects = NoticeVersionQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
