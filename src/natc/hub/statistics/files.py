"""Where the files and charts of a public release are. A folder of one standing and language is whole as soon as it is there."""

import json
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


def names_of_files(release: Release, table: str, lang: str) -> list[str]:
    """The names of the files that hold a table, as far as they are written; none of a table that the release does not have."""
    names = folder_of(release, lang) / CHARTS / NAMES
    found: list[str] = json.loads(names.read_text(encoding="utf-8")).get(table, []) if names.exists() else []
    return found


def as_they_stand() -> list[tuple[str, str, str, bool]]:
    """Of each release that is out its number, how it stands, when it was marked, whether files are lacking.

    What is made of all of them is as it was while this is.
    """
    lacking = {one.pk for one in lacking_files()}
    return [(one.number, one.stamp, str(one.marked_at), one.pk in lacking) for one in Release.objects.out()]


def lacking_files() -> list[Release]:
    """Those that are public, or signed to be, and whose files in some language are not written yet."""
    found = Release.objects.filter(status__in=(Status.SIGNED, *OUT)).defer("made")
    return [one for one in found if not all(folder_of(one, lang).exists() for lang in LANGUAGES)]
