"""Records kept by another standard, carried into a register of ours, with an account of what had no place."""

from natc.engine.standard.convert.account import Account, account_markdown
from natc.engine.standard.convert.carry import Converted, convert
from natc.engine.standard.convert.crosswalk import CROSSWALKS, Crosswalk, load_crosswalk
from natc.engine.standard.convert.outputs import write_converted

__all__ = [
    "CROSSWALKS",
    "Account",
    "Converted",
    "Crosswalk",
    "account_markdown",
    "convert",
    "load_crosswalk",
    "write_converted",
]
