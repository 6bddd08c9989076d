"""Contents without a row leave the disk: what nobody owns any more, and what an action wrote that then failed."""

import time
from datetime import timedelta

from natc.hub.audit.jobs import Job
from natc.hub.files.models import StoredFile, folder

YOUNG = 3600  # seconds: what is younger may be waiting for its row


def sweep() -> None:
    """Remove every content without a row that is no longer young."""
    for path in folder().glob("*/*"):
        if time.time() - path.stat().st_mtime > YOUNG and not StoredFile.objects.filter(sha256=path.name).exists():
            path.unlink(missing_ok=True)


JOBS = (Job("sweep files that nobody owns", timedelta(hours=1), sweep),)
