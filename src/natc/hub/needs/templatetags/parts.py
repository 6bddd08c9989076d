"""The parts of this app above its lists: to each person those in which something can stand for them."""

from typing import Any

from django import template
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from natc.hub.members.permissions import Permission

PARTS = (
    ("needs", _("Needs and offers"), Permission.NEEDS_READ),
    ("assistance", _("Technical assistance"), Permission.BOARDS_READ),  # which partners do not, nor do they ask
    ("before-meeting", _("Before a meeting"), Permission.NEEDS_READ),
    ("themes", _("Themes"), Permission.BOARDS_READ),
    ("horizon", _("Horizon"), Permission.BOARDS_READ),
)
register = template.Library()


@register.inclusion_tag("needs/parts.html", takes_context=True)
def parts(context: dict[str, Any]) -> dict[str, Any]:
    """Links to the parts that the person may read, with the one that is shown."""
    request = context["request"]
    permitted = [(reverse(name), label) for name, label, permission in PARTS if request.user.may_anywhere(permission)]
    return {"parts": [{"href": href, "label": label, "here": href == request.path} for href, label in permitted]}
