"""Where the files and charts of public releases are. A folder of one standing and language is whole as soon as it is there."""

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from natc.engine.text import LANGUAGES
from natc.hub.statistics.archive import home
from natc.hub.statistics.models import OUT, Release, Status

CHARTS = "charts"  # the folder of charts, beside the files
MAP = "map"  # stands where a territory does: a map of all
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


def standing_stamp(releases: Sequence[Release]) -> str:
    """A word that changes when another set of releases stands; in the address of pictures over time."""
    return sha256(repr([(one.number, one.stamp) for one in releases]).encode()).hexdigest()[:16]


def over_time_folder(releases: Sequence[Release], lang: str) -> Path:
    """The folder of pictures of all releases that stand, over time, in a language of the engine's texts."""
    return home() / "over-time" / standing_stamp(releases) / lang


def lacks_pictures(releases: Sequence[Release]) -> bool:
    """Whether pictures over time of what stands are not drawn yet; while a release is being corrected none are given out."""
    wanted = releases and not any(one.being_corrected for one in releases)
    return bool(wanted) and not all(over_time_folder(releases, lang).exists() for lang in LANGUAGES)


@contextmanager
def written_whole(folder: Path) -> Iterator[Path]:
    """A place to write into, which becomes the folder once everything in it is written."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=".writing-") as scratch:
        unfinished = Path(scratch) / "whole"
        yield unfinished
        unfinished.rename(folder)
