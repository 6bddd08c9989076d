"""Preparing and serving the hub from the command line."""

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

SETTINGS = "natc.hub.site.settings"
PREPARE = """
import django
django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
call_command("createcachetable")
from natc.hub.site.demonstration import fill_demonstration
fill_demonstration()
"""


def demonstration_environment(var: Path) -> dict[str, str]:
    """The environment of the demonstration: a database of its own under `var`, whatever a real one's address may be."""
    given = {key: value for key, value in os.environ.items() if key != "NATC_DATABASE_URL"}
    own = {"NATC_DEMONSTRATION": "1", "NATC_VAR": str(var), "NATC_SECRET_KEY": "the demonstration hides nothing"}
    return {**given, **own, "DJANGO_SETTINGS_MODULE": SETTINGS}


def prepare_demonstration(var: Path) -> None:
    """Make the database of the demonstration and fill it with its invented people."""
    var.mkdir(parents=True, exist_ok=True)
    subprocess.run([sys.executable, "-c", PREPARE], env=demonstration_environment(var), check=True)


def serve(environment: Mapping[str, str], host: str, port: int) -> int:
    """Serve until stopped; the exit code of the server. Forwarded headers are not believed."""
    command = [sys.executable, "-m", "uvicorn", "natc.hub.site.asgi:application", "--host", host, "--port", str(port)]
    quiet = ["--no-proxy-headers", "--no-server-header", "--lifespan", "off", "--log-level", "warning"]
    try:
        return subprocess.run([*command, *quiet], env=dict(environment), check=False).returncode
    except KeyboardInterrupt:
        return 0
