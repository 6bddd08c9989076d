"""Pages of needs and offers: one file for each idea."""
