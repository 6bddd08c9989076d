"""Filters of templates: texts in the reader's language, names of territories."""

from collections.abc import Mapping

from django import template
from django.utils.translation import get_language

from natc.hub.fields import spoken

register = template.Library()
TAGS = {"sr-latn": "sr-Latn"}  # Django writes language codes in lower case


@register.filter
def said(text: Mapping[str, str] | None) -> str:
    """A multilingual text in the reader's language; nothing for none."""
    lang = get_language() or "en"
    return spoken(text, TAGS.get(lang, lang)) if text else ""
