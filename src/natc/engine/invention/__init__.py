"""Invented registers, for demonstration, tests and benchmarks. No person in them exists, and every file says so."""

from natc.engine.invention.persons import invent_register

__all__ = ["invent_register"]
