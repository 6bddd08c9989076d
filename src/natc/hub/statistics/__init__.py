"""Releases of figures: made from accepted submissions, protected, tested, approved, signed, public; and what the public reads."""
