"""What a file is, told by its content, never by its name. What is not listed here is refused: SVG, HTML, scripts, programs."""

import stat
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

MOST_UNPACKED = 200 * 2**20  # bytes that a document may unpack to
MOST_PARTS = 5_000  # files inside a document
LONGEST_DIRECTORY = 2**20  # bytes of the list of those files, which is read whole before it can be counted
END_OF_ZIP, END_OF_ZIP64 = b"PK\x05\x06", b"PK\x06\x07"
END_SIZE, END64_SIZE = 22, 20  # bytes of these two ends, without a comment
OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
OPEN_DOCUMENT = {b"application/vnd.oasis.opendocument.text": "odt", b"application/vnd.oasis.opendocument.spreadsheet": "ods"}


class Kind(TextChoices):
    """Kinds that are taken; the value is also the ending of the name under which one is given out."""

    PDF = "pdf", _("PDF")
    DOCX = "docx", _("Word document")
    XLSX = "xlsx", _("Excel workbook")
    ODT = "odt", _("OpenDocument text")
    ODS = "ods", _("OpenDocument sheet")
    PNG = "png", _("PNG picture")
    JPEG = "jpg", _("JPEG picture")


def kind_of(content: bytes) -> Kind | None:
    """The kind of a content that is wholly of that kind; None for every other one, and for one that is two things at once."""
    if content.startswith(b"%PDF-"):
        return Kind.PDF if b"%%EOF" in content[-1024:] and END_OF_ZIP not in content[-70_000:] else None
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG if content.endswith(b"IEND\xaeB`\x82") and content.count(b"IEND\xaeB`\x82") == 1 else None
    if content.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG if content.endswith(b"\xff\xd9") and END_OF_ZIP not in content[-70_000:] else None
    return _document(content) if content.startswith(b"PK\x03\x04") else None


def _document(content: bytes) -> Kind | None:
    """The kind of a document that is an archive; None where something in it could reach out of it, act, or burst."""
    if not _ends_well(content):
        return None
    try:
        with ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
            harmless = len(parts) <= MOST_PARTS and all(map(_harmless, parts))
            if not harmless or sum(part.file_size for part in parts) > MOST_UNPACKED:
                return None
            return _named(archive, {part.filename for part in parts})
    except (BadZipFile, NotImplementedError, ValueError):
        return None


def _ends_well(content: bytes) -> bool:
    """Whether nothing comes after the archive, nor a comment, and its directory is short and of the ordinary sort."""
    end = len(content) - END_SIZE
    last = content[end:]
    size, comment = int.from_bytes(last[12:16], "little"), int.from_bytes(last[20:22], "little")
    ordinary = content[end - END64_SIZE :].find(END_OF_ZIP64, 0, 4) < 0
    return last.startswith(END_OF_ZIP) and not comment and size <= LONGEST_DIRECTORY and ordinary


def _harmless(part: ZipInfo) -> bool:
    name = part.filename
    outside = name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name
    acts = name.lower().endswith(("vbaproject.bin", ".exe", ".dll", ".js", ".vbs", ".bat")) or name.startswith("Scripts/")
    return not (outside or acts or stat.S_ISLNK(part.external_attr >> 16) or part.flag_bits & 1)


def _named(archive: ZipFile, names: set[str]) -> Kind | None:
    if "[Content_Types].xml" in names:
        return next((Kind(kind) for part, kind in OFFICE.items() if part in names), None)
    if "mimetype" in names and archive.getinfo("mimetype").file_size < 100:
        kind = OPEN_DOCUMENT.get(archive.read("mimetype").strip())
        return Kind(kind) if kind else None
    return None
