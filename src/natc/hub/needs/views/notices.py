"""Needs and offers: the list, the page of one, and what its desk does with it."""

from functools import partial
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from natc.hub.fields import ORIGINAL
from natc.hub.members.models import Desk, Mandate, Person
from natc.hub.members.permissions import Permission, roles_with
from natc.hub.members.rules import check
from natc.hub.members.signed_in import MemberRequest, signed_in
from natc.hub.needs.actions import notices as actions
from natc.hub.needs.forms import CircleForm, ClosingForm, NoticeForm, WithdrawalForm, WordingForm
from natc.hub.needs.matches import matches_of, practices_for
from natc.hub.needs.models import Arrangement, Notice, NoticeVersion, Side, Status
from natc.hub.needs.rules import notices as rules
from natc.hub.needs.rules.arrangements import why_not_propose
from natc.hub.needs.tables import NoticesTable
from natc.hub.needs.views.asking import ask, ask_below, step
from natc.hub.web.tables import table_page


@signed_in
def notices(request: MemberRequest) -> HttpResponse:
    """The needs and offers that one may see."""
    by, desk = request.user, request.acting.desk
    found = Notice.objects.visible_to(by).select_related("desk__organisation__territory", "topic")
    shown = found.prefetch_related("desk__organisation__territory__names")
    refusals = {side.value: rules.why_not_begin(side, by, desk) for side in Side}
    return table_page(request, NoticesTable, shown, template="needs/notices.html", name="needs-and-offers", refusals=refusals)


@signed_in
def notice(request: MemberRequest, uid: str) -> HttpResponse:
    """A need or an offer: what it says and said before, who reads it, where it stands."""
    found, by, desk = visible(request, uid), request.user, request.acting.desk
    page: dict[str, Any] = {
        "notice": found,
        "own": found.desk == desk,
        "readers": with_names(found.readers) if found.desk == desk else [],
        "arrangements": Arrangement.objects.visible_to(by).filter(Q(need=found) | Q(offer=found)),
        "versions": list(NoticeVersion.objects.read_by(by, found).select_related("by", "topic"))[1:],
        "refusals": {
            "change": rules.why_not_change(found, by, desk),
            "circle": rules.why_not_choose_circle(found, by, desk),
            "post": rules.why_not_post(found, by, desk),
            "close": rules.why_not_close(found, by, desk),
        },
        **_having(found, by),
    }
    if found.side == Side.NEED:
        page["refusals"]["propose"] = why_not_propose(found, None, by, desk)
    return render(request, "needs/notice.html", page)


@signed_in
def begin_need(request: MemberRequest) -> HttpResponse:
    """Draft a need for one's state."""
    return _begin(request, Side.NEED, _("Say what your state needs"))


@signed_in
def begin_offer(request: MemberRequest) -> HttpResponse:
    """Draft an offer for one's desk."""
    return _begin(request, Side.OFFER, _("Offer help"))


@signed_in
def word_anew(request: MemberRequest, uid: str) -> HttpResponse:
    """Change what it says; the wording before stays in its history."""
    found = visible(request, uid)
    check(rules.why_not_change(found, request.user, request.acting.desk))
    now = {"title": _original(found.title), "text": _original(found.text), "topic": found.topic.code}
    form = WordingForm(request.POST or None, initial={**now, "form": found.form, "until": found.until})
    says = _("Who reads it sees what it said before, too.")
    act = partial(actions.word_anew, notice=found)
    return step(request, form, act, about=found, title=_("Change what it says"), says=says, button=_("Save"))


@signed_in
def choose_circle(request: MemberRequest, uid: str) -> HttpResponse:
    """Choose anew who will read a draft."""
    found = visible(request, uid)
    check(rules.why_not_choose_circle(found, request.user, request.acting.desk))
    now = {"circle": found.circle, "category": found.category, "desks": [desk.uid for desk in found.desks.all()]}
    form = CircleForm(request.POST or None, initial=now, desks=_choosable(request))
    if request.method == "POST" and form.is_valid():
        actions.choose_circle(notice=found, by=request.user, desk=request.acting.desk, **form.cleaned_data)
        return redirect("post-notice", found.uid)
    says = _("Nobody reads it before you post it.")
    return ask(request, form, about=found, title=_("Choose who will read it"), says=says, button=_("Save"))


