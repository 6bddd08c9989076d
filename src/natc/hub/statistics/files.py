"""Where the files and charts of a public release are. A folder of one standing and language is whole as soon as it is there."""

from pathlib import Path

from natc.engine.text import LANGUAGES
from natc.hub.statistics.archive import home
from natc.hub.statistics.models import OUT, Release, Status

CHARTS = "charts"  # the folder of charts, beside the files
NAMES = "names.json"  # in it: {table: the names of its files}


def folder_of(release: Release, lang: str) -> Path:
    """The folder of a release as it stands today, in a language of the engine's texts."""
    return home() / "files" / release.number / release.stamp / lang


def chart_name(table: str, territory: str) -> str:
    """The name of a chart, without its ending: one table of one territory; of all states, their totals."""
    return f"{table}-{territory}"


def lacking_files() -> list[Release]:
    """Those that are public, or signed to be, and whose files in some language are not written yet."""
    found = Release.objects.filter(status__in=(Status.SIGNED, *OUT)).defer("made")
    return [one for one in found if not all(folder_of(one, lang).exists() for lang in LANGUAGES)]
