"""How one office's sheet is joined to the standard: proposed, confirmed by a person, saved, reused next year."""

from natc.engine.standard.mapping.answers import first_cells, joined, refuse_conventions, refuse_words, without
from natc.engine.standard.mapping.mapping import (
    Column,
    Mapping,
    load_mapping,
    plain_mapping,
    refuse_proposals,
    save_mapping,
    targets,
)
from natc.engine.standard.mapping.propose import propose
from natc.engine.standard.mapping.rows import FINDINGS, Rows, mapped, read_rows

__all__ = [
    "FINDINGS",
    "Column",
    "Mapping",
    "Rows",
    "first_cells",
    "joined",
    "load_mapping",
    "mapped",
    "plain_mapping",
    "propose",
    "read_rows",
    "refuse_conventions",
    "refuse_proposals",
    "refuse_words",
    "save_mapping",
    "targets",
    "without",
]
