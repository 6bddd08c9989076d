"""Pages about who is in the Network."""
