"""How one office's sheet is joined to the standard: proposed, confirmed by a person, saved, reused next year."""

from natc.engine.standard.mapping.mapping import Column, Mapping, load_mapping, plain_mapping, save_mapping, targets
from natc.engine.standard.mapping.propose import propose
from natc.engine.standard.mapping.rows import FINDINGS, Rows, mapped, read_rows

__all__ = [
    "FINDINGS",
    "Column",
    "Mapping",
    "Rows",
    "load_mapping",
    "mapped",
    "plain_mapping",
    "propose",
    "read_rows",
    "save_mapping",
    "targets",
]
