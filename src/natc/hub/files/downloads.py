"""Giving a file out: for the view of the record that owns it, after it has fetched that record visibly."""

from hashlib import sha256

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from natc.hub.files.models import StoredFile


def attachment(file: StoredFile, name: str) -> HttpResponse:
    """The file as a download that no browser shows or runs in our name. name: as `harmless_name` gave it.

    Raises OSError where the content on disk is not what was kept.
    """
    content = file.path.read_bytes()
    if sha256(content).hexdigest() != file.sha256:
        raise OSError(f"the content of the file {file.uid} was changed on disk; take it from the backup")
    return taken_away(content, name)


def taken_away(content: bytes, name: str, kind: str = "application/octet-stream") -> HttpResponse:
    """What was made for whoever asks, as a download under a harmless name. kind: its media type."""
    headers = {
        "Content-Disposition": str(content_disposition_header(as_attachment=True, filename=name)),
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type=kind, headers=headers)
