"""Forms, calls, submissions, answers: from what is asked down to one cell."""

from natc.hub.submissions.models.answers import Answer, AnswerVersion, Comment
from natc.hub.submissions.models.calls import Call, CallStatus, Clarification
from natc.hub.submissions.models.drafts import FormDraft, FormEdit
from natc.hub.submissions.models.forms import FormVersion
from natc.hub.submissions.models.invited import Invited, InvitedSection, sections_open_to
from natc.hub.submissions.models.submissions import Edition, Extension, Move, PaperApproval, Status, Submission
from natc.hub.submissions.models.synthesis import Citation, Paragraph, Synthesis

__all__ = [
    "Answer",
    "AnswerVersion",
    "Call",
    "CallStatus",
    "Citation",
    "Clarification",
    "Comment",
    "Edition",
    "Extension",
    "FormDraft",
    "FormEdit",
    "FormVersion",
    "Invited",
    "InvitedSection",
    "Move",
    "PaperApproval",
    "Paragraph",
    "Status",
    "Submission",
    "Synthesis",
    "sections_open_to",
]
