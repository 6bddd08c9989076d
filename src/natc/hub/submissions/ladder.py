"""The steps of a submission as its page draws them: who did each, when and why; which one it waits for."""

from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from natc.hub.submissions.models import Extension, Move, Status, Submission
from natc.hub.submissions.models.submissions import WRITING

ORDER = (Status.READY, Status.SUBMITTED, Status.ACCEPTED)  # each is reached once on the straight way
REACHED = {**dict.fromkeys(WRITING, 0), Status.READY: 1, Status.SUBMITTED: 2, Status.ACCEPTED: 3}


def steps_of(submission: Submission) -> list[dict[str, Any]]:
    """The ladder: prepared, approved and handed in, accepted."""
    labels = {Status.READY: _("Prepared"), Status.SUBMITTED: _("Approved and handed in"), Status.ACCEPTED: _("Accepted")}
    reached = REACHED[Status(submission.status)]
    moves = {to: submission.last(to) for to in ORDER}
    steps = [_step(labels[to], place, reached, moves[to]) for place, to in enumerate(ORDER)]
    refused = submission.last(Status.SENT_BACK, Status.REOPENED)
    if submission.status in (Status.SENT_BACK, Status.REOPENED) and refused:
        steps.insert(0, {"state": "refused", "label": refused.get_to_display().capitalize(), **_said(refused)})
    return steps


def _step(label: str, place: int, reached: int, move: Move | None) -> dict[str, Any]:
    if place < reached and move:
        return {"state": "done", "label": label, **_said(move)}
    return {"state": "now" if place == reached else "later", "label": label}


def history_of(submission: Submission) -> list[dict[str, Any]]:
    """Every step that was taken and every extension, as the timeline draws them, the newest first."""
    steps = [{"what": move.get_to_display(), **_said(move)} for move in submission.moves.select_related("by")]
    longer = [
        {"what": _("due at the end of %(day)s") % {"day": date_format(one.due_on, "j M Y")}, **_said(one)}
        for one in submission.extensions.select_related("by")
    ]
    return sorted([*steps, *longer], key=lambda event: event["when"], reverse=True)


def _said(done: Move | Extension) -> dict[str, Any]:
    return {"who": done.by.name, "when": done.at, "why": done.reason}
