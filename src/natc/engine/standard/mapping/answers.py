"""What a person answers to proposals, at a terminal or on a page; what nobody answered stays as it was."""

from dataclasses import replace

from natc.engine.standard.files import Table, reading
from natc.engine.standard.mapping.mapping import Column, Mapping
from natc.engine.standard.values import NOTHING_SAID

FEW = 3  # cells of a column shown when one is asked about it


def first_cells(table: Table) -> dict[str, str]:
    """A few cells of each column, by its heading, so that one sees what is joined."""
    with reading(table):
        frame = table.frame.select(table.headings).collect()
    return {column.name: ", ".join(column.drop_nulls().unique(maintain_order=True).head(FEW)) for column in frame}


def joined(join: Mapping, heading: str, variable: str) -> Mapping:
    """The mapping with a column that was left out, or joined to something else, read as `variable`."""
    kept = tuple(column for column in join.columns if column.heading != heading)
    without = tuple(other for other in join.left_out if other != heading)
    return replace(join, columns=(*kept, Column(heading, variable, confirmed=True)), left_out=without)


def without(join: Mapping, heading: str) -> Mapping:
    """The mapping that does not read this column."""
    kept = tuple(column for column in join.columns if column.heading != heading)
    return replace(join, columns=kept, left_out=tuple(dict.fromkeys((*join.left_out, heading))))


def refuse_words(column: Column) -> Column:
    """The column confirmed, and none of the codes that were proposed for its words."""
    return replace(column, confirmed=True, proposed={}, unread=(*column.unread, *column.proposed))


def refuse_conventions(join: Mapping) -> Mapping:
    """The mapping without the ways of writing dates and decimals that were offered."""
    return replace(join, offered=NOTHING_SAID)
