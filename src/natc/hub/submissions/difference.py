"""What changed in a submission since an edition of it, question by question."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from natc.engine.standard.asked.form import AskedForm, Given, Question, Section
from natc.hub.submissions.values import in_words


@dataclass(frozen=True)
class Changed:
    """A question that was answered otherwise; before, now: in words, empty where nothing was said."""

    section: Section
    question: Question
    before: str
    now: str


def changed(form: AskedForm, before: Mapping[str, Given], now: Mapping[str, Given]) -> list[Changed]:
    """What differs between two sets of answers by key, in the order of the form; rows of open tables at the end of theirs."""
    keys = {key for key in {*before, *now} if before.get(key, Given()) != now.get(key, Given())}
    return list(_changed(form, keys, before, now))


def _changed(form: AskedForm, keys: Iterable[str], before: Mapping[str, Given], now: Mapping[str, Given]) -> Iterator[Changed]:
    places = {key: place for place, key in enumerate(form.listed)}
    for section in form.sections:
        own = section.own(dict.fromkeys(keys, Given()))
        for key in sorted(own, key=lambda one: (places.get(one, len(places)), one)):
            if question := form.question(key):
                old, new = (in_words(form, question, said.get(key, Given())) for said in (before, now))
                yield Changed(section, question, old, new)
