"""A document's text as people write it: lines of #, code and heading, each followed by the clause's paragraphs."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from natc.engine.errors import Refused

HEADING = re.compile(r"(?P<marks>#{1,3}) +(?P<code>[a-z0-9][a-z0-9-]{0,59}) +(?P<heading>\S.*)")


@dataclass(frozen=True)
class Written:
    """One clause as it was written, in one language. level: 1 to 3."""

    level: int
    code: str
    heading: str
    text: str


def read_clauses(text: str) -> list[Written]:
    """The clauses of a text, in order. Raises Refused, with the line, for what is not one; for a code that stands twice."""
    lines = [line.rstrip() for line in text.splitlines()]
    starts = [number for number, line in enumerate(lines) if line.startswith("#")]
    before = next((number for number, line in enumerate(lines) if line), None)
    if before is None or (before not in starts):
        raise Refused(_("Line 1: the text begins with a clause, as in “# prevention Prevention”: #, a code, a heading."))
    ends = [*starts[1:], len(lines)]
    clauses = [_clause(start + 1, lines[start], lines[start + 1 : end]) for start, end in zip(starts, ends, strict=True)]
    for number, clause in zip(starts, clauses, strict=True):
        if sum(other.code == clause.code for other in clauses) > 1:
            raise Refused(
                _("Line %(line)d: the code “%(code)s” stands twice; give one of them another.")
                % {"line": number + 1, "code": clause.code}
            )
    return clauses


def _clause(line: int, first: str, rest: list[str]) -> Written:
    found = HEADING.fullmatch(first)
    if found is None:
        raise Refused(
            _(
                "Line %(line)d: “%(text)s” is no beginning of a clause. "
                "Write one to three #, a code of small letters, digits and -, then a heading."
            )
            % {"line": line, "text": first[:60]}
        )
    return Written(len(found["marks"]), found["code"], found["heading"], "\n".join(rest).strip("\n"))


def as_text(clauses: Iterable[Written]) -> str:
    """The text that `read_clauses` reads as these clauses."""
    return "\n\n".join(f"{'#' * one.level} {one.code} {one.heading}\n{one.text}".strip() for one in clauses)
