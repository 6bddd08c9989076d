"""Needs and offers: what a desk asks of a circle that it chooses, what others have, and the one with the other."""
