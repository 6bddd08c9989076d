"""Starting the hub from the command line: a command of Django in this process, or the web server in its own."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import django
from django.core.management import call_command
from django.db import OperationalError

from natc.engine.errors import Unusable

SETTINGS = "natc.hub.site.settings"


def manage(command: str, *arguments: str) -> None:
    """Run one of the hub's commands. Raises Unusable where the database cannot be reached, Refused as the command does."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    django.setup()
    try:
        call_command(command, *arguments)
    except OperationalError as error:
        raise Unusable(f"the database cannot be reached or is not prepared ({error}); NATC_DATABASE_URL names it") from error


def demonstration_environment(var: Path) -> dict[str, str]:
    """The environment of the demonstration: a database of its own under `var`, whatever a real one's address may be."""
    given = {key: value for key, value in os.environ.items() if key != "NATC_DATABASE_URL"}
    own = {"NATC_DEMONSTRATION": "1", "NATC_VAR": str(var), "NATC_SECRET_KEY": "the demonstration hides nothing"}
    return {**given, **own, "DJANGO_SETTINGS_MODULE": SETTINGS}


def prepare_demonstration(var: Path) -> None:
    """Make the database of the demonstration and fill it with its invented people."""
    var.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, "-m", "django", "demonstration"], env=demonstration_environment(var), check=True)


def serve(environment: Mapping[str, str], host: str, port: int) -> int:
    """Serve pages and do what is due until stopped; the exit code of the server. Forwarded headers are not believed."""
    server = [sys.executable, "-m", "uvicorn", "natc.hub.site.asgi:application", "--host", host, "--port", str(port)]
    quiet = ["--no-proxy-headers", "--no-server-header", "--lifespan", "off", "--log-level", "warning"]
    worker = subprocess.Popen([sys.executable, "-m", "django", "worker"], env=dict(environment))
    try:
        return subprocess.run([*server, *quiet], env=dict(environment), check=False).returncode
    except KeyboardInterrupt:
        return 0
    finally:
        worker.terminate()
        worker.wait()
