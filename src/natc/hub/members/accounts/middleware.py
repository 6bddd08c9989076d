"""Two doors on the way to every page: is the session still the person's, and has the person a second factor?"""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _
from django_htmx.http import HttpResponseClientRedirect

from natc.hub.members.accounts import rules, sessions
from natc.hub.members.accounts.unsent import UNSENT, forget_unsent, keep_unsent, unsent_of
from natc.hub.members.signed_in import PersonRequest

PROVING = {"account_reauthenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn"}
ALWAYS_OPEN = {*PROVING, "account_logout", "set_language", "look-as"}
SETTING_UP = {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn"}


class SessionLimitMiddleware(MiddlewareMixin):
    """Locks a session after fifteen idle minutes and ends it after eight hours. What somebody was sending is kept for them."""

    def process_view(self, request: PersonRequest, *_view: Any) -> HttpResponse | None:
        """Send whoever has to prove who they are to the page where they do it; let everybody else go on."""
        if not request.user.is_authenticated or looking(request):
            return None
        session, now = sessions.session_of(request), timezone.now()
        if session.over(now):
            return HttpResponse(status=401) if keeps_itself(request) else _signed_out(request)
        if name_of(request) in ALWAYS_OPEN:
            return None
        if session.locked(now) and keeps_itself(request):
            return HttpResponse(status=401)
        if session.locked(now):
            if request.method == "POST":
                keep_unsent(request)
            return _asked(request, "account_reauthenticate")
        if request.method == "POST" or not request.htmx:  # type: ignore[attr-defined]
            sessions.saw(session)  # a page that refreshes its counters by itself is no sign of a person
        unsent = unsent_of(request)
        if request.method == "POST" and unsent and unsent.path == request.get_full_path():
            forget_unsent(request)
        return None


class SecondFactorMiddleware(MiddlewareMixin):
    """Leads everybody who has no second factor to the page where they set one up, whichever page they wanted."""

    def process_view(self, request: PersonRequest, *_view: Any) -> HttpResponse | None:
        """Let through who has one, and the pages on which one is set up."""
        if not request.user.is_authenticated or looking(request) or name_of(request) in ALWAYS_OPEN | SETTING_UP:
            return None
        return None if rules.second_factors(request.user) else redirect("mfa_index")


def keeps_itself(request: PersonRequest) -> bool:
    """Whether a script asks, which wants no page and keeps what it sends until it is taken."""
    return not request.accepts("text/html")


def looking(request: PersonRequest) -> bool:
    """Whether somebody looks at the demonstration as an invented person, who can prove nothing."""
    return settings.DEMONSTRATION and sessions.LOOKING in request.session


def name_of(request: PersonRequest) -> str | None:
    """The name of the address that was asked for."""
    return request.resolver_match.url_name if request.resolver_match else None


def _signed_out(request: PersonRequest) -> HttpResponse:
    if request.method == "POST":
        keep_unsent(request)
    unsent = request.session.get(UNSENT)
    logout(request)
    if unsent:
        request.session[UNSENT] = unsent  # whoever signs in sees it only if it is theirs
    messages.info(request, _("You were signed out. Sign in again to go on where you were."))
    return _asked(request, "account_login")


def _asked(request: PersonRequest, page: str) -> HttpResponse:
    """To a page on which one proves who one is; from there back to where one was, or to what was not sent."""
    back = _after_sending(request) if request.method == "POST" else _here(request)
    there = f"{reverse(page)}?{urlencode({'next': back})}"
    return HttpResponseClientRedirect(there) if request.htmx else redirect(there)  # type: ignore[attr-defined]


def _after_sending(request: PersonRequest) -> str:
    if UNSENT in request.session:
        return reverse("unsent")
    messages.warning(request, _("What you were sending could not be kept. Please do it again."))
    return reverse("home")


def _here(request: PersonRequest) -> str:
    """The page in the browser: where a part of it was asked for, htmx says which page that is."""
    return request.htmx.current_url_abs_path or request.get_full_path()  # type: ignore[attr-defined]
