"""A document that Serbia's desk keeps, and a way to write and publish it."""

from pathlib import Path
from uuid import uuid4

import pytest

from natc.hub.library import actions
from natc.hub.library.models import Document
from natc.hub.library.readers import Readers
from natc.hub.members.models import Desk, Person

FIRST = "# chair The chair\nThe chair rotates every year.\n\n## chair-term Term\nA term begins on 1 January."
SECOND = "# chair The chair\nThe chair rotates every two years.\n\n## chair-deputy Deputy\nThe next chair is deputy."


@pytest.fixture(autouse=True)
def var(settings, tmp_path: Path) -> Path:
    """A folder of the hub for one test."""
    settings.VAR = tmp_path
    return tmp_path / "files"


@pytest.fixture
def begun(ana: Person, serbia: Desk) -> "Begun":
    """`begun(readers)` gives a document of Serbia's desk for these readers, nothing written yet."""
    return Begun(ana, serbia)


class Begun:
    """Begins documents."""

    def __init__(self, by: Person, desk: Desk) -> None:
        self.by, self.desk = by, desk

    def __call__(self, readers: str = Readers.STATES) -> Document:
        return actions.begin(
            uid=uuid4(), title="Rules of procedure", language="en", kind="rules", readers=readers, by=self.by, desk=self.desk
        )


@pytest.fixture
def rules_of_procedure(begun: Begun, ana: Person) -> Document:
    """For member states only, its first revision published, its second written."""
    document = begun()
    actions.write(document=document, language="en", text=FIRST, changed="", original=None, by=ana)
    actions.publish(document=document, by=ana)
    actions.write(document=document, language="en", text=SECOND, changed="Two years", original=None, by=ana)
    return document
