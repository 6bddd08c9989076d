"""Everything that the hub's pages say is there in every language, and says the same."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo

from natc.hub.site.catalogue import DERIVED, HUB, LOCALE, WRITTEN, gathered, in_latin, untranslated, written

FILLED_IN = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
TAGS = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|<!--.*?-->|<[^>]*>", re.DOTALL)
NAMES = {"natc", "NATC", "SEE", "UTC"}  # the same in every language
ENGLISH = {"gallery.html"}  # read by those who build
PAGES = sorted(path for path in HUB.rglob("templates/**/*.html") if path.name not in ENGLISH)


def words(catalog: Catalog) -> Iterator[Message]:
    return (message for message in catalog if message.id)


def compiled(language: str) -> Catalog:
    """The translations as gettext reads them."""
    with (LOCALE / language / "LC_MESSAGES" / "django.mo").open("rb") as source:
        catalog = read_mo(source)
    for message in words(catalog):
        message.context = message.context and message.context.decode()  # Babel leaves it in bytes
    return catalog


def ids(message: Message) -> list[str]:
    return [message.id] if isinstance(message.id, str) else list(message.id)


def texts(message: Message) -> list[str]:
    return [message.string] if isinstance(message.string, str) else list(message.string)


def as_table(catalog: Catalog) -> dict[tuple[str, ...], list[str]]:
    return {(*ids(message), message.context or ""): texts(message) for message in words(catalog)}


def test_the_catalogue_holds_what_the_sources_say_and_nothing_else() -> None:
    said, kept = set(as_table(gathered())), set(as_table(written()))

    assert said - kept == set(), "run natc catalogue, then translate these"
    assert kept - said == set(), "run natc catalogue: nothing says these any more"


def test_nothing_is_left_untranslated() -> None:
    assert [message.id for message in words(written()) if untranslated(message.string)] == []


def test_what_is_filled_into_a_text_is_filled_into_its_translation() -> None:
    different = [
        message.id
        for message in words(written())
        for said in texts(message)
        if set(FILLED_IN.findall(said)) != set(FILLED_IN.findall(ids(message)[-1]))
    ]

    assert different == []


def test_no_serbian_word_mixes_letters_of_two_alphabets() -> None:
    said = {word for message in words(written()) for text in texts(message) for word in re.findall(r"\w+", text)}

    assert [word for word in said if re.search("[А-Яа-яЂ-џ]", word) and re.search("[A-Za-zČĆŽŠĐčćžšđ]", word)] == []


def test_what_gettext_reads_is_what_people_wrote() -> None:
    assert as_table(compiled(WRITTEN)) == as_table(written()), "run natc catalogue"


def test_the_latin_catalogue_is_made_from_the_cyrillic_one() -> None:
    assert as_table(compiled(DERIVED)) == as_table(in_latin(written())), "run natc catalogue"


def test_latin_changes_letters_and_nothing_that_is_filled_in() -> None:
    catalog = Catalog("sr")
    catalog.add("%(name)s invites you.", string="%(name)s вас позива: Њујорк, ЉУБАВ, https://natc.example/")

    (latin,) = words(in_latin(catalog))

    assert latin.string == "%(name)s vas poziva: Njujork, LJUBAV, https://natc.example/"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_says_nothing_past_the_catalogue(path: Path) -> None:
    apart = r"\{% blocktrans.*?endblocktrans %\}|<script.*?</script>|<kbd>.*?</kbd>"  # keys are named as they are on the keyboard
    template = re.sub(apart, "", path.read_text("utf-8"), flags=re.DOTALL)

    assert set(re.findall(r"[A-Za-z]{2,}", TAGS.sub(" ", template).replace("&nbsp;", ""))) - NAMES == set()
