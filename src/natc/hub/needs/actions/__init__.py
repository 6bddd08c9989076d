"""What changes needs and offers: one file for each idea."""
