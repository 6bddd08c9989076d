"""The reference page of the way of a submission, printed from `rules.MOVES`."""

from collections.abc import Iterator

from django.utils import translation

from natc.hub.members.permissions import roles_with
from natc.hub.submissions.models import Status
from natc.hub.submissions.rules import MOVES, REVIEWERS

HEAD = """\
# Reference: the way of a submission

Printed from `MOVES` in `src/natc/hub/submissions/rules.py`; do not edit. Make it anew with
`python -m django print_moves > docs/reference/submission-moves.md`.

A submission begins as “being prepared”. Its answers can be changed while it is being prepared, sent back or reopened.
Who approves it is not who prepared it; or an approval on paper is entered by one person and compared with its scan by another.
Sending back and reopening need a reason. Findings that block, and a closed call, stop the steps to approval and to handing in.
"""


def moves_page() -> str:
    """The page in Markdown, in English: every legal step, who takes it, and the diagram."""
    with translation.override("en"):
        return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    yield HEAD
    yield "| from | to | at which desk | roles |"
    yield "|---|---|---|---|"
    for (start, to), permission in MOVES.items():
        where = "the reviewing desk" if permission in REVIEWERS else "its own desk"
        yield f"| {start.label} | {to.label} | {where} | {', '.join(str(role.label) for role in roles_with(permission))} |"
    yield ""
    yield "```mermaid"
    yield "stateDiagram-v2"
    yield from (f"    {status.value}: {status.label}" for status in Status)
    yield f"    [*] --> {Status.DRAFT.value}"
    yield from (f"    {start.value} --> {to.value}" for start, to in MOVES)
    yield "```"
