"""Whole answers to forms that come with the platform, and short ways to save them."""

from typing import Any
from uuid import uuid4

from natc.engine.standard.asked.form import Given
from natc.hub.members.models import Desk, Person
from natc.hub.submissions.actions import answers
from natc.hub.submissions.actions.answers import Saved, Written
from natc.hub.submissions.models import Call, Submission

WORDS = "said to the secretariat alone: 4711"  # what must be found nowhere but where it may be read
WHOLE: dict[str, dict[str, Any]] = {
    "consultation": {
        "value-scale": "4",
        "value-what": ["contacts", "training"],
        "value-example": "Two offices met in March.",
        "priorities-ranked": ["protection", "prevention", "partnership", "prosecution"],
        "priorities-why": "Protection was neglected.",
        "needs-staff": 3,
        "needs-agreed": "2026-12-01",
        "needs-difficult": WORDS,
    },
    "readiness": {"mechanism": "1", "rapporteur": "0", "register": "2", "gap": WORDS},
    "progress": {
        "A1|Total": 6,
        **{f"A1|{kind}|planned": 1 for kind in ("campaign", "action-days", "cross-border", "research", "training")},
        **{f"A1|{kind}|begun": 0 for kind in ("action-days", "cross-border", "research", "training")},
        **{f"A1|{kind}|finished": 0 for kind in ("campaign", "action-days", "cross-border", "research", "training")},
        "A1|campaign|begun": 1,
        "done": "A campaign began.",
        "survivors": "They read the texts and were answered.",
    },
}


def submission_of(call: Call, territory: str) -> Submission:
    """What the office of a state answers to a call, read anew."""
    return call.submissions.get(desk__organisation__territory__code=territory)


def desk_of(person: Person) -> Desk:
    """The desk for which a person acts."""
    return person.mandates.get().desk


def save(submission: Submission, by: Person, key: str, value: Any, seen: int = 0) -> Saved:
    """Save one cell as somebody who saw version `seen`."""
    cell = Written(key, Given(value), seen, uuid4())
    return answers.save_answers(submission=submission, cells=[cell], by=by, desk=desk_of(by))[0]


def answer_all(submission: Submission, by: Person, **changed: Any) -> None:
    """Answer the whole form; `changed` gives other answers by key."""
    values = {**WHOLE[submission.call.form.code], **changed}
    standing = {answer.key: answer.version for answer in submission.answers.all()}
    cells = [Written(key, Given(value), standing.get(key, 0), uuid4()) for key, value in values.items()]
    answers.save_answers(submission=submission, cells=cells, by=by, desk=desk_of(by))
