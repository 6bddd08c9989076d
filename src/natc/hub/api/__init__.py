"""What programs read and write: released figures for everybody, calls and submissions with a personal token."""
