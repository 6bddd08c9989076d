"""From a register to the totals of the annual submission: every table, with a reason where there is no number."""
