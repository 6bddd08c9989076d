"""The languages in which a form is written, their names, and how an XLSForm names them: `label::Shqip (sq)`."""

import re
from functools import cache

from babel import Locale

from natc.engine.standard.form import MEMBERS_LANGUAGES
from natc.engine.text import ORIGINAL, Text, to_latin

OFFERED = (ORIGINAL, "sr", "cnr", *(tag for tag in MEMBERS_LANGUAGES if tag != "sr"))  # in which a form can be written
OTHERS = ("de", "el", "es", "fr", "hu", "it", "pt", "ru", "tr", "uk")  # known by name too, where a file comes with them
NOT_IN_CLDR = {"cnr": "Crnogorski"}
LATIN = "sr-Latn"
TAGGED = re.compile(r"\(\s*([A-Za-z]{2,3})(?:[-_]([A-Za-z]{4}))?\s*\)\s*$")


def language_name(tag: str) -> str:
    """The name of a language in itself, its first letter large: Shqip, Српски."""
    name = NOT_IN_CLDR.get(tag) or Locale.parse(tag, sep="-").get_display_name()
    bare = (name or tag).partition(" (")[0]
    return bare[:1].upper() + bare[1:]


def language_heading(tag: str) -> str:
    """The language as an XLSForm names it: Shqip (sq)."""
    return f"{language_name(tag)} ({tag})"


def tag_of(heading: str) -> str | None:
    """The tag of a language as an XLSForm names it, by its code in brackets or by its name; None for one that is not known."""
    if match := TAGGED.search(heading):
        language, script = match.groups()
        return f"{language.lower()}-{script.title()}" if script else language.lower()
    return _by_name().get(heading.strip().lower())


@cache
def _by_name() -> dict[str, str]:
    """Tags by the names of their languages, in themselves and in English."""
    tags = (*OFFERED, *OTHERS)
    in_english = {str(Locale.parse(tag).get_display_name("en")).lower(): tag for tag in tags if tag not in NOT_IN_CLDR}
    own = {language_name(tag).lower(): tag for tag in (*tags, LATIN)}
    return {**{tag: tag for tag in tags}, **in_english, **own, "serbian (latin)": LATIN}


def without_derived(text: Text) -> dict[str, str]:
    """The text without Serbian in Latin letters where that is made from its Cyrillic."""
    derived = "sr" in text and text.get(LATIN) == to_latin(text["sr"])
    return {tag: said for tag, said in text.items() if not (derived and tag == LATIN)}


def languages_of(texts: list[Text]) -> list[str]:
    """The languages in which any of the texts is written, those that are offered first and in their order."""
    written = {tag for text in texts for tag in text}
    return [*(tag for tag in OFFERED if tag in written), *sorted(written.difference(OFFERED))]
