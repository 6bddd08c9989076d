"""The pages: from a sheet to a submission. Each asks the engine what the command of the same step asks."""
