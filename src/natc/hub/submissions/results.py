"""How many desks chose which option of a question: what a picture of a comparison draws, and the table beside it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import mean

from django.utils.formats import number_format
from django.utils.translation import gettext as _

from natc.engine.standard.asked.form import Ask, Question
from natc.hub.submissions.comparison import Row, Says
from natc.hub.web.templatetags.said import said

CHOSEN = (Ask.CHOICE, Ask.CHOICES, Ask.SCALE)  # counted option by option
DRAWN = (*CHOSEN, Ask.RANKING)


@dataclass(frozen=True)
class Line:
    """One option: how many desks chose it; of a ranking, how many put it at each place, the first place first."""

    label: str
    counts: Sequence[int]
    place: float = 0  # of a ranking its place on the average of all desks


@dataclass(frozen=True)
class Result:
    """The options of one question, those of a ranking in the order that the desks give them together."""

    question: Question
    heads: Sequence[str]  # of the counts
    lines: Sequence[Line]
    answered: int  # desks

    @property
    def ranked(self) -> bool:
        """Whether its options were put in an order."""
        return self.question.ask is Ask.RANKING

    @property
    def in_words(self) -> str:
        """What a picture of it shows, for who cannot see it."""
        if self.ranked:
            places = ({"option": one.label, "place": number_format(one.place)} for one in self.lines)
            return "; ".join(_("%(option)s: %(place)s on average") % one for one in places)
        return "; ".join(f"{one.label}: {one.counts[0]}" for one in self.lines)


def result_of(row: Row) -> Result | None:
    """What was chosen in a row of a comparison; None where its question is not drawn or nobody has answered it."""
    given = [cell.given.value for cell in row.cells if cell.says is Says.ANSWER]
    if row.question.ask not in DRAWN or not given:
        return None
    if row.question.ask is Ask.RANKING:
        return _ranking(row.question, given)
    chosen = Counter(code for value in given for code in (value if isinstance(value, list) else [value]))
    lines = [Line(said(option.label), [chosen[option.code]]) for option in row.question.options]
    return Result(row.question, [_("Answers")], lines, len(given))


def _ranking(question: Question, given: Sequence[Sequence[str]]) -> Result:
    places = {option.code: [order.index(option.code) + 1 for order in given] for option in question.options}
    heads = [_("Place %(place)d") % {"place": place} for place in range(1, len(question.options) + 1)]
    ordered = sorted(question.options, key=lambda option: mean(places[option.code]))
    lines = [
        Line(
            said(option.label),
            [places[option.code].count(place) for place in range(1, len(heads) + 1)],
            round(mean(places[option.code]), 1),
        )
        for option in ordered
    ]
    return Result(question, heads, lines, len(given))
