"""How soon a chart of the explorer is there: the first time after the server started, and when it was looked at before.

Run: python bench/explorer.py. The hub is served as the demonstration is, on SQLite, by one process on the same machine. A
chart is its page and its picture; who has seen it asks for the page again, and the picture is kept by the browser for ever.
"""

import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

from measure import PAGES, ROOT, RUNS, assemble, machine

sys.path.insert(0, str(ROOT / "tests"))

from journeys.conftest import free_port, wait_for
from natc.hub.site.start import demonstration_environment, fill_calls_beside, prepare_demonstration

CHARTS = ("?table=forms&territory=RO&view=chart", "?table=sex&territory=&view=chart", "?table=sex&territory=&view=map")
NUMBER = "2023-1"  # the public release of the demonstration
AGAIN = 20  # times that each chart is looked at once it is known
COLD, CACHED = 500, 50  # milliseconds at most
PICTURE = re.compile(rf'src="(/figures/{NUMBER}/[^"]+\.svg)"')


def main() -> None:
    """Measure, write the page."""
    with tempfile.TemporaryDirectory() as folder:
        var = Path(folder)
        prepare_demonstration(var)
        fill_calls_beside(var).wait()
        cold, cached = zip(*(times(var, chart) for _ in range(RUNS) for chart in CHARTS), strict=True)
    again = [one for many in cached for one in many]
    lines = [
        "# The explorer",
        f"\nWritten by `bench/explorer.py` on {machine()}, shared with other work.\n",
        "Charts and maps are drawn once, when a release becomes public; nobody waits for the drawing.\n",
        "| a chart, its page and its picture | how many | median, ms | 95 of 100 within, ms | at most |",
        "|---|---:|---:|---:|---:|",
        f"| the first figures that a server is asked for after it started | {len(cold)} | {_figures(cold)} | {COLD} |",
        f"| looked at before: the page is asked for again, the picture is kept | {len(again)} | {_figures(again)} | {CACHED} |",
    ]
    (PAGES / "explorer.md").write_text("\n".join(lines) + "\n", encoding="utf-8")
    assemble()


def times(var: Path, chart: str) -> tuple[float, list[float]]:
    """Milliseconds of a chart that a server just started is asked for, and of the same chart again and again."""
    with started(var) as connection:
        begun = time.perf_counter()
        page = asked(connection, f"/figures/{NUMBER}/{chart}")
        found = PICTURE.search(page.read().decode())
        assert found, f"{chart} has no picture"
        asked(connection, found[1]).read()
        cold = time.perf_counter() - begun
        seen = {"If-None-Match": str(page.headers["ETag"])}
        return cold * 1000, [again(connection, chart, seen) for _ in range(AGAIN)]


def again(connection: HTTPConnection, chart: str, seen: dict[str, str]) -> float:
    """Milliseconds until a browser that has a chart knows that it is still as it was."""
    begun = time.perf_counter()
    page = asked(connection, f"/figures/{NUMBER}/{chart}", seen)
    page.read()
    assert page.status == 304, "the page changed"
    return (time.perf_counter() - begun) * 1000


def asked(connection: HTTPConnection, path: str, headers: dict[str, str] | None = None) -> HTTPResponse:
    """The answer to a visitor."""
    connection.request("GET", path, headers=headers or {})
    return connection.getresponse()


@contextmanager
def started(var: Path) -> Iterator[HTTPConnection]:
    """A server that has shown the list of members and nothing else."""
    port = free_port()
    command = [sys.executable, "-m", "uvicorn", "natc.hub.site.asgi:application", "--port", str(port), "--log-level", "critical"]
    server = subprocess.Popen([*command, "--lifespan", "off", "--no-proxy-headers"], env=demonstration_environment(var))
    try:
        wait_for(f"http://localhost:{port}/members/")
        yield HTTPConnection("localhost", port)
    finally:
        server.terminate()
        server.wait()


def _figures(milliseconds: Sequence[float]) -> str:
    return f"{statistics.median(milliseconds):.0f} | {statistics.quantiles(milliseconds, n=20)[-1]:.0f}"


if __name__ == "__main__":
    main()
