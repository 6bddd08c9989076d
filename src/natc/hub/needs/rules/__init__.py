"""Who may do what about needs and offers, as sentences for the buttons: one file for each idea."""
