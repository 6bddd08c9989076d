"""What the hub's pages say, in other languages: gathered from the sources, translated by people, compiled for gettext.

Serbian is written once, in Cyrillic, in web/locale/sr; Serbian Latin is made from it, and Montenegrin is read as Serbian
(site/settings.py) until somebody writes it.
"""

import ast
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from natc.engine.text import to_latin
from natc.hub.home.held import HELD, names_shown

HUB = Path(__file__).parents[1]
LOCALE = HUB / "web" / "locale"
WRITTEN, DERIVED = "sr", "sr_Latn"
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop", "record")),  # `record` names an act, which the ledger shows
    "ngettext": (1, 2),
}
UNDATED = datetime(2026, 1, 1, tzinfo=UTC)  # a catalogue changes when its words do, not when it is written
_TEXT = r"""u?("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')"""
_SAID = re.compile(rf"\b(?:n?gettext|_)\({_TEXT}(?:, {_TEXT}, count)?\)")
Message = str | tuple[str, ...]  # two: for one and for several


def gathered() -> Catalog:
    """Every text of the hub that is to be translated, without its translation."""
    catalog = Catalog(WRITTEN, project="natc", version="", creation_date=UNDATED, revision_date=UNDATED)
    for message in [*_of_python(), *_of_templates()]:
        catalog.add(message, string=("", "", "") if isinstance(message, tuple) else "")
    for name in names_shown():
        catalog.add(name, string="", context=HELD)
    return catalog


def written(language: str = WRITTEN) -> Catalog:
    """The translations as people wrote them."""
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as source:
        return read_po(source, locale=language)


def update() -> list[str]:
    """Bring the catalogues up to date with the sources; the texts that nobody has translated yet."""
    catalog = written()
    catalog.update(gathered(), no_fuzzy_matching=True)
    catalog.obsolete.clear()
    with (LOCALE / WRITTEN / "LC_MESSAGES" / "django.po").open("wb") as target:
        write_po(target, catalog, width=130, no_location=True, sort_output=True)
    _compile(catalog, WRITTEN)
    _compile(in_latin(catalog), DERIVED)
    return [str(message.id) for message in catalog if message.id and untranslated(message.string)]


def untranslated(said: str | Sequence[str] | None) -> bool:
    """Whether a translation, or one of its plurals, is still empty."""
    return not said or not all(said)


def in_latin(catalog: Catalog) -> Catalog:
    """The same translations in Latin letters; what is filled into them keeps its name."""
    latin = Catalog(catalog.locale, project="natc", version="", creation_date=UNDATED, revision_date=UNDATED)
    for message in catalog:
        said = message.string
        if message.id and said and not untranslated(said):
            in_letters = to_latin(said) if isinstance(said, str) else tuple(map(to_latin, said))
            latin.add(message.id, string=in_letters, context=message.context)
    return latin


def _compile(catalog: Catalog, language: str) -> None:
    folder = LOCALE / language / "LC_MESSAGES"
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "django.mo").open("wb") as target:
        write_mo(target, catalog)


def _of_python() -> Iterator[Message]:
    for path in sorted(HUB.rglob("*.py")):
        with path.open("rb") as source:
            yield from (message for _line, message, _comments, _context in extract("python", source, KEYWORDS) if message)


def _of_templates() -> Iterator[Message]:
    for path in sorted([*HUB.rglob("templates/**/*.html"), *HUB.rglob("templates/**/*.txt")]):
        for one, several in _SAID.findall(templatize(path.read_text("utf-8"))):
            yield (ast.literal_eval(one), ast.literal_eval(several)) if several else ast.literal_eval(one)
