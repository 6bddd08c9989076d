"""Forms that calls carry, each version once and for good."""

import json
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.db import models

from natc.engine.standard.asked.form import AskedForm, read_asked_form
from natc.hub.fields import Record, for_members

FORMS_AT_HAND = 16  # forms kept read in one process


class FormVersionManager(models.Manager["FormVersion"]):
    """Keeps forms."""

    def keep(self, raw: dict[str, Any]) -> "FormVersion":
        """The form that is written as `raw`. A code and version mean the same bytes for good: others raise IntegrityError."""
        content = json.dumps(raw, ensure_ascii=False, sort_keys=True)
        digest = sha256(content.encode()).hexdigest()
        known = self.filter(code=raw["code"], version=raw["version"], sha256=digest).first()
        return known or self.create(code=raw["code"], version=raw["version"], content=content, sha256=digest)


class FormVersion(Record):
    """What a call asks, in one version. It is never changed: a change is a new version."""

    code = for_members(models.SlugField(max_length=60))
    version = for_members(models.CharField(max_length=20))
    content = for_members(models.TextField())  # JSON, as `natc.engine.standard.asked.form.read_asked_form` reads it
    sha256 = for_members(models.CharField(max_length=64))  # of the content, hexadecimal

    objects = FormVersionManager()

    class Meta:
        ordering = ("code", "pk")
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="a_version_of_a_form_once")]

    @property
    def form(self) -> AskedForm:
        """The form itself."""
        return _read(self.content)


@lru_cache(maxsize=FORMS_AT_HAND)
def _read(content: str) -> AskedForm:
    return read_asked_form(json.loads(content))
