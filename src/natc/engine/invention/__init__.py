"""Invented registers, for demonstration, tests and benchmarks. No person in them exists, and every file says so."""

from natc.engine.invention.offices import OfficeList, Planted, invent_offices, sizes, truth
from natc.engine.invention.persons import NEIGHBOURS as TERRITORIES
from natc.engine.invention.persons import invent_register
from natc.engine.invention.proceedings import invent_proceedings

__all__ = ["TERRITORIES", "OfficeList", "Planted", "invent_offices", "invent_proceedings", "invent_register", "sizes", "truth"]
