"""Word files to take away. What makes Word is slow to load: views that use this are loaded lazily, apart from other downloads."""

from django.http import HttpResponse

from natc.engine.pictures.documents.document import Document
from natc.engine.pictures.documents.word import docx
from natc.hub.files.downloads import taken_away

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def as_word(document: Document, name: str) -> HttpResponse:
    """The document as the file `name`.docx."""
    return taken_away(docx(document), f"{name}.docx", DOCX)
