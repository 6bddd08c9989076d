"""What a territory is called for who is reading."""

from typing import Any

from django import template

from natc.hub.members.models import Audience, Territory
from natc.hub.web.templatetags.said import said

register = template.Library()


@register.simple_tag(takes_context=True)
def name_of(context: dict[str, Any], territory: Territory) -> str:
    """The name for members or for the public, with a star where a footnote goes with it."""
    found = territory.named(_audience(context))
    return f"{said(found.name)}{'*' if found.footnote else ''}" if found else territory.code


@register.simple_tag(takes_context=True)
def footnotes_of(context: dict[str, Any], territories: list[Territory]) -> list[str]:
    """The footnotes of the territories named on a page, each once."""
    found = (territory.named(_audience(context)) for territory in territories)
    return list(dict.fromkeys(said(name.footnote) for name in found if name and name.footnote))


def _audience(context: dict[str, Any]) -> str:
    return Audience.MEMBERS if context["request"].user.is_authenticated else Audience.PUBLIC