@signed_in
def post(request: MemberRequest, uid: str) -> HttpResponse:
    """Post a draft, after a sentence that says who will read it."""
    found = visible(request, uid)
    check(rules.why_not_post(found, request.user, request.acting.desk))
    if request.method == "POST":
        actions.post(notice=found, by=request.user, desk=request.acting.desk)
        return redirect(found)
    people = Person.objects.filter(mandates__in=_reading(found)).distinct().count()
    return render(request, "needs/post.html", {"notice": found, "people": people, "readers": with_names(found.readers)})


@signed_in
def close(request: MemberRequest, uid: str) -> HttpResponse:
    """Close it with its outcome."""
    found = visible(request, uid)
    check(rules.why_not_close(found, request.user, request.acting.desk))
    form = ClosingForm(request.POST or None)
    says = _("Its circle reads the outcome. It cannot be opened again; a new one can be posted.")
    act = partial(actions.close, notice=found)
    return step(request, form, act, about=found, title=_("Close with its outcome"), says=says, button=_("Close"))


@signed_in
def withdraw(request: MemberRequest, uid: str) -> HttpResponse:
    """Take it back."""
    found = visible(request, uid)
    check(rules.why_not_change(found, request.user, request.acting.desk))
    form = WithdrawalForm(request.POST or None)
    says = _("From then on your desk alone sees it. What others have read meanwhile they have read.")
    return step(
        request, form, partial(actions.withdraw, notice=found), about=found, title=_("Withdraw"), says=says, button=_("Withdraw")
    )


def visible(request: MemberRequest, uid: str) -> Notice:
    """The need or offer with this id, where the person may see it; otherwise a missing page."""
    found = Notice.objects.visible_to(request.user).select_related("desk__organisation__territory", "topic")
    return get_object_or_404(found, uid=uid)


def with_names(desks: "QuerySet[Desk]") -> "QuerySet[Desk]":
    """Desks with the names of their states at hand."""
    return desks.select_related("organisation__territory").prefetch_related("organisation__territory__names")


def _having(found: Notice, by: Person) -> dict[str, Any]:
    """Who has what an open need asks for, or needs what an open offer gives, among what the person may see."""
    if found.status != Status.OPEN:
        return {}
    practices = practices_for(found, by) if found.side == Side.NEED else []
    return {"matches": matches_of(found, by), "practices": practices}


def _begin(request: MemberRequest, side: Side, title: str) -> HttpResponse:
    check(rules.why_not_begin(side, request.user, request.acting.desk))
    form = NoticeForm(request.POST or None, desks=_choosable(request))
    if request.method == "POST" and form.is_valid():
        about: dict[str, Any] = {"side": side, "language": request.LANGUAGE_CODE, **form.cleaned_data}
        made = actions.begin(by=request.user, desk=request.acting.desk, **about)
        return redirect("post-notice", made.uid)
    says = _("Only your desk sees the draft. It is posted with the next step, which says who will read it.")
    back, back_to = _("Needs and offers"), reverse("needs")
    return ask_below(request, form, back=back, back_to=back_to, title=title, says=says, button=_("Save the draft"))


def _choosable(request: MemberRequest) -> "QuerySet[Desk]":
    return with_names(Desk.objects.visible_to(request.user)).exclude(pk=request.acting.desk.pk)


def _reading(found: Notice) -> "QuerySet[Mandate]":
    desks = [*found.readers.values_list("pk", flat=True), found.desk.pk]
    return Mandate.objects.running().filter(desk__in=desks, role__in=roles_with(Permission.NEEDS_READ))


def _original(text: dict[str, str]) -> str:
    return text[text[ORIGINAL]]
