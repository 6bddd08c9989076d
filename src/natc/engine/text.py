"""Multilingual text: {BCP 47 tag: text}. Serbian is written once, in Cyrillic (`sr`); `sr-Latn` is made from it."""

import re
from collections.abc import Mapping
from functools import cache

from anyascii import anyascii

Text = Mapping[str, str]

LANGUAGES = ("en", "sr", "sr-Latn")
WRITTEN = ("en", "sr")  # the languages in which a text is kept
ORIGINAL = "en"  # the language every text of the standard is first written in

THIN_SPACE = "\u202f"  # does not break a line
BROKEN = "\ufffd"  # what a reader puts where it could not decode a letter; it stands for no sign, least of all "?"
_CYRILLIC = "абвгдђежзијклљмнњопрстћуфхцчџшАБВГДЂЕЖЗИЈКЛЉМНЊОПРСТЋУФХЦЧЏШ"
_LATIN = (
    "a b v g d đ e ž z i j k l lj m n nj o p r s t ć u f h c č dž š "
    "A B V G D Đ E Ž Z I J K L Lj M N Nj O P R S T Ć U F H C Č Dž Š"
).split()
_TO_LATIN = str.maketrans(dict(zip(_CYRILLIC, _LATIN, strict=True)))
_CAPITAL_DIGRAPH = re.compile(r"(?:(?<=[A-ZČĆŠŽĐ])(?:Lj|Nj|Dž)|(?:Lj|Nj|Dž)(?=[A-ZČĆŠŽĐ]))")


def to_latin(text: str) -> str:
    """Serbian Cyrillic as Serbian Latin; other letters stay as they are."""
    latin = text.translate(_TO_LATIN)
    return _CAPITAL_DIGRAPH.sub(lambda match: match.group().upper(), latin)


def say(text: Text, lang: str, /, **parts: object) -> str:
    """`text` in `lang`: the exact tag, then the other alphabet, then the language without region, then English.

    With `parts`, the {names} in it are filled in; they stay in the letters in which they come.
    """
    said = text.get(lang) or _nearest(text, lang)
    return said.format(**parts) if parts else said


def in_every_language(text: Text) -> list[str]:
    """`text` in each of LANGUAGES, in their order."""
    return [say(text, lang) for lang in LANGUAGES]


def _nearest(text: Text, lang: str) -> str:
    if lang == "sr-Latn" and "sr" in text:
        return to_latin(text["sr"])
    return text.get(lang.partition("-")[0]) or text[ORIGINAL]


def spaced(number: int) -> str:
    """A number with thin spaces between thousands, which no language of ours reads as a decimal sign."""
    return f"{number:,}".replace(",", THIN_SPACE)


@cache
def fold(text: str) -> str:
    """`text` for comparison: one script, lower case, no accents, words with one space between.

    A question mark stays: "female?" is a doubt, not a spelling of "female".
    """
    return " ".join(re.findall(r"[a-z0-9?]+", anyascii(to_latin(text.replace(BROKEN, " "))).lower()))
