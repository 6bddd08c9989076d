"""Forms that a call sends to desks: the annual submission, a consultation, a self-assessment, a progress report."""
