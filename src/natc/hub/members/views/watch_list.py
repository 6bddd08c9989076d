"""Pages of the watch list."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from natc.hub.members import actions, rules
from natc.hub.members.forms import StepForm, WatchForm
from natc.hub.members.models import Desk, NextStep, WatchedCountry
from natc.hub.members.signed_in import MemberRequest, signed_in


@signed_in
def watch_list(request: MemberRequest) -> HttpResponse:
    """Countries that matter to the Network: reasons, who leads, what comes next."""
    countries = WatchedCountry.objects.visible_to(request.user).prefetch_related("steps__owner__organisation")
    return render(
        request,
        "members/watch_list.html",
        {"countries": countries, "why_not": rules.why_not_watch(request.user, request.acting.desk)},
    )


@signed_in
def watch(request: MemberRequest) -> HttpResponse:
    """Put a country on the list."""
    rules.check(rules.why_not_watch(request.user, request.acting.desk))
    form = WatchForm(request.POST or None, desks=Desk.objects.visible_to(request.user))
    if request.method == "POST" and form.is_valid():
        actions.watch(by=request.user, desk=request.acting.desk, language=request.LANGUAGE_CODE, **form.cleaned_data)
        return redirect("watch-list")
    return render(request, "members/watch.html", {"form": form})


@signed_in
def add_step(request: MemberRequest, uid: str) -> HttpResponse:
    """Agree a next step about a watched country."""
    country = get_object_or_404(WatchedCountry.objects.visible_to(request.user), uid=uid)
    form = StepForm(request.POST or None, desks=Desk.objects.visible_to(request.user))
    if request.method == "POST" and form.is_valid():
        actions.add_step(
            country=country, by=request.user, desk=request.acting.desk, language=request.LANGUAGE_CODE, **form.cleaned_data
        )
        return redirect("watch-list")
    return render(request, "members/add_step.html", {"country": country, "form": form})


@signed_in
@require_POST
def finish_step(request: MemberRequest, uid: str) -> HttpResponse:
    """Say that a next step is done."""
    step = get_object_or_404(NextStep, country__in=WatchedCountry.objects.visible_to(request.user), uid=uid)
    actions.finish_step(step=step, by=request.user, desk=request.acting.desk)
    return redirect("watch-list")
