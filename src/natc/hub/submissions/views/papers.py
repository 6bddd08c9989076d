"""Word files about a call; loaded by `urls` when somebody first asks for one."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404

from natc.hub.files.word import as_word
from natc.hub.members.signed_in import MemberRequest, signed_in
from natc.hub.submissions import papers, reading
from natc.hub.submissions.cited import passages_of
from natc.hub.submissions.models import Synthesis
from natc.hub.submissions.views.comparison import visible_call


@signed_in
def who_answered(request: MemberRequest, uid: str) -> HttpResponse:
    """Who has answered, as a Word table."""
    found = visible_call(request, uid)
    standing = reading.standing_of(found, request.user)
    if not standing:
        raise Http404
    return as_word(papers.who_answered(found, standing), "who-answered")


@signed_in
def synthesis(request: MemberRequest, uid: str) -> HttpResponse:
    """The synthesis with the answers that it cites, as a Word file."""
    found = visible_call(request, uid)
    written = get_object_or_404(Synthesis.objects.visible_to(request.user), call=found)
    return as_word(papers.synthesis(found, passages_of(found, written.paragraphs.standing())), "synthesis")
