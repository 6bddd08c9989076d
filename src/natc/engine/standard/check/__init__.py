"""What is wrong in a register, cell by cell: one rule table, compiled to expressions, run over one streaming scan."""

from natc.engine.standard.check.check import check
from natc.engine.standard.check.findings import Report

__all__ = ["Report", "check"]
