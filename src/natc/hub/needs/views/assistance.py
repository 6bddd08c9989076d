"""Requests for technical assistance: the list with its clock, the page of one, and what is done with it."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from natc.hub.members.rules import check
from natc.hub.members.signed_in import MemberRequest, signed_in
from natc.hub.needs.actions import assistance as actions
from natc.hub.needs.forms import AssistanceForm, RequestClosingForm, TakeUpForm, WithdrawalForm
from natc.hub.needs.models import AssistanceRequest
from natc.hub.needs.rules import assistance as rules
from natc.hub.needs.tables import RequestsTable
from natc.hub.needs.views.asking import ask_below, step
from natc.hub.web.tables import table_page


@signed_in
def requests(request: MemberRequest) -> HttpResponse:
    """The requests that one may see, the nearest day first."""
    refusal = rules.why_not_ask(request.user, request.acting.desk)
    found = AssistanceRequest.objects.visible_to(request.user)
    shown = found.prefetch_related("desk__organisation__territory__names")
    return table_page(request, RequestsTable, shown, template="needs/requests.html", name="assistance", refusal=refusal)


@signed_in
def begin(request: MemberRequest) -> HttpResponse:
    """Ask the secretariat for technical assistance."""
    check(rules.why_not_ask(request.user, request.acting.desk))
    form = AssistanceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "language": request.LANGUAGE_CODE}
        return redirect(actions.ask(by=request.user, desk=request.acting.desk, **given))
    says = _("Your desk and the secretariat read it, and nobody else.")
    back, back_to = _("Technical assistance"), reverse("assistance")
    about = {"back": back, "back_to": back_to, "title": _("Ask for assistance"), "says": says}
    return ask_below(request, form, **about, button=_("Ask the secretariat"))


@signed_in
def assistance_request(request: MemberRequest, uid: str) -> HttpResponse:
    """A request: what is asked, who has it, by when it is answered, what came of it."""
    found, by, desk = _visible(request, uid), request.user, request.acting.desk
    refusals = {
        "take_up": rules.why_not_take_up(found, by, desk),
        "close": rules.why_not_close(found, by, desk),
        "take_back": rules.why_not_take_back(found, by, desk),
    }
    return render(request, "needs/request.html", {"asked": found, "refusals": refusals, "mine": found.taken_by == by})


@signed_in
def take_up(request: MemberRequest, uid: str) -> HttpResponse:
    """Take a request up, and say within how many days it is answered."""
    found = _visible(request, uid)
    check(rules.why_not_take_up(found, request.user, request.acting.desk))
    form = TakeUpForm(request.POST or None)
    says = _("It waits for you from now on; the state sees that you have it, and the day.")
    act = partial(actions.take_up, request=found)
    return step(request, form, act, about=found, title=_("Take up"), says=says, button=_("Take up"))


@signed_in
def close(request: MemberRequest, uid: str) -> HttpResponse:
    """Close a request with its result."""
    found = _visible(request, uid)
    check(rules.why_not_close(found, request.user, request.acting.desk))
    form = RequestClosingForm(request.POST or None)
    says = _("The state that asked reads it.")
    act = partial(actions.close, request=found)
    return step(request, form, act, about=found, title=_("Close with its result"), says=says, button=_("Close"))


@signed_in
def take_back(request: MemberRequest, uid: str) -> HttpResponse:
    """Take one's own request back."""
    found = _visible(request, uid)
    check(rules.why_not_take_back(found, request.user, request.acting.desk))
    form = WithdrawalForm(request.POST or None)
    says = _("The secretariat stops working on it and reads why.")
    act = partial(actions.take_back, request=found)
    return step(request, form, act, about=found, title=_("Take back"), says=says, button=_("Take back"))


def _visible(request: MemberRequest, uid: str) -> AssistanceRequest:
    return get_object_or_404(AssistanceRequest.objects.visible_to(request.user), uid=uid)
