"""Documents with clauses and revisions: one structured text, cited by clause; who may read it is said per document."""
