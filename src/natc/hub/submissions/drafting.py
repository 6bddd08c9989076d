"""Who writes the synthesis of a call, and what it may cite: sentences for the buttons."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _

from natc.engine.errors import Refused
from natc.hub.members.models import Desk, Person
from natc.hub.members.permissions import Permission
from natc.hub.submissions.comparison import sections_compared
from natc.hub.submissions.models import AnswerVersion, Call, CallStatus, Edition, Synthesis
from natc.hub.submissions.models.synthesis import CITABLE

Source = tuple[AnswerVersion, Edition]  # an answer that can be cited, and the edition in which it was accepted


def why_not_write(call: Call, by: Person, desk: Desk) -> str | None:
    """Why `by`, acting for `desk`, may not write the synthesis of a call; None when they may: with all who send calls."""
    if not by.may(Permission.CALL_OPEN, desk):
        return _("The chair and the secretariat write the synthesis.")
    if call.status == CallStatus.DRAFT:
        return _("This call is not sent yet; there is nothing to write about.")
    if not sections_compared(call.form.form, CITABLE):
        return _("Member states read no answer to this form; there is nothing that a synthesis could cite.")
    return None


def why_not_show(synthesis: Synthesis, by: Person, desk: Desk) -> str | None:
    """Why `by` may not show a synthesis to member states; None when they may."""
    if refused := why_not_write(synthesis.call, by, desk):
        return refused
    if synthesis.shown_at:
        return _("Member states read it already.")
    return None if synthesis.paragraphs.standing().exists() else _("Nothing is written yet.")


def sources(call: Call) -> dict[UUID, Source]:
    """By the uid of the answer what can be cited of a call: what members read, as it was accepted last."""
    accepted = Edition.objects.filter(submission__call=call).exclude(accepted_at=None).select_related("submission")
    newest = {edition.submission.pk: edition for edition in accepted}
    readable = AnswerVersion.objects.filter(editions__in=newest.values(), answer__readers__in=CITABLE)
    versions = readable.select_related("answer__submission__desk__organisation__territory").order_by("answer__submission")
    return {one.answer.uid: (one, newest[one.answer.submission_id]) for one in versions if not one.given.blank}


def chosen(call: Call, cites: Collection[UUID]) -> list[Source]:
    """The answers with these uids. Raises Refused where one cannot be cited."""
    possible = sources(call)
    if any(uid not in possible for uid in cites):
        raise Refused(_("A synthesis cites answers that member states read, once they are accepted, and no others."))
    return [possible[uid] for uid in possible if uid in cites]
