"""The package inside a backup: a tar of the database, the files, and last the manifest. Made while it is read, without a file."""

import shutil
import tarfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, BinaryIO

from natc.engine.errors import Refused
from natc.hub.site.backup.manifest import DATABASE, FILES, MANIFEST, Manifest, read_manifest

CHUNK = 1 << 20  # bytes read at a time
NOT_OURS = "it was opened with the right key, but natc did not make it"


def packed(dump: Path, files: Mapping[str, Path], manifest: Callable[[dict[str, str]], Manifest]) -> Iterator[bytes]:
    """The bytes of a package: the database first, then `files` by name, then the manifest made from the SHA-256 of each entry."""
    hashes: dict[str, str] = {}
    yield from _file(DATABASE, dump, hashes)
    for name, path in files.items():
        yield from _file(f"{FILES}/{name}", path, hashes)
    text = manifest(hashes).text().encode()
    yield from _entry(MANIFEST, len(text), [text])
    yield bytes(2 * tarfile.BLOCKSIZE)


def _file(name: str, path: Path, hashes: dict[str, str]) -> Iterator[bytes]:
    digest = sha256()
    with path.open("rb") as file:
        size = path.stat().st_size
        yield from _entry(name, size, _exactly(file, size, digest))
    hashes[name] = digest.hexdigest()


def _exactly(file: BinaryIO, size: int, digest: Any) -> Iterator[bytes]:
    """The first `size` bytes: what is appended meanwhile waits for the next backup."""
    while size:
        chunk = file.read(min(CHUNK, size))
        if not chunk:
            raise OSError(f"{file.name} became shorter while it was read; try again")
        digest.update(chunk)
        size -= len(chunk)
        yield chunk


def _entry(name: str, size: int, chunks: Iterable[bytes]) -> Iterator[bytes]:
    about = tarfile.TarInfo(name)
    about.size = size
    yield about.tobuf(tarfile.PAX_FORMAT)
    yield from chunks
    yield bytes(-size % tarfile.BLOCKSIZE)


def unpacked(package: Path, dump: Path, folder: Path) -> Manifest:
    """Take a package apart: the database to `dump`, the files into `folder`, every entry held against its SHA-256.

    Raises Refused where anything is missing, too much, or other than the manifest says.
    """
    try:
        with tarfile.open(package, "r:") as entries:
            members = entries.getmembers()
            manifest = read_manifest(_content(entries, members[-1]).read().decode())
            for member in members[:-1]:
                target = dump if member.name == DATABASE else folder / member.name.removeprefix(f"{FILES}/")
                _extract(_content(entries, member), manifest.hashes.get(member.name), target)
    except (tarfile.TarError, UnicodeDecodeError, IndexError) as error:
        raise Refused(f"the backup is not a package of natc's: {NOT_OURS}") from error
    if sorted(manifest.hashes) != sorted(member.name for member in members[:-1]):
        raise Refused("the backup does not hold what its manifest lists; take another one")
    return manifest


def _content(entries: tarfile.TarFile, member: tarfile.TarInfo) -> BinaryIO:
    content = entries.extractfile(member) if member.isreg() else None
    if content is None:
        raise Refused(f"the backup holds something that is no file, {member.name}: {NOT_OURS}")
    return content  # type: ignore[return-value]  # tarfile reads bytes


def _extract(content: BinaryIO, expected: str | None, target: Path) -> None:
    if expected is None:  # checked before anything is written: only names of the manifest are known to stay in the folder
        raise Refused(f"the backup holds a file that its manifest does not list: {NOT_OURS}")
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with target.open("xb") as file:
        target.chmod(0o600)
        shutil.copyfileobj(content, file, CHUNK)
    with target.open("rb") as file:
        if file_digest(file, "sha256").hexdigest() != expected:
            raise Refused(f"{target.name} is not what the backup's manifest says; take another backup")
