"""Pages on which the secretariat keeps the list: who belongs to the Network, until when, under which name."""

from uuid import UUID

from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from natc.hub.members import actions, rules
from natc.hub.members.forms import AdmitForm, EUStatusForm, OpenDeskForm, PartnerForm, SponsoredForm, TerritoryForm
from natc.hub.members.models import Membership, Territory
from natc.hub.members.signed_in import MemberRequest, signed_in


@signed_in
def admit(request: MemberRequest) -> HttpResponse:
    """Let a state belong to the Network."""
    _check(request)
    form = AdmitForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.admit(by=request.user, desk=request.acting.desk, **form.cleaned_data)
        return redirect(made.territory)
    says = _("All but full members are sponsored by a member state and belong for a term.")
    back = (_("Members"), reverse("directory"))
    return _asked(request, form, title=_("Admit a state"), says=says, verb=_("Admit"), back=back)


@signed_in
def add_partner(request: MemberRequest) -> HttpResponse:
    """Make an organisation a partner; from there one invites its people."""
    _check(request)
    form = PartnerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "language": request.LANGUAGE_CODE}
        return redirect("invite", actions.add_partner(by=request.user, desk=request.acting.desk, **given).uid)
    says = _("It gets a desk, to which you invite its people next. They read what partners read, until the last day.")
    back = (_("Partners"), reverse("partners"))
    return _asked(request, form, title=_("Add a partner"), says=says, verb=_("Add"), back=back)


@signed_in
def open_desk(request: MemberRequest, code: str) -> HttpResponse:
    """Open a desk of a territory; from there one invites its people."""
    _check(request)
    territory = get_object_or_404(Territory, code=code)
    form = OpenDeskForm(request.POST or None, territory=territory)
    if request.method == "POST" and form.is_valid():
        given = {**form.cleaned_data, "territory": territory, "language": request.LANGUAGE_CODE}
        return redirect("invite", actions.open_desk(by=request.user, desk=request.acting.desk, **given).uid)
    says = _("It gets its first people by your invitation; afterwards its coordinator invites.")
    return _asked(request, form, title=_("Open a desk"), says=says, verb=_("Open"), back=_to(territory))


@signed_in
def edit_territory(request: MemberRequest, code: str) -> HttpResponse:
    """Say what a territory is called, for members and for the public."""
    _check(request)
    territory = get_object_or_404(Territory, code=code)
    form = TerritoryForm(request.POST or None, territory=territory)
    if request.method == "POST" and form.is_valid():
        given = {"order": form.cleaned_data["order"], "names": form.names()}
        actions.name_territory(territory=territory, by=request.user, desk=request.acting.desk, **given)
        return redirect(territory)
    says = _("A footnote puts a star behind the name and stands below every page on which the name is shown.")
    return _asked(request, form, title=_("Name and footnote"), says=says, verb=_("Save"), back=_to(territory))


@signed_in
def set_eu_status(request: MemberRequest, code: str) -> HttpResponse:
    """Say where a territory stands with the European Union from a day on."""
    _check(request)
    territory = get_object_or_404(Territory, code=code)
    form = EUStatusForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.set_eu_status(territory=territory, by=request.user, desk=request.acting.desk, **form.cleaned_data)
        return redirect(territory)
    says = _("What was before stays; this holds from its day on.")
    return _asked(request, form, title=_("Status with the European Union"), says=says, verb=_("Save"), back=_to(territory))


@signed_in
def term(request: MemberRequest, uid: UUID) -> HttpResponse:
    """One term: renew it, or let it end today."""
    found = get_object_or_404(Membership.objects.visible_to(request.user), uid=uid)
    form = SponsoredForm(request.POST or None, initial={"sponsor": found.sponsor})
    kept = rules.why_not_keep_members(request.user, request.acting.desk)
    why_not = {"renew": kept or rules.why_not_renew(found), "end": kept or rules.why_not_end(found)}
    if request.method == "POST" and form.is_valid():
        actions.renew(membership=found, by=request.user, desk=request.acting.desk, **form.cleaned_data)
        return redirect("term", uid)
    return render(request, "members/term.html", {"term": found, "form": form, "why_not": why_not})


@signed_in
@require_POST
def end_term(request: MemberRequest, uid: UUID) -> HttpResponse:
    """Let a term end today."""
    found = get_object_or_404(Membership.objects.visible_to(request.user), uid=uid)
    actions.end_term(membership=found, by=request.user, desk=request.acting.desk)
    return redirect("term", uid)


def _check(request: MemberRequest) -> None:
    rules.check(rules.why_not_keep_members(request.user, request.acting.desk))


def _asked(request: MemberRequest, form: BaseForm, *, title: str, says: str, verb: str, back: tuple[str, str]) -> HttpResponse:
    """The page of a form: its title, what it means, the verb of its button, and the page it belongs to with its address."""
    crumb, crumb_href = back
    page = {"form": form, "title": title, "says": says, "verb": verb, "crumb": crumb, "crumb_href": crumb_href}
    return render(request, "members/keep.html", page)


def _to(territory: Territory) -> tuple[str, str]:
    return str(territory), territory.get_absolute_url()
