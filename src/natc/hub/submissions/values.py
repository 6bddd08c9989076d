"""An answer as people type it, paste it or choose it, read as what its question takes."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from natc.engine.errors import Refused
from natc.engine.standard.asked.form import Ask, AskedForm, Given, Question
from natc.engine.text import fold, in_every_language
from natc.hub.fields import READ_AS
from natc.hub.submissions.models.answers import Readers
from natc.hub.web.templatetags.said import said

LONGEST_TEXT = 20_000  # characters of one answer
LARGEST_NUMBER = 10**12
NUMBER = re.compile(r"-?\d+([.,]\d+)?")
THOUSANDS = re.compile(r"-?[1-9]\d{0,2}([.,])\d{3}(\1\d{3})*")  # 1.234 and 1,234,567; where there are decimals, 1.234 may be some
WITH_DECIMALS = re.compile(r"-?[1-9]\d{0,2}((\.\d{3})+,|(,\d{3})+\.)\d+")  # 1.234,5 and 1,234.5
SPACES = re.compile(r"[\s\u00a0\u2009\u202f]")  # between thousands, as people and spreadsheets write them
MARKS = {str(mark): mark for mark in Readers}


def read_answer(form: AskedForm, question: Question, typed: Sequence[str], reason: str = "") -> Given:
    """What was typed, several texts where several options were chosen, or the reason for none; in a cell, one text is either.

    Raises Refused, with a sentence, for what the question does not take.
    """
    given = [text for text in typed if text.strip()]
    if question.ask is Ask.NUMBER and len(given) == 1 and not reason:
        reason = _reason_in(form, given[0])
        given = [] if reason else given
    if reason and given:
        raise Refused(_("An answer and a reason for none exclude each other; clear one of the two."))
    if reason:
        return Given(reason=_known_reason(form, reason))
    return Given(READ[question.ask](question, given)) if given else Given()


def readers_of(question: Question) -> Readers:
    """Who reads the answers to a question; KeyError for a mark that no call may carry."""
    return MARKS[question.readers]


def as_typed(form: AskedForm, question: Question, given: Given) -> str:
    """An answer as it stands in its field: a number, a text, a day; in a cell the reason in words."""
    if given.reason:
        return in_words(form, question, given) if question.ask is Ask.NUMBER else ""
    return "" if given.value is None else _written(given.value)


def as_posted(form: AskedForm, question: Question, given: Given) -> list[str]:
    """An answer as the fields of its question send it: codes of what is chosen, of a ranking the place of each option."""
    value = given.value
    if question.ask is Ask.RANKING and value:
        return [str(value.index(option.code) + 1) for option in question.options]
    return list(value) if isinstance(value, list) else [as_typed(form, question, given)]


def in_words(form: AskedForm, question: Question, given: Given) -> str:
    """An answer as it is read: options and reasons by their labels, those of a ranking with their places."""
    if given.reason:
        return next(said(reason.label) for reason in form.reasons if reason.code == given.reason)
    if given.value is None:
        return ""
    labels = {option.code: said(option.label) for option in question.options}
    chosen = given.value if isinstance(given.value, list) else [given.value]
    if question.ask is Ask.RANKING:
        return ", ".join(f"{place}. {labels[code]}" for place, code in enumerate(chosen, start=1))
    return ", ".join(labels[code] for code in chosen) if labels else _written(given.value)


def _written(value: Any) -> str:
    return f"{value:.15g}" if isinstance(value, float) else str(value)


def standard_language() -> str:
    """The reader's language as the engine's texts know it: those who read Serbian in either alphabet get it, others English."""
    language, latin = (get_language() or "en").partition("-")[::2]
    written = READ_AS.get(language, language)
    return f"{written}-Latn" if latin else written


def _reason_in(form: AskedForm, text: str) -> str:
    """The code of the reason that a cell names, by its code or its label in any language; nothing where it names none."""
    wanted = fold(text)
    return next((one.code for one in form.reasons if wanted in map(fold, (one.code, *in_every_language(one.label)))), "")


def _known_reason(form: AskedForm, code: str) -> str:
    if code not in {reason.code for reason in form.reasons}:
        raise Refused(_("“%(said)s” is no reason that this form knows.") % {"said": code})
    return code


def _text(question: Question, given: Sequence[str]) -> str:  # noqa: ARG001  any question of text takes any text
    text = "\n".join(given).replace("\r\n", "\n").strip()
    if len(text) > LONGEST_TEXT:
        raise Refused(
            _("This answer has %(length)d characters; at most %(most)d fit.") % {"length": len(text), "most": LONGEST_TEXT}
        )
    return text


def _number(question: Question, given: Sequence[str]) -> int | float:
    typed = _without_thousands(question, given[0])
    if not NUMBER.fullmatch(typed) or (question.whole and not typed.lstrip("-").isdigit()):
        wanted = _("a whole number") if question.whole else _("a number")
        raise Refused(_("“%(said)s” is not %(wanted)s, nor a reason for none.") % {"said": given[0][:40], "wanted": wanted})
    number = int(typed) if typed.lstrip("-").isdigit() else float(typed.replace(",", "."))
    least, most = question.least, LARGEST_NUMBER if question.most is None else question.most
    if number > most or (least is not None and number < least):
        raise Refused(_("%(said)s is outside what is possible here.") % {"said": given[0][:40]})
    return number


def _without_thousands(question: Question, said: str) -> str:
    """A number as spreadsheets of several countries write it, without what parts its thousands."""
    typed = SPACES.sub("", said)
    if WITH_DECIMALS.fullmatch(typed):
        point = max(typed.rindex("."), typed.rindex(","))
        return re.sub("[.,]", "", typed[:point]) + typed[point:]
    grouped = THOUSANDS.fullmatch(typed)
    if grouped and not question.whole and not grouped[2]:
        raise Refused(
            _("“%(said)s” can mean two numbers: leave out what parts the thousands, or write one decimal more or less.")
            % {"said": said[:40]}
        )
    return re.sub("[.,]", "", typed) if grouped else typed


def _day(question: Question, given: Sequence[str]) -> str:  # noqa: ARG001  any question of a day takes any day
    try:
        return date.fromisoformat(given[0].strip()).isoformat()
    except ValueError as error:
        raise Refused(_("“%(said)s” is not a day; write it as 2026-09-30.") % {"said": given[0][:40]}) from error


def _choice(question: Question, given: Sequence[str]) -> str:
    return _choices(question, given[:1])[0]


def _choices(question: Question, given: Sequence[str]) -> list[str]:
    known = [option.code for option in question.options]
    unknown = [code for code in given if code not in known]
    if unknown:
        raise Refused(_("“%(said)s” is not one of the options.") % {"said": unknown[0][:40]})
    return [code for code in known if code in given]


def _ranking(question: Question, given: Sequence[str]) -> list[str]:
    """given: for each option in the order of the form, its place, "1" for the first."""
    places = dict(zip((option.code for option in question.options), given, strict=False))
    if sorted(places.values()) != sorted(str(place) for place in range(1, len(question.options) + 1)):
        raise Refused(_("Give each option a place of its own, from 1 to %(last)d.") % {"last": len(question.options)})
    return sorted(places, key=lambda code: int(places[code]))


READ: Mapping[Ask, Callable[[Question, Sequence[str]], Any]] = {
    Ask.TEXT: _text,
    Ask.NUMBER: _number,
    Ask.DATE: _day,
    Ask.CHOICE: _choice,
    Ask.CHOICES: _choices,
    Ask.SCALE: _choice,
    Ask.RANKING: _ranking,
}
