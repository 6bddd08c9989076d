"""The words around a report, from words.yaml and from the form, in the language asked for."""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from natc.engine.standard.form import read_yaml
from natc.engine.standard.reports.body import Line
from natc.engine.standard.reports.figures import Figure
from natc.engine.standard.submission_form import load_submission_form
from natc.engine.text import Text, fold, say


@cache
def load_words() -> Mapping[str, Text]:
    """words.yaml as it stands."""
    words: Mapping[str, Text] = read_yaml(Path(__file__).parent / "words.yaml")
    return words


def phrase(key: str, lang: str, **parts: object) -> str:
    """One of the words, filled in."""
    return say(load_words()[key], lang, **parts)


def form_label(code: str, lang: str) -> str:
    """The label of a reason, mark or break of the form, or of a reason that only reports know."""
    form = load_submission_form()
    labels = {each.code: each.label for each in (*form.reasons, *form.marks, *form.breaks)}
    return say(labels.get(code) or load_words()[code], lang)


def reasons_in_words(codes: Iterable[str], lang: str) -> str:
    return "; ".join(form_label(code, lang) for code in codes)


def plain_number(value: float) -> int | float:
    """A count without decimals; an amount or a median with those it has."""
    return int(value) if value == int(value) else value


def figure_in_words(figure: Figure, lang: str) -> str:
    """A figure as a cell of text: its number, "at least" with the reason, or the reason alone."""
    if figure.value is None:
        return reasons_in_words(figure.without, lang)
    if figure.exact:
        return str(plain_number(figure.value))
    return phrase("at_least", lang, value=plain_number(figure.value), reasons=reasons_in_words(figure.without, lang))


def heading(line: Line, lang: str) -> str:
    """A row or column as a reader sees it: the labels, after the body's own spelling where that says something else."""
    parts = []
    for label, written in zip(line.labels, line.written, strict=True):
        said = say(label, lang)
        parts.append(said if fold(written) in ("", fold(label["en"])) else f"{written} ({said})")
    return ", ".join(parts)
