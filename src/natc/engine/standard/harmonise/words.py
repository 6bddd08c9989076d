"""The words of the reports and findings, from words.yaml, in the language asked for."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from natc.engine.standard.form import Severity, read_yaml
from natc.engine.text import Text, say, spaced


@cache
def load_words() -> Mapping[str, Mapping[str, Any]]:
    """words.yaml as it stands."""
    words: Mapping[str, Mapping[str, Any]] = read_yaml(Path(__file__).parent / "words.yaml")
    return words


def phrase(key: str, lang: str, **values: object) -> str:
    """One of the `words`, filled in; numbers of five digits and more with spaces, so that years stay years."""
    told = {name: spaced(value) if isinstance(value, int) and value >= 10_000 else value for name, value in values.items()}
    return say(load_words()["words"][key], lang, **told)


def term(group: str, key: str, lang: str) -> str:
    """A word of the workbook (an indicator, a kind) in `lang`; as written when words.yaml does not know it."""
    text: Text | None = load_words()[group].get(key)
    return key if text is None else say(text, lang)


def severity_of(rule: str) -> Severity:
    """How grave a finding of this rule is."""
    return Severity(load_words()["rules"][rule]["severity"])


def rule_title(rule: str, lang: str) -> str:
    """The rule in a few words."""
    return say(load_words()["rules"][rule]["title"], lang)


def what_to_do(rule: str, lang: str) -> str:
    """What a reader can do about a finding of this rule, as a sentence."""
    return say(load_words()["rules"][rule]["do"], lang)


def sentence(finding: Mapping[str, Any], lang: str) -> str:
    """What was found, as a clause without the state, the indicator and the year, which stand beside it."""
    part = ", ".join(term("parts", name, lang) for name in (finding["part"] or "").split(", ")) or phrase("blank-label", lang)
    return say(load_words()["rules"][finding["rule"]]["says"], lang, **{**finding, "part": part})
