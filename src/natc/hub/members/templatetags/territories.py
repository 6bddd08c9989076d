"""What a territory is called for who is reading."""

from typing import Any

from django import template
from django.utils import timezone

from natc.hub.members.models import Territory
from natc.hub.members.names import audience_of, called
from natc.hub.web.templatetags.said import said

register = template.Library()


@register.simple_tag(takes_context=True)
def name_of(context: dict[str, Any], territory: Territory) -> str:
    """The name for members or for the public, with a star where a footnote goes with it."""
    return called(territory, audience_of(context["request"].user))


@register.simple_tag(takes_context=True)
def footnotes_of(context: dict[str, Any], territories: list[Territory]) -> list[str]:
    """The footnotes of the territories named on a page, each once."""
    found = (territory.named(audience_of(context["request"].user)) for territory in territories)
    return list(dict.fromkeys(said(name.footnote) for name in found if name and name.footnote))


@register.simple_tag(takes_context=True)
def footnotes_of_all(context: dict[str, Any]) -> list[str]:
    """The footnotes of all who belong to the Network today, for pages on which any of them may be named."""
    return footnotes_of(context, list(Territory.objects.members_on(timezone.now().date())))
