"""What is not safe in a deployment is said in a sentence that names it and what to do; a safe one passes."""

import json
from hashlib import sha256
from pathlib import Path

import pytest
from django.db.migrations.recorder import MigrationRecorder
from made_hub import SECRET, Hub

from natc.hub.audit.keys import signing_key
from natc.hub.site.backup.databases import Sqlite
from natc.hub.site.backup.make import NEWEST, Place
from natc.hub.site.deployment import SENDS_MAIL, Reach, found_wrong


@pytest.fixture
def safe(db: None, settings, tmp_path: Path) -> Path:
    """Settings as the runbook makes them; gives the hub's folder."""
    folder = tmp_path / "hub"
    folder.mkdir(mode=0o700)
    signing_key(folder / "keys")
    remember_backup(folder)
    settings.VAR, settings.SECRET_KEY, settings.ALLOWED_HOSTS = folder, SECRET, ["hub.example.org"]
    settings.DEBUG = settings.DEMONSTRATION = False
    settings.TRUSTED_PROXY = "127.0.0.1"
    settings.EMAIL_BACKEND, settings.EMAIL_HOST = SENDS_MAIL, "mail.example.org"
    return folder


def remember_backup(folder: Path) -> None:
    key = sha256((folder / "keys" / "ledger.key").read_bytes()).hexdigest()
    (folder / NEWEST).write_text(json.dumps({"made_at": "2026-03-02T09:00:00+00:00", "ledger_key": key}))


@pytest.mark.parametrize("reach", ["loopback", "network-tls"])
def test_a_safe_deployment_passes(safe: Path, reach: Reach) -> None:
    assert found_wrong(reach) == []


def test_plain_http_over_a_network_is_refused(safe: Path) -> None:
    (sentence,) = found_wrong("network")

    assert "plain HTTP" in sentence


@pytest.mark.parametrize("secret", ["", "x", "short-but-random-4711", "a" * 80, "django-insecure-" + SECRET])
def test_a_default_or_short_secret_is_refused(safe: Path, settings, secret: str) -> None:
    settings.SECRET_KEY = secret

    (sentence,) = found_wrong("loopback")

    assert sentence.startswith("NATC_SECRET_KEY has")


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("DEBUG", True, "NATC_DEBUG is 1"),
        ("DEMONSTRATION", True, "NATC_DEMONSTRATION is 1"),
        ("ALLOWED_HOSTS", ["localhost"], "NATC_HOSTS"),
        ("ALLOWED_HOSTS", ["*"], "NATC_HOSTS"),
        ("ALLOWED_HOSTS", [], "NATC_HOSTS"),
        ("TRUSTED_PROXY", "", "redirect without end"),
        ("TRUSTED_PROXY", "*", "anybody could pretend"),
        ("EMAIL_HOST", "", "No mail server"),
        ("EMAIL_BACKEND", "django.core.mail.backends.console.EmailBackend", "No mail server"),
    ],
)
def test_each_unsafe_setting_has_its_sentence(safe: Path, settings, name: str, value: object, says: str) -> None:
    setattr(settings, name, value)

    (sentence,) = found_wrong("loopback")

    assert says in sentence


def test_a_folder_that_others_can_open_is_refused(safe: Path) -> None:
    safe.chmod(0o755)

    (sentence,) = found_wrong("loopback")

    assert "open to every account" in sentence


def test_a_database_behind_the_version_is_refused(safe: Path) -> None:
    MigrationRecorder.Migration.objects.filter(app="audit", name="0002_jobs").delete()

    (sentence,) = found_wrong("loopback")

    assert "make a backup, then run natc prepare" in sentence


def test_a_ledger_key_in_no_backup_is_refused(safe: Path) -> None:
    (safe / NEWEST).unlink()

    (sentence,) = found_wrong("loopback")

    assert "is in no backup" in sentence


def test_a_ledger_key_made_after_the_newest_backup_is_refused(safe: Path) -> None:
    (safe / "keys" / "ledger.key").write_bytes(b"another")

    (sentence,) = found_wrong("loopback")

    assert "is in no backup" in sentence


def test_a_ledger_without_its_key_is_refused(safe: Path) -> None:
    (safe / "keys" / "ledger.key").unlink()

    (sentence,) = found_wrong("loopback")

    assert "put it back from the backup" in sentence


def test_the_command_ends_with_one_and_a_line_for_each_thing(hub: Hub) -> None:
    done = hub.natc("check-deploy", "--host", "192.0.2.1", NATC_SECRET_KEY="x")

    lines = done.stderr.splitlines()
    assert done.returncode == 1
    assert lines[0] == "natc: this deployment is not safe:"
    assert [line[:9] for line in lines[1:3]] == ["- The pag", "- NATC_SE"]


def test_pages_are_not_served_to_a_network_from_an_unsafe_deployment(hub: Hub) -> None:
    done = hub.natc("serve", "--host", "0.0.0.0")

    assert done.returncode == 1
    assert "plain HTTP" in done.stderr


def test_a_sqlite_database_of_its_own_that_others_can_read_is_refused(safe: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "open"
    elsewhere.mkdir(mode=0o755)
    (elsewhere / "hub.sqlite3").touch(mode=0o644)
    hub = Hub(Place(safe, Sqlite(elsewhere / "hub.sqlite3")))

    done = hub.natc("check-deploy")

    assert f"chmod 600 {elsewhere / 'hub.sqlite3'}" in done.stderr


def test_without_a_secret_nothing_is_served(hub: Hub) -> None:
    done = hub.natc("serve", NATC_SECRET_KEY="")

    assert done.returncode == 2
    assert "NATC_SECRET_KEY is not set" in done.stderr
