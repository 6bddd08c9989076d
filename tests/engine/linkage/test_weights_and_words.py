"""Every agreement has a stated weight with a reason, and a sentence in both languages."""

import pytest

from natc.engine.linkage.scoring import STRAIGHT, weights
from natc.engine.linkage.words import WORDS, date_in_words
from natc.engine.standard.form import read_yaml

STATED = [(attribute, category) for attribute, entries in weights().items() for category in entries if category != STRAIGHT]


@pytest.mark.parametrize(("attribute", "category"), STATED)
def test_an_agreement_has_a_reason_and_a_sentence(attribute: str, category: str) -> None:
    weight = weights()[attribute][category]

    assert 0 < weight.m < 1
    assert 0 < weight.u <= 1
    assert weight.why
    assert set(read_yaml(WORDS)[attribute][category]) == {"en", "sr"}


@pytest.mark.parametrize("attribute", ["given", "family", "document", "place", "citizenship", "sex"])
def test_agreeing_counts_more_than_differing(attribute: str) -> None:
    stated = weights()[attribute]

    assert stated["same"].m / stated["same"].u > stated["differs"].m / stated["differs"].u


@pytest.mark.parametrize(
    ("iso", "lang", "words"),
    [
        ("2001-05-17", "en", "17 May 2001"),
        ("2001-05", "en", "May 2001"),
        ("2001", "en", "2001"),
        ("2001-05-17", "sr", "17. мај 2001."),
        ("2001-05-17", "sr-Latn", "17. maj 2001."),
        ("2001-71-05", "en", "2001-71-05"),
        ("around 2001", "en", "around 2001"),
    ],
)
def test_a_date_is_told_as_far_as_it_is_known(iso: str, lang: str, words: str) -> None:
    assert date_in_words(iso, lang) == words
