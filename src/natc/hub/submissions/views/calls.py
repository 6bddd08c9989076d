"""Calls: the list, the page of one, and what the desk that sends it does with it."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from natc.hub.members.models import Desk, Mandate
from natc.hub.members.permissions import Permission, roles_with
from natc.hub.members.rules import check
from natc.hub.members.signed_in import MemberRequest, signed_in
from natc.hub.submissions import cloning, reading, rules
from natc.hub.submissions.actions import calls as actions
from natc.hub.submissions.forms import CallForm, ClarificationForm, ExtensionForm, OpeningForm, QuestionForm
from natc.hub.submissions.models import Call, Clarification, Submission
from natc.hub.submissions.tables import CallsTable
from natc.hub.submissions.timeliness import timeliness_of
from natc.hub.submissions.views.comparison import about
from natc.hub.submissions.views.versions import blanks_of
from natc.hub.web.tables import table_page


@signed_in
def calls(request: MemberRequest) -> HttpResponse:
    """The calls that one may see, each with how many desks have answered."""
    refusal = rules.why_not_begin(request.user, request.acting.desk)
    found = Call.objects.visible_to(request.user).with_reporting()
    return table_page(request, CallsTable, found, template="submissions/calls.html", name="calls", refusal=refusal)


@signed_in
def call(request: MemberRequest, uid: str) -> HttpResponse:
    """A call: what it asks, by when, who has answered and never what, questions about it, one's own submission."""
    found = _visible_call(request, uid)
    return render(request, "submissions/call.html", {**_page_of(request, found), "question": QuestionForm()})


@signed_in
def begin(request: MemberRequest) -> HttpResponse:
    """Begin a call for one's desk."""
    check(rules.why_not_begin(request.user, request.acting.desk))
    form = _call_form(request, {"zone": request.acting.desk.zone, "form": request.GET.get("form")})
    if request.method == "POST" and form.is_valid():
        uid = form.cleaned_data["uid"]
        return redirect(actions.begin(uid=uid, by=request.user, desk=request.acting.desk, **form.begun()))
    return render(request, "submissions/begin.html", {"form": form})


@signed_in
def clone(request: MemberRequest, uid: str) -> HttpResponse:
    """A past call as the beginning of a new one, to be corrected before it is saved. ?opens= is its opening day."""
    found = _visible_call(request, uid)
    check(rules.why_not_begin(request.user, request.acting.desk))
    asked_for = OpeningForm(request.GET if "opens" in request.GET else None, initial={"opens": _next_opening(found)})
    opens = asked_for.cleaned_data["opens"] if asked_for.is_bound and asked_for.is_valid() else _next_opening(found)
    form = _call_form(request, cloning.copy_of(found, opens))
    page = {"form": form, "call": found, "opening": asked_for, "gone": cloning.gone(found)}
    return render(request, "submissions/clone.html", page)


@signed_in
def change(request: MemberRequest, uid: str) -> HttpResponse:
    """Change a call that is not open yet; the chair and the secretariat draft together."""
    found = _visible_call(request, uid)
    check(rules.why_not_change(found, request.user, request.acting.desk))
    form = _call_form(request, cloning.as_filled_in(found))
    if request.method == "POST" and form.is_valid():
        actions.change(call=found, by=request.user, desk=request.acting.desk, **form.begun())
        return redirect(found)
    return render(request, "submissions/change.html", {"form": form, "call": found})


@signed_in
def open_call(request: MemberRequest, uid: str) -> HttpResponse:
    """Send a call, after a sentence that says to whom."""
    found = _visible_call(request, uid)
    check(rules.why_not_open(found, request.user, request.acting.desk))
    if request.method == "POST":
        actions.open_call(call=found, by=request.user, desk=request.acting.desk)
        return redirect(found)
    readers = reading.readers_in_words(found.form.form)
    return render(request, "submissions/open.html", {"call": found, "desks": _desks(found), "readers": readers})


@signed_in
@require_POST
def close(request: MemberRequest, uid: str) -> HttpResponse:
    """Take no further answers."""
    found = _visible_call(request, uid)
    actions.close(call=found, by=request.user, desk=request.acting.desk)
    return redirect(found)


