"""The forms that come with the platform: the annual submission of the standard, and those of `asked/`."""

from pathlib import Path

from natc.engine.standard.asked.annual import annual_form
from natc.engine.standard.form import read_yaml
from natc.hub.submissions.models import FormVersion

ASKED = Path(__file__).parent / "asked"


def fill_forms() -> None:
    """Keep every form that comes with the platform; one that is kept already stays as it is."""
    for raw in (annual_form(), *(read_yaml(path) for path in sorted(ASKED.glob("*.yaml")))):
        FormVersion.objects.keep(raw)
