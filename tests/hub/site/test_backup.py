"""A hub comes back from one file as it was, row by row, file by file, with its ledger; or nothing comes back at all."""

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from made_hub import Hub, rows
from pyrage import encrypt
from pyrage.x25519 import Identity

from natc.engine.errors import Refused, Unusable
from natc.hub.site.backup.contents import Contents
from natc.hub.site.backup.databases import Postgresql, Sqlite, database_at
from natc.hub.site.backup.make import NEWEST, Place, back_up
from natc.hub.site.backup.manifest import Manifest
from natc.hub.site.backup.package import packed
from natc.hub.site.backup.restore import restore
from natc.hub.site.backup.sealed import identity_in, make_key, recipient_of, seal

KEY = Identity.generate()


@pytest.fixture(scope="session")
def backup(hub: Hub, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hub in one file, that KEY opens."""
    file = tmp_path_factory.mktemp("backups") / "hub.age"
    back_up(hub.place, file, [KEY.to_public()])
    return file


def restored(file: Path, place: Place, *keys: Identity) -> Manifest:
    server = None if isinstance(place.database, Sqlite) else place.database
    return restore(file, keys or [KEY], place.folder, server)


def assert_nothing_at(place: Place) -> None:
    assert list(place.folder.parent.glob("restored*")) == []
    place.database.must_be_empty()


def hashes(place: Place) -> dict[str, str]:
    return {name: sha256(path.read_bytes()).hexdigest() for name, path in place.files().items()}


@pytest.mark.mission("A36")
def test_a_hub_comes_back_row_by_row_and_file_by_file(hub: Hub, backup: Path, empty_place: Place) -> None:
    manifest = restored(backup, empty_place)

    assert manifest.contents.rows["members_person"] > 10
    for table in manifest.contents.rows:
        assert rows(empty_place.database, table) == rows(hub.place.database, table)
    assert hashes(empty_place) == hashes(hub.place)
    assert set(hashes(empty_place)) == {"blobs/ab/cdef", "keys/ledger.key"}


def test_the_ledger_of_the_restored_hub_has_the_same_root(hub: Hub, backup: Path, empty_place: Place) -> None:
    restored(backup, empty_place)

    before, after = hub.natc("ledger", "verify"), Hub(empty_place).natc("ledger", "verify")

    assert before.returncode == after.returncode == 0
    assert before.stdout == after.stdout
    assert "40 entries, 40 of them under a signed head" in after.stdout


def test_an_operator_saves_and_restores_by_two_commands(hub: Hub, tmp_path: Path, empty_place: Place) -> None:
    made = hub.natc("backup-key", tmp_path / "key")
    saved = hub.natc("backup", "--to", tmp_path, "--recipient", made.stdout.splitlines()[-1])
    (file,) = tmp_path.glob("natc-*.age")
    place = ["--into", empty_place.folder]
    place += [] if isinstance(empty_place.database, Sqlite) else ["--database", empty_place.database.url]

    back = hub.natc("restore", file, "--identity", tmp_path / "key", *place)

    assert (saved.returncode, back.returncode) == (0, 0), saved.stderr + back.stderr
    assert "read back and whole" in saved.stdout
    assert "tables are as they were; 2 files are, byte for byte" in back.stdout
    assert "Ledger verified: 40 entries" in back.stdout


def test_the_hub_remembers_that_the_key_of_the_ledger_is_in_a_backup(hub: Hub, backup: Path) -> None:
    key = sha256((hub.place.folder / "keys" / "ledger.key").read_bytes()).hexdigest()

    assert json.loads((hub.place.folder / NEWEST).read_text())["ledger_key"] == key


def test_either_of_two_keepers_of_a_key_can_open_it(hub: Hub, tmp_path: Path, empty_place: Place) -> None:
    chair, secretariat = Identity.generate(), Identity.generate()

    back_up(hub.place, tmp_path / "hub.age", [chair.to_public(), secretariat.to_public()])

    assert restored(tmp_path / "hub.age", empty_place, secretariat).files == 2


WRITE_ON = """
import django; django.setup()
import uuid; from django.db import transaction; from natc.hub.audit.actions import record
while True:
    with transaction.atomic(): record("desk confirmed", by=uuid.uuid4(), desk=uuid.uuid4(), target=None)
    print("written", flush=True)
"""


def test_a_backup_made_while_people_write_is_of_one_instant(backup: Path, tmp_path: Path, empty_place: Place, new_url) -> None:
    restored(backup, empty_place)
    another = Place(tmp_path / "restored again", database_at(new_url(tmp_path / "restored again")))
    environment = Hub(empty_place).environment(DJANGO_SETTINGS_MODULE="natc.hub.site.settings")
    writer = subprocess.Popen([sys.executable, "-c", WRITE_ON], env=environment, stdout=subprocess.PIPE)
    assert writer.stdout.readline() == b"written\n"

    back_up(empty_place, tmp_path / "busy.age", [KEY.to_public()])
    written_meanwhile = writer.poll() is None
    writer.kill()
    writer.wait()
    manifest = restored(tmp_path / "busy.age", another)

    assert written_meanwhile
    assert manifest.contents.rows["audit_event"] == manifest.contents.ledger_size > 40


def cut_at_the_end(sealed: bytes) -> bytes:
    return sealed[:-1]


def cut_in_half(sealed: bytes) -> bytes:
    return sealed[: len(sealed) // 2]


def cut_where_a_part_ends(sealed: bytes) -> bytes:
    return sealed[: -(len(sealed) % 65_552)]  # 64 KiB and a tag: age's parts


def change_one_bit(sealed: bytes) -> bytes:
    middle = len(sealed) // 2
    return sealed[:middle] + bytes([sealed[middle] ^ 1]) + sealed[middle + 1 :]


def add_something(sealed: bytes) -> bytes:
    return sealed + b"x"


def nothing_of_ours(_sealed: bytes) -> bytes:
    return b"PK\x03\x04 a holiday picture"


def sealed_by_a_stranger(_sealed: bytes) -> bytes:
    return encrypt(b"whoever knows the recipient can seal something to it", [KEY.to_public()])


@pytest.mark.parametrize(
    "crime",
    [cut_at_the_end, cut_in_half, cut_where_a_part_ends, change_one_bit, add_something, nothing_of_ours, sealed_by_a_stranger],
)
def test_a_file_that_is_not_the_backup_restores_nothing(backup: Path, tmp_path: Path, empty_place: Place, crime) -> None:
    spoilt = tmp_path / "spoilt.age"
    spoilt.write_bytes(crime(backup.read_bytes()))

    with pytest.raises(Refused):
        restored(spoilt, empty_place)

    assert_nothing_at(empty_place)


def test_another_key_opens_nothing(backup: Path, empty_place: Place) -> None:
    with pytest.raises(Refused, match="cannot be opened with this key"):
        restored(backup, empty_place, Identity.generate())

    assert_nothing_at(empty_place)


def fewer_rows(contents: Contents) -> Contents:
    return Contents({**contents.rows, "members_person": 1}, contents.ledger_size, contents.ledger_root)


def another_ledger(contents: Contents) -> Contents:
    return Contents(contents.rows, contents.ledger_size, "another")


@pytest.mark.parametrize("crime", [fewer_rows, another_ledger])
def test_a_backup_whose_database_is_not_what_it_says_restores_nothing(
    hub: Hub, tmp_path: Path, empty_place: Place, crime
) -> None:
    contents = crime(hub.place.database.dump(tmp_path / "dump"))
    chunks = packed(tmp_path / "dump", {}, lambda found: Manifest("0", "", hub.place.database.kind, contents, dict(found)))
    seal(chunks, tmp_path / "lies.age", [KEY.to_public()])

    with pytest.raises(Refused, match="nothing was restored"):
        restored(tmp_path / "lies.age", empty_place)

    assert_nothing_at(empty_place)


def test_a_ledger_that_was_rewritten_before_the_backup_is_not_restored(hub: Hub, backup: Path, tmp_path, empty_place) -> None:
    """The key that signed the heads is not in it, as when somebody makes up a hub: no head of it can be believed."""
    contents = hub.place.database.dump(tmp_path / "dump")
    chunks = packed(tmp_path / "dump", {}, lambda found: Manifest("0", "", hub.place.database.kind, contents, dict(found)))
    seal(chunks, tmp_path / "keyless.age", [KEY.to_public()])

    with pytest.raises(Refused, match="ledger could not be verified"):
        restored(tmp_path / "keyless.age", empty_place)

    assert_nothing_at(empty_place)


@pytest.mark.parametrize("name", ["../outside", "/etc/outside", "files/../../outside"])
def test_a_backup_cannot_write_outside_its_folder(hub: Hub, tmp_path: Path, empty_place: Place, name: str) -> None:
    contents = hub.place.database.dump(tmp_path / "dump")
    false = {"database": "", name: ""}
    chunks = packed(tmp_path / "dump", {}, lambda _: Manifest("0", "", hub.place.database.kind, contents, false))
    seal(chunks, tmp_path / "evil.age", [KEY.to_public()])

    with pytest.raises(Refused, match="outside its folder"):
        restored(tmp_path / "evil.age", empty_place)


def test_a_backup_that_lacks_a_file_of_its_list_restores_nothing(hub: Hub, tmp_path: Path, empty_place: Place) -> None:
    contents = hub.place.database.dump(tmp_path / "dump")
    chunks = packed(
        tmp_path / "dump", {}, lambda found: Manifest("0", "", hub.place.database.kind, contents, {**found, "files/lost": ""})
    )
    seal(chunks, tmp_path / "short.age", [KEY.to_public()])

    with pytest.raises(Refused, match="does not hold what its manifest lists"):
        restored(tmp_path / "short.age", empty_place)

    assert_nothing_at(empty_place)


def test_a_folder_that_is_in_use_is_left_alone(backup: Path, empty_place: Place) -> None:
    empty_place.folder.mkdir()
    (empty_place.folder / "work").write_text("of today")

    with pytest.raises(Refused, match="is not empty"):
        restored(backup, empty_place)

    assert (empty_place.folder / "work").read_text() == "of today"


def test_a_database_that_is_in_use_is_left_alone(hub: Hub, backup: Path, tmp_path: Path) -> None:
    if isinstance(hub.place.database, Sqlite):
        with pytest.raises(Refused, match="leave --database out"):
            restore(backup, [KEY], tmp_path / "restored", hub.place.database)
    else:
        with pytest.raises(Refused, match="already holds"):
            restore(backup, [KEY], tmp_path / "restored", hub.place.database)

    assert hub.natc("ledger", "verify").returncode == 0


def test_a_backup_is_never_written_over(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "hub.age").write_text("yesterday's")

    with pytest.raises(Refused, match="never written over"):
        back_up(hub.place, tmp_path / "hub.age", [KEY.to_public()])

    assert (tmp_path / "hub.age").read_text() == "yesterday's"


def test_a_backup_that_fails_leaves_nothing_behind(hub: Hub, tmp_path: Path) -> None:
    gone = Place(hub.place.folder, Sqlite(tmp_path / "nowhere.sqlite3"))

    with pytest.raises(Unusable, match="there is no database"):
        back_up(gone, tmp_path / "hub.age", [KEY.to_public()])

    assert list(tmp_path.iterdir()) == []
    assert list(hub.place.folder.glob(".backup-*")) == []


def test_nothing_of_the_hub_is_readable_in_the_file(backup: Path) -> None:
    sealed = backup.read_bytes()

    assert b"members_person" not in sealed
    assert b"coordinator@" not in sealed


def test_a_key_is_for_its_owner_alone_and_never_written_over(tmp_path: Path) -> None:
    recipient = make_key(tmp_path / "key")

    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    assert str(identity_in(tmp_path / "key")[0].to_public()) == str(recipient)
    with pytest.raises(Refused):
        make_key(tmp_path / "key")


@pytest.mark.parametrize("text", ["", "age1", "ssh-ed25519 AAAA", "AGE-SECRET-KEY-1QQQ"])
def test_whatever_is_no_recipient_is_said(text: str) -> None:
    with pytest.raises(Unusable, match="no age recipient"):
        recipient_of(text)


def test_a_file_without_a_key_is_said(tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("Dear colleague")

    with pytest.raises(Unusable, match="holds no age key"):
        identity_in(tmp_path / "letter")


def test_what_is_missing_on_the_machine_is_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(Unusable, match="apt install postgresql-client"):
        Postgresql("postgresql://natc@127.0.0.1/natc").load(tmp_path / "dump")
