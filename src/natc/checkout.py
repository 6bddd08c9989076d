"""The folder of the source tree, for the commands that only make sense in it."""

from pathlib import Path

from natc.engine.errors import Refused


def checkout() -> Path:
    """The folder that holds pyproject.toml and tests/. Raises Refused when natc was installed without its source tree."""
    root = Path(__file__).parents[2]
    if not (root / "pyproject.toml").is_file():
        raise Refused("This command works on natc's source tree: fetch the project and run ./natc there.")
    return root
