"""What natc release says, in the languages of the standard."""

from functools import cache
from pathlib import Path

from natc.engine.standard.form import read_yaml
from natc.engine.text import Text, say


@cache
def _phrases() -> dict[str, Text]:
    return dict(read_yaml(Path(__file__).with_name("words.yaml")))


def phrase(key: str, lang: str, /, **parts: object) -> str:
    """A sentence by its key, with its parts filled in."""
    return say(_phrases()[key], lang, **parts)
