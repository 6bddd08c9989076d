"""How a document speaks: the words of its YAML file, numbers and days, in one language."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from babel.dates import format_date

from natc.engine.standard.form import read_yaml
from natc.engine.text import Text, say, spaced

LOCALES = {"en": "en_GB", "sr": "sr_Cyrl_RS", "sr-Latn": "sr_Latn_RS"}  # of CLDR, for days


@cache
def load_words(document: str) -> Mapping[str, Any]:
    """The YAML file beside this one that holds the words of a document, as it stands."""
    words: Mapping[str, Any] = read_yaml(Path(__file__).with_name(f"{document}.yaml"))
    return words


@dataclass(frozen=True)
class Speech:
    """The words of one document in one language."""

    words: Mapping[str, Text]
    lang: str

    def __call__(self, key: str, /, **parts: object) -> str:
        """The words with this key, filled in."""
        return say(self.words[key], self.lang, **parts)

    def number(self, value: float) -> str:
        """A number with thin spaces between thousands and the decimal sign of the language."""
        if value == int(value):
            return spaced(int(value))
        whole, _, rest = f"{value:.1f}".partition(".")
        return f"{spaced(int(whole))}{'.' if self.lang == 'en' else ','}{rest}"

    def day(self, day: date) -> str:
        """A day, short: "1 Jul 2024", "1. 7. 2024."; Serbian in figures, since the names of its months take endings."""
        return format_date(day, "medium", LOCALES[self.lang])

    def named(self, names: Sequence[str], most: int) -> str:
        """The first `most` names, and how many more there are."""
        rest = len(names) - most
        more = [self("and-more", number=self.number(rest))] if rest > 0 else []
        return "; ".join([*names[:most], *more])
