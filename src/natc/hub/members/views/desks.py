"""Pages of one desk: how it is reached, who works there, who takes it over."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from natc.hub.members import actions, rules
from natc.hub.members.accounts.rules import why_not_invite
from natc.hub.members.forms import DeskForm, HandOverForm
from natc.hub.members.models import Desk, Mandate
from natc.hub.members.signed_in import MemberRequest, freshly_proven, signed_in


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
    coming = Mandate.objects.coming().visible_to(request.user).filter(desk=found).select_related("person")
    page = {"desk": found, "people": people, "coming": coming, "why_not": why_not}
    return render(request, "members/desk.html", page)


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
