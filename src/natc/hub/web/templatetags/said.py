"""Filters of templates: texts in the reader's language, names of territories."""

from collections.abc import Mapping

from django import template
from django.utils.translation import get_language

from natc.hub.fields import spoken

register = template.Library()


@register.filter
def said(text: Mapping[str, str] | None) -> str:
    """A multilingual text in the reader's language; nothing for none."""
    return spoken(text, get_language() or "en") if text else ""
