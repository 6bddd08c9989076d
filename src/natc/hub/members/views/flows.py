"""Pages of flows of data."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from natc.hub.members import actions
from natc.hub.members.models import Flow
from natc.hub.members.signed_in import MemberRequest, signed_in


@signed_in
def flows(request: MemberRequest) -> HttpResponse:
    """Who is responsible for each flow of one's state's data, on which basis, for how long."""
    found = Flow.objects.visible_to(request.user)
    return render(request, "members/flows.html", {"flows": found, "title": _("How our data are handled")})


@signed_in
@require_POST
def read_flow(request: MemberRequest, uid: str) -> HttpResponse:
    """Say that one's desk has read it; from the page of an upload back to there."""
    flow = get_object_or_404(Flow.objects.visible_to(request.user), uid=uid)
    actions.read_flow(flow=flow, by=request.user, desk=request.acting.desk)
    back = request.POST.get("back", "")
    return redirect(back if url_has_allowed_host_and_scheme(back, allowed_hosts=None) else "flows")
