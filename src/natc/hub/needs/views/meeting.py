"""The list of matches before a meeting, to be printed or taken away."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpResponse
from django.utils import timezone

from natc.hub.members.models import Desk, Kind
from natc.hub.members.signed_in import MemberRequest, signed_in
from natc.hub.needs.forms import MeetingForm
from natc.hub.needs.meeting import BeforeMeeting, before_meeting
from natc.hub.needs.tables import MeetingTable
from natc.hub.needs.views.notices import with_names
from natc.hub.web.tables import table_page


@dataclass(frozen=True)
class Asked:
    """The form as an address fills it in, the desks that it names, and the list; None where it names none, or wrong ones."""

    form: MeetingForm
    desks: Sequence[Desk]
    found: BeforeMeeting | None


@signed_in
def meeting(request: MemberRequest) -> HttpResponse:
    """Who needs what, and who has it, among the states that come: nothing that one of them may not read."""
    asked = asked_for(request)
    page = {"form": asked.form, "found": asked.found, "today": timezone.now().date(), "query": request.GET.urlencode()}
    rows = asked.found.rows if asked.found else []
    return table_page(request, MeetingTable, rows, template="needs/meeting.html", name="before-a-meeting", **page)


def asked_for(request: MemberRequest) -> Asked:
    """The list that the address asks for by ?desks= and ?topics=, each as often as one likes."""
    desks = with_names(Desk.objects.visible_to(request.user)).filter(kind__in=[Kind.COORDINATION, Kind.SECRETARIAT])
    form = MeetingForm(request.GET if "desks" in request.GET else None, desks=desks)
    if not form.is_valid():
        return Asked(form, [], None)
    come = list(form.cleaned_data["desks"])
    return Asked(form, come, before_meeting(request.user, come, form.cleaned_data["topics"]))
