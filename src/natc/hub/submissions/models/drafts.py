"""Forms while they are drafted, by the chair and the secretariat together, and who changed which part last."""

import json
from typing import Any

from django.db import models
from django.urls import reverse

from natc.engine.standard.asked.form import AskedForm
from natc.engine.standard.asked.texts import languages
from natc.hub.fields import Record, for_members, personal
from natc.hub.members.models import AFTER_LAST_MANDATE, Desk, Person
from natc.hub.members.permissions import Permission
from natc.hub.submissions.models.forms import FormVersion, read_content


class FormDraftQuerySet(models.QuerySet["FormDraft"]):
    """Questions about drafts."""

    def visible_to(self, person: Person) -> "FormDraftQuerySet":
        """All, for who may send calls at some desk: the chair and the secretariat draft together. None for others."""
        return self if person.may_anywhere(Permission.CALL_OPEN) else self.none()


class FormDraft(Record):
    """A version of a form before and after it is finished. It can be drafted again until a call with it is opened."""

    code = for_members(models.SlugField(max_length=60))
    number = for_members(models.CharField(max_length=20))  # of the version that it becomes
    content = for_members(models.TextField())  # JSON, as `natc.engine.standard.asked.drafting` changes it
    languages = for_members(models.CharField(max_length=80))  # in which it is written: BCP 47 tags, spaces between
    desk = for_members(models.ForeignKey(Desk, models.PROTECT, related_name="+"))  # which began it
    earlier = for_members(models.ForeignKey(FormVersion, models.PROTECT, null=True, related_name="later_drafts"))
    version = for_members(models.OneToOneField(FormVersion, models.PROTECT, null=True, related_name="draft"))
    finished_at = for_members(models.DateTimeField(null=True))

    objects = FormDraftQuerySet.as_manager()

    class Meta:
        ordering = ("-pk",)
        constraints = [models.UniqueConstraint(fields=["code", "number"], name="a_version_of_a_form_is_drafted_once")]

    def get_absolute_url(self) -> str:
        """The page where it is drafted."""
        return reverse("form-draft", args=[self.uid])

    @property
    def raw(self) -> dict[str, Any]:
        """Its content."""
        found: dict[str, Any] = json.loads(self.content)
        return found

    @property
    def form(self) -> AskedForm:
        """The form as it stands."""
        return read_content(self.content)

    @property
    def written_in(self) -> list[str]:
        """The tags of its languages, English first: those chosen, and any in which something is written already."""
        return list(dict.fromkeys([*self.languages.split(), *languages(self.form)]))


class FormEditQuerySet(models.QuerySet["FormEdit"]):
    """Questions about who changed a draft."""

    def held_about(self, person: Person) -> "FormEditQuerySet":
        """Those that the person made."""
        return self.filter(by=person)


class FormEdit(Record):
    """One change of a draft. uid: made by the page, so that pressing twice changes it once."""

    draft = for_members(models.ForeignKey(FormDraft, models.PROTECT, related_name="edits"))
    part = for_members(models.CharField(max_length=60, blank=True))  # the code of a section or question; blank for the form
    by = personal(models.ForeignKey(Person, models.PROTECT, related_name="+"), AFTER_LAST_MANDATE)
    desk = for_members(models.ForeignKey(Desk, models.PROTECT, related_name="+"))
    at = for_members(models.DateTimeField())

    objects = FormEditQuerySet.as_manager()

    class Meta:
        ordering = ("pk",)
