"""Forms that calls carry. From the first call that is opened with it on, a version stays as it is."""

import json
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse

from natc.engine.standard.asked.form import AskedForm, read_asked_form
from natc.hub.fields import Record, for_members
from natc.hub.members.models import Person
from natc.hub.members.permissions import Permission

FORMS_AT_HAND = 16  # forms kept read in one process


class FormVersionQuerySet(models.QuerySet["FormVersion"]):
    """Keeps forms, and questions about them."""

    def keep(self, raw: dict[str, Any]) -> "FormVersion":
        """The form that is written as `raw`. A code and version mean the same bytes for good: others raise IntegrityError."""
        content, digest = written(raw)
        known = self.filter(code=raw["code"], version=raw["version"], sha256=digest).first()
        return known or self.create(code=raw["code"], version=raw["version"], content=content, sha256=digest)

    def visible_to(self, person: Person) -> "FormVersionQuerySet":
        """All, for who may send calls at some desk; others read a form on the page of the call that asks them."""
        return self if person.may_anywhere(Permission.CALL_OPEN) else self.none()

    def offered(self) -> "FormVersionQuerySet":
        """Those that a call can carry: not those that are being drafted again."""
        return self.filter(Q(draft=None) | Q(draft__finished_at__isnull=False))


class FormVersion(Record):
    """What a call asks, in one version. Once a call is opened with it, it never changes: a change is a new version."""

    code = for_members(models.SlugField(max_length=60))
    version = for_members(models.CharField(max_length=20))
    content = for_members(models.TextField())  # JSON, as `natc.engine.standard.asked.form.read_asked_form` reads it
    sha256 = for_members(models.CharField(max_length=64))  # of the content, hexadecimal

    objects = FormVersionQuerySet.as_manager()

    class Meta:
        ordering = ("code", "pk")
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="a_version_of_a_form_once")]

    def get_absolute_url(self) -> str:
        """Its page."""
        return reverse("form-version", args=[self.uid])

    @property
    def form(self) -> AskedForm:
        """The form itself."""
        return read_content(self.content)


def written(raw: dict[str, Any]) -> tuple[str, str]:
    """The JSON of a form as it is kept, and its SHA-256, hexadecimal."""
    content = json.dumps(raw, ensure_ascii=False, sort_keys=True)
    return content, sha256(content.encode()).hexdigest()


@lru_cache(maxsize=FORMS_AT_HAND)
def read_content(content: str) -> AskedForm:
    """The form that is written as JSON."""
    return read_asked_form(json.loads(content))
