"""What can be said of a form, of its answers and of the file it comes from, in sentences: `words.yaml`."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from natc.engine.standard.check.findings import Finding, Sentences
from natc.engine.standard.form import Severity, read_yaml
from natc.engine.text import say


def found(rule: str, lang: str, parts: Mapping[str, object]) -> Finding:
    """The finding of a rule in words, its {placeholders} filled with `parts`; who finds it says where.

    KeyError for a rule that has no sentences.
    """
    sentences = _sentences()[rule]
    words = (say(text, lang, **parts) for text in (sentences.says, sentences.expected, sentences.do))
    return Finding("", None, None, None, None, rule, sentences.severity, *words)


@cache
def _sentences() -> dict[str, Sentences]:
    raw = read_yaml(Path(__file__).with_name("words.yaml"))
    return {rule: Sentences(**{**entry, "severity": Severity(entry["severity"])}) for rule, entry in raw.items()}
