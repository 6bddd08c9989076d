"""What compilers look at before they make a release: what was found in each state's answers, and what differs from last year."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from natc.engine.standard.asked.form import Given
from natc.engine.standard.check.findings import Finding
from natc.engine.standard.submission_form import load_submission_form, total_key
from natc.engine.text import Text
from natc.hub.statistics.compiling import accepted_editions, handed, last_year
from natc.hub.statistics.known import Difference, differences
from natc.hub.statistics.models import PublicSeries
from natc.hub.submissions import rules
from natc.hub.submissions.models import Call, Edition

LARGE = 0.5  # share by which a total differs from last year's that is pointed at; by judgement
FEW = 10  # persons; below them a share says nothing


@dataclass(frozen=True)
class Change:
    """The total of one table this year and last year; None where there is no number."""

    code: str
    title: Text
    now: float | None
    before: float | None

    @property
    def large(self) -> bool:
        """Whether it differs so much that somebody should ask why."""
        if self.now is None or self.before is None:
            return self.now is not self.before
        return abs(self.now - self.before) > max(FEW, LARGE * self.before)


@dataclass(frozen=True)
class Quality:
    """One state's accepted submission as a compiler sees it."""

    edition: Edition
    findings: Sequence[Finding]
    changes: Sequence[Change]
    compared: bool  # whether last year's is here to compare with
    differing: Sequence[Difference]  # from what is public already


def quality_of(call: Call) -> list[Quality]:
    """Each accepted submission of a call."""
    series = PublicSeries.objects.standing()
    return [_quality(edition, series) for edition in accepted_editions(call)]


def _quality(edition: Edition, series: Iterable[PublicSeries]) -> Quality:
    answers, before = _answers(edition), last_year(edition)
    findings = rules.findings(edition.submission.call.form.form, answers)
    earlier = _answers(before) if before else {}
    tables = [table for table in load_submission_form().tables if table.total and not table.waits_for]
    changes = [Change(one.code, one.title, _total(one.code, answers), _total(one.code, earlier)) for one in tables]
    return Quality(edition, findings, changes, before is not None, list(differences(handed(edition), series)))


def _answers(edition: Edition) -> dict[str, Given]:
    return {row.answer.key: row.given for row in edition.answers.select_related("answer")}


def _total(table: str, answers: Mapping[str, Given]) -> float | None:
    value: float | None = answers.get(total_key(table), Given()).value
    return value