@signed_in
@require_POST
def remind(request: MemberRequest, uid: str) -> HttpResponse:
    """Mail those desks, and only those, that have not handed in."""
    found = _visible_call(request, uid)
    site = f"{request.scheme}://{request.get_host()}"
    count = actions.remind(call=found, by=request.user, desk=request.acting.desk, site=site)
    messages.success(
        request, ngettext("%(count)d desk was reminded.", "%(count)d desks were reminded.", count) % {"count": count}
    )
    return redirect(found)


@signed_in
def extend(request: MemberRequest, uid: str) -> HttpResponse:
    """Give one desk more time, with the reason. Who sends the call knows of every submission, not what is in it."""
    visible = Submission.objects.filter(call__in=Call.objects.visible_to(request.user))
    found = get_object_or_404(visible.select_related("call__desk", "desk__organisation__territory"), uid=uid)
    check(rules.why_not_tend(found.call, request.user, request.acting.desk))
    form = ExtensionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.extend(submission=found, by=request.user, desk=request.acting.desk, **form.cleaned_data)
        return redirect(found.call)
    return render(request, "submissions/extend.html", {"submission": found, "form": form})


@signed_in
@require_POST
def ask(request: MemberRequest, uid: str) -> HttpResponse:
    """Ask about a call."""
    found, form = _visible_call(request, uid), QuestionForm(request.POST)
    check(rules.why_not_ask(found, request.user, request.acting.desk))
    if form.is_valid():
        language = request.LANGUAGE_CODE
        actions.ask(call=found, language=language, by=request.user, desk=request.acting.desk, **form.cleaned_data)
        return redirect(found)
    return render(request, "submissions/call.html", {**_page_of(request, found), "question": form})


@signed_in
def clarify(request: MemberRequest, uid: str) -> HttpResponse:
    """Answer a question about a call, for all whom it asks."""
    asked = get_object_or_404(Clarification.objects.visible_to(request.user).select_related("call__desk"), uid=uid)
    check(rules.why_not_clarify(asked, request.user, request.acting.desk))
    form = ClarificationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        language = request.LANGUAGE_CODE
        actions.clarify(clarification=asked, language=language, by=request.user, desk=request.acting.desk, **form.cleaned_data)
        return redirect(asked.call)
    return render(request, "submissions/clarify.html", {"clarification": asked, "form": form})


def _call_form(request: MemberRequest, initial: dict[str, Any]) -> CallForm:
    """The form of a call, with the desks that the person may see; reviewers are those where somebody may review."""
    desks = Desk.objects.visible_to(request.user).select_related("organisation__territory")
    reviewing = Mandate.objects.running().filter(role__in=roles_with(Permission.SUBMISSION_REVIEW))
    reviewers = desks.filter(pk__in=reviewing.values("desk"))
    return CallForm(request.POST or None, desks=desks, reviewers=reviewers, initial=initial)


def _next_opening(found: Call) -> date:
    """The same day a year later, or today where that is over."""
    return max(cloning.moved(found.opens_on, 12), timezone.now().date())


def _visible_call(request: MemberRequest, uid: str) -> Call:
    found = Call.objects.visible_to(request.user).with_reporting().select_related("form", "desk", "reviewer__organisation")
    return get_object_or_404(found, uid=uid)


def _page_of(request: MemberRequest, found: Call) -> dict[str, Any]:
    by, desk = request.user, request.acting.desk
    asked, standing = _desks(found), reading.standing_of(found, by)
    return {
        **about(request, found),
        "call": found,
        "form": found.form.form,
        "blank": blanks_of(found.form.form),
        "readers": reading.readers_in_words(found.form.form),
        "standing": standing,
        "timeliness": timeliness_of(standing, found.asked),  # type: ignore[attr-defined]  # annotated by `with_reporting`
        "desks": asked,
        "territories": [one.organisation.territory for one in asked if one.organisation.territory],
        "mine": Submission.objects.visible_to(by).filter(call=found, desk=desk).first(),
        "clarifications": found.clarifications.select_related("desk__organisation__territory"),
        "refusals": {
            "change": rules.why_not_change(found, by, desk),
            "begin": rules.why_not_begin(by, desk),
            "open": rules.why_not_open(found, by, desk),
            "tend": rules.why_not_tend(found, by, desk),
            "ask": rules.why_not_ask(found, by, desk),
        },
        "keeps": found.desk == desk,
    }


def _desks(found: Call) -> list[Desk]:
    return list(found.desks.select_related("organisation__territory").prefetch_related("organisation__territory__names"))
