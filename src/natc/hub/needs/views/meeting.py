"""The list of matches before a meeting, to be printed or taken away."""

from django.http import HttpResponse
from django.utils import timezone

from natc.hub.members.models import Desk, Kind
from natc.hub.members.signed_in import MemberRequest, signed_in
from natc.hub.needs.forms import MeetingForm
from natc.hub.needs.meeting import BeforeMeeting, before_meeting
from natc.hub.needs.tables import MeetingTable
from natc.hub.needs.views.notices import with_names
from natc.hub.web.tables import table_page


@signed_in
def meeting(request: MemberRequest) -> HttpResponse:
    """Who needs what, and who has it, among the states that come: nothing that one of them may not read."""
    desks = with_names(Desk.objects.visible_to(request.user)).filter(kind__in=[Kind.COORDINATION, Kind.SECRETARIAT])
    form = MeetingForm(request.GET if "desks" in request.GET else None, desks=desks)
    found = BeforeMeeting([], 0)
    if form.is_valid():
        chosen = form.cleaned_data
        found = before_meeting(request.user, list(chosen["desks"]), chosen["topics"])
    page = {"form": form, "left_out": found.left_out, "chosen": form.is_valid(), "today": timezone.now().date()}
    return table_page(request, MeetingTable, found.rows, template="needs/meeting.html", name="before-a-meeting", **page)
