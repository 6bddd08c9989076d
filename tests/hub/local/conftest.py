"""`natc local` as a process of its own, and a browser without scripts that came in by its address."""

import html
import http.client
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from natc.engine.invention import invent_offices

TODAY = "2026-11-21"  # the day the demonstration is told on
BOUNDARY = "natc-test-boundary"
LONGEST_WORK = 400  # looks at work that is being done
BETWEEN_LOOKS = 0.3  # seconds


@dataclass(frozen=True)
class Answer:
    """What a browser got."""

    status: int
    headers: Mapping[str, str]
    text: str
    content: bytes
    path: str

    @property
    def says(self) -> str:
        """The page as a person reads it."""
        body = re.sub(r"<head>.*?</head>|<select.*?</select>|<datalist.*?</datalist>", " ", self.text, flags=re.DOTALL)
        return " ".join(html.unescape(re.sub("<[^>]+>", " ", body)).split())


@dataclass
class Office:
    """A person's browser at one natc local; it keeps cookies, follows where it is sent, and sends what a browser sends."""

    process: subprocess.Popen[str]
    folder: Path
    address: str  # opens once
    cookies: dict[str, str] = field(default_factory=dict)

    @property
    def host(self) -> str:
        return urlsplit(self.address).netloc

    @property
    def place(self) -> str:
        return "/" + urlsplit(self.address).path.split("/")[1] + "/"

    def enter(self) -> "Office":
        """Open the address, as a person does who clicks it in the terminal."""
        self.ask("GET", urlsplit(self.address).path)
        return self

    def another_address(self) -> str:
        """Press Enter in the window in which natc local runs."""
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        self.address = printed_address(self.process)
        return self.address

    def get(self, path: str) -> Answer:
        """The page at `path` below the place, after all that it was sent on to and the work it waits for."""
        answer = self.ask("GET", self.place + path, {"Sec-Fetch-Site": "same-origin"})
        for _ in range(LONGEST_WORK):
            if answer.status == 302:
                answer = self.ask("GET", answer.headers["location"], {"Sec-Fetch-Site": "same-origin"})
            elif answer.headers.get("refresh") and answer.path.endswith("/working/"):
                time.sleep(BETWEEN_LOOKS)
                answer = self.ask("GET", answer.path, {"Sec-Fetch-Site": "same-origin"})
            else:
                break
        return answer

    def post(self, path: str, fields: Mapping[str, object] | None = None, *, on: str | None = None, **files: Path) -> Answer:
        """Send a form that stands on the page `on`, if not on the one it goes to; the page that comes after it."""
        answer = self.send(path, fields, on=on, **files)
        if answer.status != 302:
            return answer
        return self.get(answer.headers["location"].removeprefix(f"http://{self.host}").removeprefix(self.place))

    def send(self, path: str, fields: Mapping[str, object] | None = None, *, on: str | None = None, **files: Path) -> Answer:
        """Send a form; the answer itself."""
        page = path if on is None else on
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.get(page).text)[1]
        said = [(name, one) for name, value in (fields or {}).items() for one in (value if isinstance(value, list) else [value])]
        body, kind = as_form([*said, ("csrfmiddlewaretoken", token)], files)
        own = {"Origin": f"http://{self.host}", "Sec-Fetch-Site": "same-origin", "Content-Type": kind}
        return self.ask("POST", self.place + path, {**own, "Referer": f"http://{self.host}{self.place}{page}"}, body)

    def ask(self, method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes | None = None) -> Answer:
        """One request as it stands, with the cookies; Host and all else as `headers` says."""
        line = http.client.HTTPConnection(self.host, timeout=60)
        line.putrequest(method, path, skip_host=True)
        sent = {"Host": self.host, "Accept": "text/html", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        for name, value in {**sent, **(headers or {})}.items():
            if value:
                line.putheader(name, value)
        if body is not None:
            line.putheader("Content-Length", str(len(body)))
        line.endheaders(body)
        got = line.getresponse()
        for name, value in got.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        content = got.read()
        known = {name.lower(): value for name, value in got.getheaders()}
        line.close()
        return Answer(got.status, known, content.decode("utf-8", "replace"), content, path)


def as_form(fields: list[tuple[str, object]], files: Mapping[str, Path]) -> tuple[bytes, str]:
    """The body of a form and its kind; with files as browsers send them."""
    if not files:
        return urlencode([(name, str(value)) for name, value in fields]).encode(), "application/x-www-form-urlencoded"
    parts = [
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode() for name, value in fields
    ]
    for name, path in files.items():
        head = f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"; filename="{path.name}"\r\n'
        parts.append(f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + path.read_bytes() + b"\r\n")
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode(), f"multipart/form-data; boundary={BOUNDARY}"


def printed_address(process: subprocess.Popen[str]) -> str:
    """The next address that natc local prints."""
    return next(line.split()[-1] for line in process.stdout if "Open this address" in line)


def start(*arguments: object, **environment: str) -> subprocess.Popen[str]:
    """`natc local` with these arguments, on the day of the demonstration."""
    command = [sys.executable, "-m", "natc", "local", *map(str, arguments), "--today", TODAY]
    own = {**os.environ, "PYTHONUNBUFFERED": "1", **environment}
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=own)


def natc(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The command of the same step, typed in a terminal."""
    command = [sys.executable, "-m", "natc", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Office]]:
    """`opened()` starts a natc local in a work folder of its own; all are ended with the stories of the file."""
    offices: list[Office] = []

    def begin() -> Office:
        folder = tmp_path_factory.mktemp("work")
        process = start(folder)
        offices.append(Office(process, folder, printed_address(process)))
        return offices[-1]

    yield begin
    for office in offices:
        office.process.terminate()
        office.process.wait()


@pytest.fixture
def office(opened: Callable[[], Office]) -> Office:
    """A browser that is in, and an empty work folder."""
    return opened().enter()


@pytest.fixture(scope="session")
def lists(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The demonstration's three lists of one invented state, by the body that keeps them."""
    made = invent_offices("RS", year=2025, seed=1, folder=tmp_path_factory.mktemp("lists"))
    return {one.body: one.path for one in made}
