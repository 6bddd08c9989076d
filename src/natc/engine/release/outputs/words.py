"""The words around the figures, from words.yaml."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from natc.engine.standard.form import read_yaml
from natc.engine.text import say


@cache
def load_words() -> Mapping[str, Mapping[str, Any]]:
    """words.yaml as it stands."""
    words: Mapping[str, Mapping[str, Any]] = read_yaml(Path(__file__).parent / "words.yaml")
    return words


def phrase(key: str, lang: str, **parts: object) -> str:
    """One of the `phrases`, filled in."""
    return word("phrases", key, lang, **parts)


def word(kind: str, key: str, lang: str, **parts: object) -> str:
    """One of the words of this kind, filled in."""
    return say(load_words()[kind][key], lang, **parts)
