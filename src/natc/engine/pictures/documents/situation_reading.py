"""What the situation report says about its figures: what is not known, how to read them, where they come from."""

from collections import defaultdict
from collections.abc import Iterator

import polars as pl

from natc.engine.pictures.documents.document import Block, Bullets
from natc.engine.pictures.documents.shown import Shown
from natc.engine.release.figures import REGION, Showing
from natc.engine.standard.reference import cite
from natc.engine.standard.submission_form import load_submission_form
from natc.engine.text import say

ADDRESSES = 5  # of what is public already; the release itself holds all


def unknowns(told: Shown) -> Iterator[Block]:
    """What no figure holds, how much is hidden or missing, and what was made coarser."""
    yield Bullets((told.tell("unseen"), told.tell("laws"), *_hidden(told), *_missing(told), *_given_up(told)))


def how_to_read(told: Shown) -> Iterator[Block]:
    """Every way in which a figure is shown, and every reason for none."""
    tell, tables = told.tell, told.release.tables
    bases = sorted({table.base_of(layout, place) for table in tables for layout in table.layouts for place in ("", REGION)})
    few = sorted({table.smallest_shown - 1 for table in tables if not table.zero_shown})
    few_and_zero = sorted({table.smallest_shown - 1 for table in tables if table.zero_shown})
    yield Bullets(
        (
            *([tell("read-rounded", base=" / ".join(map(str, bases)))] if bases else []),
            *(tell("read-class", most=most) for most in few),
            *(tell("read-zero", most=most) for most in few_and_zero),
            tell("read-exact"),
            tell("read-hidden"),
            *_reasons(told),
        )
    )


def sources(told: Shown) -> Iterator[Block]:
    """Each table with its unit, caveat and the source of its rule; what was public already; the disclosure test."""
    tested = told.release.tested
    numbers = {"earlier": len(tested.against), "cells": tested.cells}
    test = told.tell("tested", policy=told.release.policy, **{name: told.tell.number(number) for name, number in numbers.items()})
    yield Bullets((*_table_sources(told), *_public(told), test))


def _hidden(told: Shown) -> Iterator[str]:
    showing = told.release.figures["showing"].to_list()
    counts = {"number": showing.count(Showing.HIDDEN), "few": showing.count(Showing.CLASS), "all": len(showing)}
    yield told.tell("hidden-count", **{name: told.tell.number(count) for name, count in counts.items()})


def _missing(told: Shown) -> Iterator[str]:
    reasons = told.release.figures.filter(pl.col("showing") == Showing.NONE.value)["reason"].to_list()
    for entry in load_submission_form().reasons:
        if number := reasons.count(entry.code):
            yield told.tell("none-count", reason=say(entry.label, told.tell.lang), number=told.tell.number(number))


def _given_up(told: Shown) -> Iterator[str]:
    """One sentence a table and step of its ladder, with the states; the first says what it means."""
    steps = told.release.given_up.group_by("table", "layout").agg(pl.col("territory").unique().sort()).sort("table", "layout")
    if not steps.is_empty():
        yield told.tell("coarser-says")
    for code, layout, territories in steps.iter_rows():
        table, states = told.release.table(code), told.places(territories)
        if layout is None:
            yield told.tell("left-out", title=told.title(table), states=states)
        else:
            says = next(step.says for step in table.layouts if step.code == layout)
            yield told.tell("coarser", title=told.title(table), says=say(says, told.tell.lang), states=states)


def _reasons(told: Shown) -> Iterator[str]:
    return (told.tell(f"read-{reason.code}") for reason in load_submission_form().reasons)


def _table_sources(told: Shown) -> Iterator[str]:
    """One statement for all tables with the same unit, caveat and source."""
    lang, titles = told.tell.lang, defaultdict[tuple[str, str, str], list[str]](list)
    for table in told.release.tables:
        caveat = say(table.caveat, lang) if table.caveat else ""
        titles[say(table.unit, lang), caveat, cite(table.source, lang)].append(told.title(table))
    for (unit, caveat, source), named in titles.items():
        said = told.tell("table-source", titles="; ".join(named), unit=unit, caveat=caveat, source=source)
        yield " ".join(said.split())


def _public(told: Shown) -> Iterator[str]:
    addresses = sorted(set(told.release.figures["source"].drop_nulls()))
    if addresses:
        yield told.tell("public", addresses=told.tell.named(addresses, most=ADDRESSES))
