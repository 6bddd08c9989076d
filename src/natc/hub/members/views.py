"""Pages about who is in the Network."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from natc.hub.members import actions, rules
from natc.hub.members.accounts.rules import why_not_invite
from natc.hub.members.forms import DeskForm, HandOverForm, StepForm
from natc.hub.members.models import Desk, Flow, Mandate, NextStep, Territory, Topic, WatchedCountry
from natc.hub.members.signed_in import MemberRequest, freshly_proven, signed_in
from natc.hub.members.tables import MembersTable
from natc.hub.web.tables import table_page


def directory(request: HttpRequest) -> HttpResponse:
    """The members, and for whom may read it how each desk is reached."""
    territories = Territory.objects.members_on(timezone.now().date())
    return table_page(
        request, MembersTable, territories, template="members/directory.html", name="members", territories=territories
    )


def territory(request: HttpRequest, code: str) -> HttpResponse:
    """One member: its status, its desks, its people."""
    found = get_object_or_404(Territory.objects.members_on(timezone.now().date()), code=code)
    desks = Desk.objects.none()
    if request.user.is_authenticated:
        desks = Desk.objects.visible_to(request.user).filter(organisation__territory=found).with_people()
    return render(request, "members/territory.html", {"territory": found, "desks": desks})


@signed_in
def desk(request: MemberRequest, uid: str) -> HttpResponse:
    """One desk: how it is reached, who works there; the buttons for those who hold it."""
    found = get_object_or_404(Desk.objects.visible_to(request.user), uid=uid)
    people = Mandate.objects.running().visible_to(request.user).filter(desk=found).select_related("person")
    why_not = {
        "edit": rules.why_not_edit(found, request.user),
        "hand_over": rules.why_not_hand_over(found, request.user),
        "invite": why_not_invite(found, request.user),
    }
    return render(request, "members/desk.html", {"desk": found, "people": people, "why_not": why_not})


@signed_in
def edit_desk(request: MemberRequest, uid: str) -> HttpResponse:
    """Confirm how one's desk is reached."""
    found = get_object_or_404(Desk.objects.visible_to(request.user), uid=uid)
    rules.check(rules.why_not_edit(found, request.user))
    form = DeskForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        actions.confirm_desk(desk=found, by=request.user, **form.cleaned_data)
        return redirect("desk", uid)
    return render(request, "members/edit_desk.html", {"desk": found, "form": form})


@signed_in
@freshly_proven
def hand_over(request: MemberRequest, uid: str) -> HttpResponse:
    """Hand one's desk over, after a sentence that says what it means."""
    found = get_object_or_404(Desk.objects.visible_to(request.user), uid=uid)
    rules.check(rules.why_not_hand_over(found, request.user))
    form = HandOverForm(request.POST or None, desk=found, by=request.user)
    if request.method == "POST" and form.is_valid():
        actions.hand_over(desk=found, by=request.user, **form.cleaned_data)
        return redirect("desk", uid)
    return render(request, "members/hand_over.html", {"desk": found, "form": form})


@signed_in
def call(request: MemberRequest) -> HttpResponse:
    """Whom do I call: a country and a topic give the desk."""
    members = Territory.objects.members_on(timezone.now().date())
    chosen = members.filter(code=request.GET.get("country", "")).first()
    topic = Topic.objects.filter(code=request.GET.get("topic", "")).first()
    desks = Desk.objects.visible_to(request.user).for_topic(chosen, topic) if chosen and topic else Desk.objects.none()
    page = {"territories": members, "topics": Topic.objects.all(), "chosen": chosen, "topic": topic, "desks": desks}
    return render(request, "members/call.html", page)


@signed_in
def watch_list(request: MemberRequest) -> HttpResponse:
    """Countries that matter to the Network: reasons, who leads, what comes next."""
    countries = WatchedCountry.objects.visible_to(request.user).prefetch_related("steps__owner__organisation")
    return render(request, "members/watch_list.html", {"countries": countries, "why_not": rules.why_not_watch(request.user)})


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


@signed_in
def flows(request: MemberRequest) -> HttpResponse:
    """Who is responsible for each flow of one's state's data, on which basis, for how long."""
    found = Flow.objects.visible_to(request.user)
    return render(request, "members/flows.html", {"flows": found, "title": _("How our data are handled")})


@signed_in
@require_POST
def read_flow(request: MemberRequest, uid: str) -> HttpResponse:
    """Say that one's desk has read it."""
    flow = get_object_or_404(Flow.objects.visible_to(request.user), uid=uid)
    actions.read_flow(flow=flow, by=request.user, desk=request.acting.desk)
    return redirect("flows")
