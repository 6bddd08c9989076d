"""What the paragraphs of a synthesis cite, as its pages and its Word file say it; what they could cite."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from uuid import UUID

from natc.engine.standard.asked.form import AskedForm, Question
from natc.hub.members.models import Desk
from natc.hub.submissions.drafting import sources
from natc.hub.submissions.models import AnswerVersion, Call, Citation, Paragraph
from natc.hub.submissions.values import in_words


@dataclass(frozen=True)
class Cited:
    """One citation. number: of its answer in the whole synthesis; words_now: of the answer as it was accepted last."""

    citation: Citation
    number: int
    question: Question
    desk: Desk
    words: str
    changed: bool  # since it was cited
    words_now: str


@dataclass(frozen=True)
class Passage:
    """A paragraph and what it cites."""

    paragraph: Paragraph
    cites: list[Cited]


@dataclass(frozen=True)
class Offer:
    """An answer that can be cited."""

    uid: str
    desk: Desk
    words: str
    chosen: bool


def passages_of(call: Call, paragraphs: Iterable[Paragraph]) -> list[Passage]:
    """Paragraphs in order with what each cites; the first answer that is cited has number 1."""
    written = list(paragraphs)
    related = ("version__answer__submission__desk__organisation__territory", "edition")
    citations = list(Citation.objects.with_newest().filter(paragraph__in=written).select_related(*related))
    newest = AnswerVersion.objects.in_bulk([one.newest for one in citations])  # type: ignore[attr-defined]  # annotated
    numbers: dict[UUID, int] = {}
    passages = []
    for paragraph in written:
        own = [one for one in citations if one.paragraph_id == paragraph.pk]
        cites = [_cited(call, one, newest[one.newest], numbers) for one in own]  # type: ignore[attr-defined]  # annotated
        passages.append(Passage(paragraph, cites))
    return passages


def offers(call: Call, chosen: Collection[str]) -> list[tuple[Question, list[Offer]]]:
    """What can be cited of a call, question by question in the order of the form."""
    form = call.form.form
    answers = sorted((version for version, _edition in sources(call).values()), key=lambda one: one.answer.key)
    offered: dict[str, list[Offer]] = {}
    for version in answers:
        words = in_words(form, _asked(form, version.answer.key), version.given)
        uid, desk = str(version.answer.uid), version.answer.submission.desk
        offered.setdefault(version.answer.key, []).append(Offer(uid, desk, words, uid in chosen))
    ordered = dict.fromkeys(key for key in (*form.listed, *offered) if key in offered)
    return [(_asked(form, key), offered[key]) for key in ordered]


def _cited(call: Call, citation: Citation, newest: AnswerVersion, numbers: dict[UUID, int]) -> Cited:
    version, form = citation.version, call.form.form
    question = _asked(form, version.answer.key)
    number = numbers.setdefault(version.answer.uid, len(numbers) + 1)
    words, words_now = (in_words(form, question, one.given) for one in (version, newest))
    changed = newest.given != version.given
    return Cited(citation, number, question, version.answer.submission.desk, words, changed, words_now)


def _asked(form: AskedForm, key: str) -> Question:
    question = form.question(key)
    assert question  # noqa: S101  an answer is never saved to what its form does not ask
    return question
