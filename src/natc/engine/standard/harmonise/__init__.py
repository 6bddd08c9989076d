"""Figures that states have already handed in elsewhere, read into one tidy table with everything that is odd about them."""
