"""The first page: what waits for me; for a visitor, what the Network is."""
