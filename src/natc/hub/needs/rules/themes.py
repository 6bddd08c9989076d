"""Who puts themes on their list, asks for them and ranks them."""

from collections.abc import Collection, Sequence

from django.utils.translation import gettext as _

from natc.hub.members.models import Desk, Person, Territory
from natc.hub.members.permissions import Permission
from natc.hub.needs.models import Place, Theme
from natc.hub.needs.rules.boards import why_not_speak, why_retired
from natc.hub.submissions.models import Call


def why_not_begin(by: Person, desk: Desk) -> str | None:
    """Why `by` may put no theme on the list for `desk`; None when they may."""
    if by.may(Permission.THEME_PUT, desk):
        return None
    return _("Coordinators, deputies, the chair and the secretariat put themes on the list.")


def why_not_sourced(*, call: Call | None, meeting: str, states: Collection[Territory], state: Territory | None) -> str | None:
    """Why it cannot be said that these states asked for a theme there; None when it can. state: of the desk that says it."""
    if call and meeting:
        return _("Name the consultation or the meeting that brought it, not both.")
    if not call and not meeting and set(states) != {state}:
        return _("Without a consultation or a meeting that brought it, a state asks for itself alone.")
    return None


def why_not_ask(theme: Theme, by: Person, desk: Desk) -> str | None:
    """Why `by` may not ask for a theme for their state, or take that back; None when they may."""
    return why_not_speak(by, desk) or why_retired(theme)


def why_not_rank(themes: Sequence[Theme], by: Person, desk: Desk) -> str | None:
    """Why `by` may not put these themes first for their state, in this order; None when they may."""
    if refused := why_not_speak(by, desk):
        return refused
    if len(set(themes)) != len(themes) or len(themes) > len(Place):
        return _("Each theme has one place, and there are three.")
    return next((refused for theme in themes if (refused := why_retired(theme))), None)
