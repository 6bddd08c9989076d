"""Word files about needs and offers; loaded by `urls` when somebody first asks for one."""

from django.http import Http404, HttpResponse

from natc.hub.files.word import as_word
from natc.hub.members.signed_in import MemberRequest, signed_in
from natc.hub.needs import papers
from natc.hub.needs.views.meeting import asked_for


@signed_in
def meeting(request: MemberRequest) -> HttpResponse:
    """The list before a meeting, for the same desks and topics as on its page."""
    asked = asked_for(request)
    if asked.found is None:
        raise Http404
    return as_word(papers.before_a_meeting(asked.found, asked.desks), "before-a-meeting")
