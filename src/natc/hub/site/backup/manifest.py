"""What a backup says of itself: by this it is held against what was restored from it."""

import json
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath

from natc.engine.errors import Refused
from natc.hub.site.backup.contents import Contents

FORMAT = "natc backup 1"
DATABASE, FILES, MANIFEST = "database", "files", "manifest.json"  # names inside the backup


@dataclass(frozen=True)
class Manifest:
    """A backup's account of itself. made_at: UTC. database: the kind of the dump. hashes: SHA-256 of every entry by its name."""

    natc: str
    made_at: str
    database: str
    contents: Contents
    hashes: dict[str, str]
    format: str = FORMAT

    @property
    def files(self) -> int:
        """How many files of the hub's folder are in it."""
        return len(self.hashes) - 1

    def text(self) -> str:
        """The manifest as it stands in the backup."""
        return json.dumps(asdict(self), indent=1, sort_keys=True, ensure_ascii=False)


def read_manifest(text: str) -> Manifest:
    """The manifest from its text. Raises Refused where the text is none of ours, or names a place outside the folder."""
    try:
        raw = json.loads(text)
        manifest = Manifest(**{**raw, "contents": Contents(**raw["contents"])})
    except (ValueError, TypeError, KeyError) as error:
        raise Refused("the backup's manifest is not one that natc wrote") from error
    if manifest.format != FORMAT:
        raise Refused(f"the backup is of the format {manifest.format!r}; this natc reads {FORMAT!r}")
    for name in manifest.hashes:
        path = PurePosixPath(name)
        if path.is_absolute() or ".." in path.parts or (name != DATABASE and path.parts[0] != FILES):
            raise Refused(f"the backup names a place outside its folder: {name}")
    return manifest
