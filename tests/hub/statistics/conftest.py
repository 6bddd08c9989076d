"""A folder of the hub for each story, and the people of releases."""

from pathlib import Path
from typing import Any

import pytest

from hub.statistics.made_releases import chair
from natc.hub.members.models import Person


@pytest.fixture(autouse=True)
def var(settings: Any, tmp_path: Path) -> Path:
    """A folder of the hub for one test."""
    settings.VAR = tmp_path
    return tmp_path


@pytest.fixture
def five(network: None, sara: Person) -> list[Person]:
    """Beside Sara: Milena, who chairs the Network, and the coordinators of Serbia, Romania and Bulgaria."""
    return [chair(), *(Person.objects.get(name=name) for name in ("Ana", "Ioana", "Boyan"))]
