"""What must be in order before people come in from outside: each check gives a sentence, what was found and what to do."""

import json
import stat
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from natc.hub.audit.keys import LEDGER_KEY
from natc.hub.site.backup.make import NEWEST
from natc.hub.site.start import MAKE_A_SECRET

Reach = Literal["loopback", "network", "network-tls"]  # where the pages are served: a proxy before them, plain HTTP, TLS
SHORTEST_SECRET, FEWEST_SIGNS = 50, 5  # signs, different signs; Django's own deployment check, security.W009
SENDS_MAIL = "django.core.mail.backends.smtp.EmailBackend"
OTHERS = stat.S_IRWXO


def found_wrong(reach: Reach) -> list[str]:
    """A sentence for everything that is not in order; none where all is."""
    return [*_way_in(reach), *(sentence for check in CHECKS for sentence in check())]


def _way_in(reach: Reach) -> Iterator[str]:
    if reach == "network":
        yield (
            "The pages would go over the network in plain HTTP: serve on 127.0.0.1 behind the reverse proxy of deploy/, or give "
            "--certificate and --key."
        )
    if reach == "loopback" and not settings.TRUSTED_PROXY:
        yield (
            "NATC_TRUSTED_PROXY is not set, so the hub does not believe that the reverse proxy speaks HTTPS and would redirect "
            "without end: set it to the proxy's address, 127.0.0.1 on the same machine."
        )
    if settings.TRUSTED_PROXY == "*":
        yield "NATC_TRUSTED_PROXY is *: anybody could pretend to come from anywhere; set it to the proxy's address alone."


def _secret() -> Iterator[str]:
    try:
        secret = settings.SECRET_KEY
    except ImproperlyConfigured:  # Django's word for an empty one
        secret = ""
    if len(secret) < SHORTEST_SECRET or len(set(secret)) < FEWEST_SIGNS or secret.startswith("django-insecure-"):
        yield (
            f"NATC_SECRET_KEY has {len(secret)} signs, {len(set(secret))} of them different, or is a default: "
            f"at least {SHORTEST_SECRET} random ones are needed; {MAKE_A_SECRET}."
        )


def _switches() -> Iterator[str]:
    if settings.DEBUG:
        yield "NATC_DEBUG is 1: errors would show what the program holds to whoever meets one; take it out of the environment."
    if settings.DEMONSTRATION:
        yield "NATC_DEMONSTRATION is 1: anybody could look as anybody; take it out of the environment."


def _hosts() -> Iterator[str]:
    wide = [host for host in settings.ALLOWED_HOSTS if host == "*"]
    if wide or not set(settings.ALLOWED_HOSTS) - {"localhost", "127.0.0.1"}:
        yield "NATC_HOSTS names no host name that people type, or *: set it to the hub's own, such as hub.example.org."


def _mail() -> Iterator[str]:
    if settings.EMAIL_BACKEND != SENDS_MAIL or not settings.EMAIL_HOST:
        yield "No mail server is named, so no invitation would arrive: set NATC_MAIL_URL and NATC_MAIL_FROM."


def _readable_by_others() -> Iterator[str]:
    if not settings.VAR.is_dir():
        yield f"The folder {settings.VAR} (NATC_VAR) does not exist: natc prepare makes it."
    elif settings.VAR.stat().st_mode & OTHERS:
        yield f"The folder {settings.VAR} (NATC_VAR) is open to every account of this machine: chmod 750 {settings.VAR}."
    if connection.vendor == "sqlite":
        yield from _open_file(Path(str(settings.DATABASES["default"]["NAME"])))


def _open_file(path: Path) -> Iterator[str]:
    if path.is_file() and path.stat().st_mode & OTHERS and path.parent.stat().st_mode & OTHERS:
        yield f"The database {path} can be read by every account of this machine: chmod 600 {path}."


def _migrations() -> Iterator[str]:
    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        yield f"The database is {len(pending)} changes behind this version of natc: make a backup, then run natc prepare."


def _ledger_key() -> Iterator[str]:
    key, newest = settings.VAR / "keys" / LEDGER_KEY, settings.VAR / NEWEST
    if not key.is_file():
        yield f"The ledger has no key at {key}: natc prepare makes one; where there was one, put it back from the backup."
    elif not newest.is_file() or json.loads(newest.read_text("utf-8"))["ledger_key"] != sha256(key.read_bytes()).hexdigest():
        yield "The key that signs the ledger is in no backup: run natc backup, and keep the file away from this machine."


CHECKS: tuple[Callable[[], Iterator[str]], ...] = (
    _secret,
    _switches,
    _hosts,
    _mail,
    _readable_by_others,
    _migrations,
    _ledger_key,
)
