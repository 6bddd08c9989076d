"""Pages of calls, of submissions and their answers, and of the steps a submission takes."""
