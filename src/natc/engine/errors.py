"""What can go wrong that a person can mend. `natc.cli` turns these into exit codes."""


class EngineError(Exception):
    """Base of all errors the engine raises on purpose; its text is one sentence for the user."""


class Unusable(EngineError):
    """An input cannot be read as what it should be. Names the file, what was found, and what to do."""


class Refused(EngineError):
    """The input can be read, but the act asked for must not be done."""
