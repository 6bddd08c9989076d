"""Figures that are public without us: UNODC's, as harmonised, and a state's own publication. A release takes them as known."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory

from natc.engine.release.counts import cells_of, counts_of
from natc.engine.release.figures import ReleaseTable
from natc.engine.release.policy import Policy, read_policy
from natc.engine.release.protect import Interval, Item, Known
from natc.engine.release.public import read_public
from natc.engine.standard.submission import Submission
from natc.hub.statistics.models import PublicSeries


@dataclass(frozen=True)
class Difference:
    """A count of a submission that is not what was public before."""

    table: ReleaseTable
    cell: str
    count: int
    public: Interval


def known_from(series: Iterable[PublicSeries], policy: Policy) -> Known:
    """What these series say of cells of a policy. Raises Unusable, with a sentence, for a row that says nothing."""
    return _read(tuple((one.name, one.content) for one in series), policy)


def check_series(name: str, content: str) -> None:
    """Raise Unusable where a file is no such series."""
    _read(((name, content),), read_policy())


def differences(submission: Submission, series: Iterable[PublicSeries]) -> Iterator[Difference]:
    """Where a submission counts otherwise than what is public."""
    counts, known = counts_of(submission), _known_by_default(tuple(one.sha256 for one in series))
    for table in read_policy().tables:
        item = Item(table.code, submission.territory, counts.first_year, counts.last_year)
        for cell, count in cells_of(counts, table, table.layouts[0]).items():
            public = known.get((item, "", cell))
            if public and isinstance(count, int) and not _holds(public, count):
                yield Difference(table, cell, count, public)


def _holds(public: Interval, count: int) -> bool:
    return public.low <= count and (public.high is None or count <= public.high)


@lru_cache(maxsize=1)
def _known_by_default(digests: tuple[str, ...]) -> Known:
    """A series never changes, so what it says is kept."""
    return known_from(PublicSeries.objects.filter(sha256__in=digests), read_policy())


def _read(files: Iterable[tuple[str, str]], policy: Policy) -> Known:
    with TemporaryDirectory() as folder:
        paths = []
        for place, (name, content) in enumerate(files):
            path = Path(folder) / str(place) / f"{Path(name).stem}.csv"
            path.parent.mkdir()
            path.write_text(content, encoding="utf-8")
            paths.append(path)
        return read_public(paths, policy)
