"""Figures that leave the house: made from submissions, protected, put through the disclosure test, kept in an archive."""
