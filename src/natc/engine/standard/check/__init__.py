"""What is wrong in a register, cell by cell: one rule table, compiled to expressions, run over one streaming scan."""

from natc.engine.standard.check.findings import Report
from natc.engine.standard.check.scan import check

__all__ = ["Report", "check"]
