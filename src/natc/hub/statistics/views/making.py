"""The way of a release to the public: fetch it visibly, call one action, go back to its page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from natc.engine.errors import Unusable
from natc.engine.release.outputs.hidden import hidden_parts
from natc.hub.members.models import Audience
from natc.hub.members.rules import check
from natc.hub.members.signed_in import MemberRequest, signed_in
from natc.hub.statistics import reading, rules
from natc.hub.statistics.actions import making
from natc.hub.statistics.compiling import calls_to_compile
from natc.hub.statistics.explore import explore, named_for
from natc.hub.statistics.forms import BeginForm, MarkForm, PoliciesForm, SendForm, SeriesForm, WhyForm
from natc.hub.statistics.made import made_of
from natc.hub.statistics.models import EARLY_VIEW, PublicSeries, Release, Status
from natc.hub.statistics.policies import compare
from natc.hub.statistics.quality import quality_of
from natc.hub.statistics.tables import ReleasesTable
from natc.hub.submissions.models import Call
from natc.hub.submissions.values import standard_language
from natc.hub.web.tables import table_page


@signed_in
def releases(request: MemberRequest) -> HttpResponse:
    """The releases that one may see, and what can be compiled."""
    by, desk = request.user, request.acting.desk
    refusal = rules.why_not_keep(by, desk)
    calls = [] if refusal else [call for call in calls_to_compile() if rules.why_not_read_quality(call, by, desk) is None]
    found = Release.objects.visible_to(by)
    page = {"refusal": refusal, "calls": calls}
    return table_page(request, ReleasesTable, found, template="statistics/releases.html", name="releases", **page)


@signed_in
def begin(request: MemberRequest) -> HttpResponse:
    """Begin a release."""
    check(rules.why_not_keep(request.user, request.acting.desk))
    form = BeginForm(request.POST or None, request.FILES or None, calls=calls_to_compile(), language=request.LANGUAGE_CODE)
    if request.method == "POST" and form.is_valid():
        return redirect(making.begin(by=request.user, desk=request.acting.desk, **form.begun()))
    return render(request, "statistics/begin.html", {"form": form})


@signed_in
def known(request: MemberRequest) -> HttpResponse:
    """The figures that are public without us, which every release takes as known; a file of them can be brought."""
    check(rules.why_not_keep(request.user, request.acting.desk))
    form = SeriesForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            making.bring_series(by=request.user, desk=request.acting.desk, **form.brought())
            return redirect("known-figures")
        except Unusable as error:
            form.add_error("file", str(error))
    return render(request, "statistics/known.html", {"form": form, "series": PublicSeries.objects.standing()})


@signed_in
@require_POST
def drop_known(request: MemberRequest, uid: str) -> HttpResponse:
    """Take such a file out again."""
    series = get_object_or_404(PublicSeries.objects.standing(), uid=uid)
    making.drop_series(series=series, by=request.user, desk=request.acting.desk)
    return redirect("known-figures")


@signed_in
def quality(request: MemberRequest, uid: str) -> HttpResponse:
    """What was accepted of a call, as those who compile it look at it first."""
    call = get_object_or_404(Call.objects.visible_to(request.user).select_related("form", "reviewer"), uid=uid)
    check(rules.why_not_read_quality(call, request.user, request.acting.desk))
    return render(request, "statistics/quality.html", {"call": call, "states": quality_of(call)})


@signed_in
def policies(request: MemberRequest, uid: str) -> HttpResponse:
    """What two policies would show of what was accepted of a call, side by side."""
    call = get_object_or_404(Call.objects.visible_to(request.user).select_related("form", "reviewer"), uid=uid)
    check(rules.why_not_read_quality(call, request.user, request.acting.desk))
    form = PoliciesForm(request.POST or None, request.FILES or None)
    page = {"call": call, "form": form}
    if request.method == "POST" and form.is_valid():
        first, second = form.cleaned_data["policies"]
        page["tables"] = compare(call, first, second)
    return render(request, "statistics/policies.html", page)


@signed_in
def release(request: MemberRequest, uid: str) -> HttpResponse:
    """Where a release stands, how far its test is, what each state said, and what one may do with it."""
    found = _visible(request, uid)
    by, desk = request.user, request.acting.desk
    mine = next((one for one in reading.own_of(by, found) if one.desk == desk), None)
    everything = reading.territories_read_by(by, found) is None
    page = {
        "release": found,
        "steps": reading.ladder_of(found),
        "history": reading.history_of(found),
        "contributions": reading.contributions_read_by(by, found),
        "signatures": found.signatures.select_related("by", "desk"),
        "refusals": reading.refusals_of(found, by, desk),
        "mine": mine,
        "why_not_answer": rules.why_not_answer(mine, by, desk) if mine else None,
        "silent": rules.silent_in_words(reading.silent(found)) if everything and found.status == Status.ASKED else "",
        "parts": hidden_parts(made_of(found), standard_language()) if found.made and everything else [],
        "reads": bool(found.made) and reading.territories_read_by(by, found) != [],
        "out": found.status in (Status.PUBLIC, Status.WITHDRAWN),
        "keeps": reading.makes(by, found),
    }
    return render(request, "statistics/release.html", page)


@signed_in
def early_view(request: MemberRequest, uid: str) -> HttpResponse:
    """A release before it is public, as it would be: to a state its own figures, to those who make and sign it all."""
    found = _visible(request, uid)
    territories = reading.territories_read_by(request.user, found)
    named = named_for(Audience.MEMBERS)
    explored = explore(made_of(found), request.GET, named, territories) if found.made and territories != [] else None
    if explored is None:
        raise Http404
    return render(request, "statistics/early_view.html", {"release": found, "explored": explored})


@signed_in
@require_POST
def start(request: MemberRequest, uid: str) -> HttpResponse:
    """Have it protected and tested."""
    found = _visible(request, uid)
    making.start(release=found, by=request.user, desk=request.acting.desk)
    return redirect(found)


@signed_in
def send(request: MemberRequest, uid: str) -> HttpResponse:
    """Show it to its states, after a sentence that says to whom and until when."""
    found = _visible(request, uid)
    check(rules.why_not_send(found, None, request.user, request.acting.desk))
    form = SendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        making.send(release=found, by=request.user, desk=request.acting.desk, **form.cleaned_data)
        return redirect(found)
    states = found.contributions.standing().select_related("desk__organisation__territory")
    page = {"release": found, "form": form, "states": states, "until": timezone.now() + EARLY_VIEW}
    return render(request, "statistics/send.html", page)


@signed_in
@require_POST
def approve(request: MemberRequest, uid: str) -> HttpResponse:
    """Approve one's state's figures."""
    found, mine = _mine(request, uid)
    making.approve(contribution=mine, by=request.user, desk=request.acting.desk)
    messages.success(request, _("Your state has approved its figures."))
    return redirect(found)


@signed_in
def refuse(request: MemberRequest, uid: str) -> HttpResponse:
    """Refuse one's state's figures, with the reason."""
    found, mine = _mine(request, uid)
    check(rules.why_not_answer(mine, request.user, request.acting.desk))
    form = WhyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        making.refuse(contribution=mine, by=request.user, desk=request.acting.desk, **form.cleaned_data)
        return redirect(found)
    return render(request, "statistics/refuse.html", {"release": found, "form": form})


@signed_in
def sign(request: MemberRequest, uid: str) -> HttpResponse:
    """Sign it, after a sentence that says what will be public, and when."""
    found = _visible(request, uid)
    check(rules.why_not_sign(found, request.user, request.acting.desk))
    if request.method == "POST":
        making.sign(release=found, by=request.user, desk=request.acting.desk)
        return redirect(found)
    states = found.contributions.standing().select_related("desk__organisation__territory")
    return render(request, "statistics/sign.html", {"release": found, "states": states})


@signed_in
@require_POST
def discard(request: MemberRequest, uid: str) -> HttpResponse:
    """Give it up."""
    found = _visible(request, uid)
    making.discard(release=found, by=request.user, desk=request.acting.desk)
    return redirect("releases")


@signed_in
def mark(request: MemberRequest, uid: str) -> HttpResponse:
    """Say on its public pages, at once, that it is being corrected."""
    found = _visible(request, uid)
    check(rules.why_not_mark(found, request.user, request.acting.desk))
    return _said_why(request, found, making.mark, "statistics/mark.html")


@signed_in
@require_POST
def unmark(request: MemberRequest, uid: str) -> HttpResponse:
    """Take that off again."""
    found = _visible(request, uid)
    making.unmark(release=found, by=request.user, desk=request.acting.desk)
    return redirect(found)


@signed_in
def withdraw(request: MemberRequest, uid: str) -> HttpResponse:
    """Withdraw it, at once."""
    found = _visible(request, uid)
    rules.check_move(found, Status.WITHDRAWN, request.user, request.acting.desk)
    return _said_why(request, found, making.withdraw, "statistics/withdraw.html")


def _said_why(request: MemberRequest, found: Release, act: Callable[..., object], template: str) -> HttpResponse:
    form = MarkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        language = request.LANGUAGE_CODE
        act(release=found, language=language, by=request.user, desk=request.acting.desk, **form.cleaned_data)
        return redirect(found)
    return render(request, template, {"release": found, "form": form})


def _visible(request: MemberRequest, uid: str) -> Release:
    return get_object_or_404(Release.objects.visible_to(request.user), uid=uid)


def _mine(request: MemberRequest, uid: str) -> tuple[Release, Any]:
    """A release and the contribution for which who asks answers at the desk they act for."""
    found = _visible(request, uid)
    mine = get_object_or_404(found.contributions.of(request.user).select_related("release", "desk"), desk=request.acting.desk)
    return found, mine
