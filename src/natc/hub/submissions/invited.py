"""People who are invited to sections, as the pages of the desk and their own show them: how far each section is, by whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from natc.engine.standard.asked.check import not_answered
from natc.engine.standard.asked.form import Given, Section
from natc.hub.submissions.models import AnswerVersion, Invited, InvitedSection, Submission


@dataclass(frozen=True)
class Standing:
    """How far an invited section is. missing: how much is blank; theirs: how many cells the invited person has saved."""

    row: InvitedSection
    section: Section
    missing: int
    theirs: int


def invited_of(submission: Submission, answers: Mapping[str, Given]) -> list[dict[str, Any]]:
    """Everybody who is or was invited to a submission, with how far their sections are. answers: as they stand, by key."""
    rows = submission.invited.select_related("invitation__mandate__person", "submission__call__form")
    return [{"invited": one, "sections": standing_of(one, answers)} for one in rows.prefetch_related("sections")]


def standing_of(invited: Invited, answers: Mapping[str, Given]) -> list[Standing]:
    """How far each section is to which somebody is invited."""
    saved = _saved_by(invited)
    return [_standing(row, answers, saved) for row in invited.sections.all()]


def _standing(row: InvitedSection, answers: Mapping[str, Given], saved: Mapping[str, Given]) -> Standing:
    section = row.section
    return Standing(row, section, len(not_answered(section, section.own(answers))), len(section.own(saved)))


def _saved_by(invited: Invited) -> dict[str, Given]:
    """The cells, by key, that somebody has saved at least once."""
    if invited.person is None:
        return {}
    versions = AnswerVersion.objects.filter(answer__submission=invited.submission, by=invited.person)
    return dict.fromkeys(versions.values_list("answer__key", flat=True), Given())
