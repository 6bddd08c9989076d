"""Pages of invitations, sessions, what was not sent, and the card of a person."""

from allauth.account.forms import LoginForm
from allauth.mfa.webauthn.views import remove_webauthn
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from natc.hub.members.accounts import actions, rules
from natc.hub.members.accounts.forms import InviteForm, NewcomerForm
from natc.hub.members.accounts.letters import fingerprint
from natc.hub.members.accounts.models import Invitation, Session
from natc.hub.members.accounts.sessions import session_of
from natc.hub.members.accounts.unsent import forget_unsent, unsent_of
from natc.hub.members.models import Desk, Mandate, Person
from natc.hub.members.rules import check
from natc.hub.members.signed_in import MemberRequest, PersonRequest, signed_in


@signed_in
def invite(request: MemberRequest, uid: str) -> HttpResponse:
    """Invite somebody to a desk; below, the invitations that are open."""
    desk = get_object_or_404(Desk.objects.visible_to(request.user), uid=uid)
    check(rules.why_not_invite(desk, request.user))
    form = InviteForm(request.POST or None, roles=rules.roles_to_give(desk, request.user))
    if request.method == "POST" and form.is_valid():
        site = f"{request.scheme}://{request.get_host()}"
        actions.invite(desk=desk, by=request.user, site=site, **form.cleaned_data)
        return redirect("invite", uid)
    page = {"desk": desk, "form": form, "open": desk.invitations.open().of_colleagues()}
    return render(request, "accounts/invite.html", page)


@signed_in
@require_POST
def withdraw(request: MemberRequest, uid: str) -> HttpResponse:
    """Make an invitation open nothing from now on."""
    open_to = Invitation.objects.of_colleagues().filter(desk__in=Desk.objects.visible_to(request.user))
    invitation = get_object_or_404(open_to, uid=uid)
    actions.withdraw(invitation=invitation, by=request.user)
    return redirect("invite", invitation.desk.uid)


@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """What a link in a mail opens. Reading it changes nothing, since mail scanners read; its button takes the invitation up."""
    found = get_object_or_404(Invitation, fingerprint=fingerprint(token))
    known = Person.objects.filter(email__iexact=found.email).exists()
    form = NewcomerForm(request.POST or None, email=found.email)
    why_not = rules.why_not_accept(found)
    if request.method == "POST" and request.user.is_authenticated:
        actions.accept(invitation=found, by=request.user)
        return redirect("home")
    if request.method == "POST" and not known and not why_not and form.is_valid():
        actions.accept_as_newcomer(invitation=found, language=request.LANGUAGE_CODE, **form.cleaned_data)
        return _signed_in(request, found.email, form.cleaned_data["password"])
    page = {"invitation": found, "known": known, "form": form, "why_not": why_not}
    return render(request, "accounts/invitation.html", page, status=410 if why_not else 200)


def _signed_in(request: HttpRequest, email: str, password: str) -> HttpResponse:
    form = LoginForm({"login": email, "password": password}, request=request)
    return form.login(request) if form.is_valid() else redirect("account_login")


@login_required
def remove_key(request: PersonRequest, pk: int) -> HttpResponse:
    """Remove a passkey or security key, unless nothing would be left. (allauth asks this for authenticators only.)"""
    check(rules.why_not_remove(request.user))
    answer: HttpResponse = remove_webauthn(request, pk=pk)
    return answer


@login_required
def sessions(request: PersonRequest) -> HttpResponse:
    """Where one is signed in, and the button that ends it everywhere."""
    running = Session.objects.held_about(request.user).running()
    return render(request, "accounts/sessions.html", {"sessions": running, "here": session_of(request)})


@login_required
@require_POST
def end_sessions(request: PersonRequest) -> HttpResponse:
    """End all of one's sessions at once."""
    actions.end_sessions(by=request.user)
    logout(request)
    return redirect("account_login")


@login_required
@require_GET
def unsent(request: PersonRequest) -> HttpResponse:
    """What one was sending when the session locked, to be sent now or thrown away."""
    kept = unsent_of(request)
    return render(request, "accounts/unsent.html", {"unsent": kept}) if kept else redirect("home")


@login_required
@require_POST
def throw_away(request: PersonRequest) -> HttpResponse:
    """Throw away what was not sent."""
    forget_unsent(request)
    return redirect("home")


@signed_in
def person(request: MemberRequest, uid: str) -> HttpResponse:
    """The card of a person: how to reach them. Opening somebody else's is remembered."""
    found = get_object_or_404(Person.objects.visible_to(request.user), uid=uid)
    if found != request.user:
        actions.look(about=found, by=request.user, desk=request.acting.desk)
    mandates = Mandate.objects.running().visible_to(request.user).filter(person=found).select_related("desk__organisation")
    return render(request, "accounts/person.html", {"person": found, "mandates": mandates})
