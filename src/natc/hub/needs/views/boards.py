"""Retiring a theme or a sign from its board."""

from functools import partial

from django.http import HttpResponse
from django.utils.translation import gettext as _

from natc.hub.members.rules import check
from natc.hub.members.signed_in import MemberRequest
from natc.hub.needs.actions import boards as actions
from natc.hub.needs.board_forms import RetiringForm
from natc.hub.needs.models import OnABoard
from natc.hub.needs.rules import boards as rules
from natc.hub.needs.views.asking import step


def retiring(request: MemberRequest, found: OnABoard, title: str) -> HttpResponse:
    """The page that asks why something is retired, and does it."""
    check(rules.why_not_retire(found, request.user, request.acting.desk))
    form = RetiringForm(request.POST or None)
    says = _("It stays in the list below the others, with this reason; no state speaks about it any more.")
    return step(request, form, partial(actions.retire, noted=found), about=found, title=title, says=says, button=_("Retire"))
