"""Reports to other bodies: one submission in, the tables that each of them asks for out."""

from natc.engine.standard.reports.body import BODIES, load_body
from natc.engine.standard.reports.make import Report, make_report, read_given
from natc.engine.standard.reports.outputs import write_files

__all__ = ["BODIES", "Report", "load_body", "make_report", "read_given", "write_files"]
