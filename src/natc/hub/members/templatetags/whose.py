"""What a desk is called where each state has one."""

from typing import Any

from django import template

from natc.hub.members.models import Audience, Desk
from natc.hub.members.names import audience_of, called
from natc.hub.web.templatetags.said import said

register = template.Library()


@register.simple_tag(takes_context=True)
def whose(context: dict[str, Any], desk: Desk) -> str:
    """The name of the desk's state for who is reading; of a desk without a state its own."""
    return name_of(desk, audience_of(context["request"].user))


def name_of(desk: Desk, audience: Audience) -> str:
    """The name of the desk's state for an audience; of a desk without a state its own."""
    territory = desk.organisation.territory
    return called(territory, audience) if territory else said(desk.name)
