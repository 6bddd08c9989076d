"""What natc aggregate says on the screen."""

from functools import cache
from pathlib import Path

from natc.engine.standard.form import read_yaml
from natc.engine.text import Text, say, spaced


@cache
def _words() -> dict[str, Text]:
    return dict(read_yaml(Path(__file__).with_name("words.yaml")))


def phrase(key: str, lang: str, **parts: object) -> str:
    """One of the sentences in `lang`, filled in; whole numbers with thin spaces."""
    shown = {name: spaced(part) if isinstance(part, int) else part for name, part in parts.items()}
    return say(_words()[key], lang, **shown)
