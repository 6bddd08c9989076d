"""Pages: those by which a release is made, those that the public reads."""
