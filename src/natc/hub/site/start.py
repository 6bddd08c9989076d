"""Starting the hub from the command line: a command of Django in this process, or the web server in its own."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import django
from django.core.management import call_command
from django.db import OperationalError

from natc.engine.errors import Unusable

SETTINGS = "natc.hub.site.settings"
LOOPBACK = ("127.0.0.1", "::1", "localhost")
LOOK_AGAIN = 0.05  # seconds between two looks whether the server is there
PATIENCE = 20  # seconds for requests that are being answered when the server is told to end
MAKE_A_SECRET = "python3 -c 'import secrets; print(secrets.token_urlsafe(48))' makes one"  # noqa: S105
OF_A_REAL_HUB = ("NATC_DATABASE_URL", "NATC_TRUSTED_PROXY")  # what the demonstration must not take over


@dataclass(frozen=True)
class Door:
    """Where the web server listens. certificate and key: PEM files, for TLS without a reverse proxy."""

    host: str
    port: int
    certificate: Path | None = None
    key: Path | None = None

    @property
    def loopback(self) -> bool:
        """Whether only this machine can come in."""
        return self.host in LOOPBACK

    def options(self) -> list[str]:
        """The door as uvicorn takes it."""
        tls = {"--ssl-certfile": self.certificate, "--ssl-keyfile": self.key}
        given = [part for option, path in tls.items() if path for part in (option, str(path))]
        return ["--host", self.host, "--port", str(self.port), *given]


def manage(command: str, *arguments: str) -> None:
    """Run one of the hub's commands. Raises Unusable where the database cannot be reached, Refused as the command does."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()
    try:
        call_command(command, *arguments)
    except OperationalError as error:
        raise Unusable(f"the database cannot be reached or is not prepared ({error}); NATC_DATABASE_URL names it") from error


def check_deployment(door: Door) -> None:
    """Look at everything that must be in order to serve at `door`. Raises Refused with a sentence for each thing that is not."""
    manage("check_deployment", "loopback" if door.loopback else "network-tls" if door.certificate else "network")


def demonstration_environment(var: Path) -> dict[str, str]:
    """The environment of the demonstration: a database of its own under `var`, whatever a real one's address may be."""
    given = {key: value for key, value in os.environ.items() if key not in OF_A_REAL_HUB}
    own = {"NATC_DEMONSTRATION": "1", "NATC_VAR": str(var), "NATC_SECRET_KEY": "the demonstration hides nothing"}
    return {**given, **own, "DJANGO_SETTINGS_MODULE": SETTINGS}


def prepare_demonstration(var: Path) -> None:
    """Make the database of the demonstration and fill it with its invented people."""
    var.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, "-m", "django", "demonstration"], env=demonstration_environment(var), check=True)


def fill_calls_beside(var: Path) -> subprocess.Popen[bytes]:
    """Write the calls of the demonstration, which takes some seconds, while its pages are served."""
    command = [sys.executable, "-m", "django", "demonstration_calls"]
    return subprocess.Popen(command, env=demonstration_environment(var))


def module_beside(module: str, *arguments: str) -> subprocess.Popen[bytes]:
    """A module of natc run on the same terminal while this process goes on."""
    return subprocess.Popen([sys.executable, "-m", module, *arguments])


def wait_for(door: Door) -> None:
    """Come back when somebody listens at `door`, on this machine."""
    while True:
        with socket.socket() as line:
            if line.connect_ex((door.host, door.port)) == 0:
                return
        time.sleep(LOOK_AGAIN)


def serve(environment: Mapping[str, str], door: Door) -> int:
    """Serve pages and do what is due until stopped; the exit code of the server."""
    worker = subprocess.Popen([sys.executable, "-m", "django", "worker"], env=dict(environment))
    try:
        return serve_pages(environment, door)
    finally:
        worker.terminate()
        worker.wait()


def serve_pages(environment: Mapping[str, str], door: Door) -> int:
    """Serve pages until stopped; the exit code of the server. Forwarded headers are believed from NATC_TRUSTED_PROXY alone."""
    proxy = environment.get("NATC_TRUSTED_PROXY")
    believed = ["--proxy-headers", "--forwarded-allow-ips", proxy] if proxy else ["--no-proxy-headers"]
    quiet = ["--no-server-header", "--lifespan", "off", "--log-level", "warning", "--timeout-graceful-shutdown", str(PATIENCE)]
    command = [sys.executable, "-m", "uvicorn", "natc.hub.site.asgi:application", *door.options(), *believed, *quiet]
    server = subprocess.Popen(command, env=dict(environment))
    signal.signal(signal.SIGTERM, lambda *_: server.terminate())
    try:
        code = server.wait()
    except KeyboardInterrupt:
        code = server.wait()
    return 0 if code == -signal.SIGTERM else code
