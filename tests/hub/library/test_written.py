"""A text and its clauses: what is read is what was written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from natc.engine.errors import Refused
from natc.hub.library.difference import words
from natc.hub.library.written import Written, as_text, read_clauses

LINE = st.text(st.characters(exclude_categories=("C", "Z")), min_size=1, max_size=20).filter(
    lambda line: not line.startswith("#")
)
CODE = st.from_regex(r"[a-z0-9][a-z0-9-]{0,10}", fullmatch=True)
CLAUSE = st.builds(Written, st.integers(1, 3), CODE, LINE, st.lists(LINE, max_size=3).map("\n".join))


@given(st.lists(CLAUSE, min_size=1, max_size=6, unique_by=lambda clause: clause.code))
def test_what_is_read_is_what_was_written(clauses: list[Written]) -> None:
    assert read_clauses(as_text(clauses)) == clauses


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "Line 1: the text begins with a clause"),
        ("Some words\n# one One", "Line 1"),
        ("# one One\n\n#two Two", "Line 3"),
        ("# one", "no beginning of a clause"),
        ("#### one One", "no beginning of a clause"),
        ("# One One", "small letters"),
        ("# one One\n# one Again", "stands twice"),
    ],
)
def test_what_is_no_clause_is_refused_with_its_line(text: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        read_clauses(text)


@given(st.text(max_size=60), st.text(max_size=60))
def test_the_words_of_a_difference_are_those_of_both_texts(old: str, new: str) -> None:
    pieces = list(words(old, new))

    assert "".join(piece.text for piece in pieces if piece.fate != "gone").split() == new.split()
    assert "".join(piece.text for piece in pieces if piece.fate != "new").split() == old.split()
