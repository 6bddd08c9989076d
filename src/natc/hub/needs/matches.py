"""State X has what state Y asked for: an open need and an open offer of the same topic and form of help, told in words.

It is never more than a suggestion: nothing is proposed, sent or told to anybody by it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from natc.engine.text import fold
from natc.hub.fields import ORIGINAL
from natc.hub.library.models import Document, Kind
from natc.hub.members.models import Person
from natc.hub.needs.models import Notice, Side
from natc.hub.search.models import Findable
from natc.hub.web.templatetags.said import said

SAME_BEGINNING = 5  # letters: in the languages of the Network a word and its inflected forms mostly share them
SAYS_NOTHING = frozenset(  # folded; "invented" is said of everything in the demonstration
    "about after again among could every first invented other others shall should their there these those through under until "
    "where which would druge drugi drugih druga koja koje koji koju posle posto svaki".split()
)


@dataclass(frozen=True)
class Match:
    """A need and an offer that may go together. words: of the need, whose beginnings the offer has too."""

    need: Notice
    offer: Notice
    words: tuple[str, ...]

    @property
    def why(self) -> str:
        """Why the two may go together, in words."""
        about = {"topic": said(self.need.topic.name), "form": self.need.get_form_display()}
        same = _("Same topic: %(topic)s. Same form of help: %(form)s.") % about
        return f"{same} {_in_both(self.words)}"


@dataclass(frozen=True)
class Practice:
    """A practice in the library that may answer a need. words: of the need, whose beginnings its title has too."""

    document: Document
    words: tuple[str, ...]

    @property
    def why(self) -> str:
        """Why it may answer the need, in words."""
        return _in_both(self.words)


def matches(needs: Iterable[Notice], offers: Iterable[Notice]) -> list[Match]:
    """Each need with each offer of another desk that has its topic and form of help, most words in common first.

    needs, offers: open, and visible to who asks.
    """
    given = list(offers)
    found = [Match(need, offer, in_common(need, offer)) for need in needs for offer in given if _fit(need, offer)]
    return sorted(found, key=lambda match: (match.need.pk, -len(match.words), match.offer.pk))


def matches_of(notice: Notice, person: Person) -> list[Match]:
    """The matches of an open need or offer among what a person may see."""
    other = Side.OFFER if notice.side == Side.NEED else Side.NEED
    others = Notice.objects.visible_to(person).open(other)
    return matches([notice], others) if notice.side == Side.NEED else matches(others, [notice])


def practices_for(need: Notice, person: Person) -> list[Practice]:
    """Practices of other desks in the library that the person may read and whose titles share words with the need."""
    practices = Document.objects.visible_to(person).filter(kind=Kind.PRACTICE).exclude(desk=need.desk)
    found = practices.select_related("desk__organisation__territory")
    told = [Practice(practice, in_common(need, practice)) for practice in found]
    return [practice for practice in told if practice.words]


def in_common(need: Notice, other: Findable) -> tuple[str, ...]:
    """The words of the need whose beginnings the other's texts have too, in the need's order."""
    wanted, had = _by_beginning(need), _by_beginning(other)
    return tuple(word for beginning, word in wanted.items() if beginning in had)


def _in_both(words: tuple[str, ...]) -> str:
    return _("In both: %(words)s.") % {"words": ", ".join(words)} if words else _("No words in common.")


def _fit(need: Notice, offer: Notice) -> bool:
    return need.desk != offer.desk and (need.topic, need.form) == (offer.topic, offer.form)


def _by_beginning(row: Findable) -> dict[str, str]:
    said = [said for text in row.texts() if not isinstance(text, str) for tag, said in text.items() if tag != ORIGINAL]
    found: dict[str, str] = {}
    for word in (word for one in said for word in re.findall(r"\w+", one.lower())):
        short = fold(word)
        if len(short) >= SAME_BEGINNING and short not in SAYS_NOTHING:
            found.setdefault(short[:SAME_BEGINNING], word)
    return found
