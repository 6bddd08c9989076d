"""Which files are taken, and under which name one is given out."""

import unicodedata
from pathlib import PureWindowsPath

from django.utils.translation import gettext as _

from natc.hub.files.kinds import Kind, kind_of

LARGEST = 20 * 2**20  # bytes of one file
LONGEST_NAME = 100  # characters, without the ending
KEPT = ("L", "M", "N")  # classes of Unicode that stay in a name: letters, their marks, digits


def why_not_keep(size: int) -> str | None:
    """Why a file of so many bytes is not kept; None when it is."""
    if size == 0:
        return _("This file is empty. Choose the file again.")
    if size > LARGEST:
        return _("This file has %(size)d MB; a file may have %(most)d MB. Make it smaller or split it.") % {
            "size": -(-size // 2**20),
            "most": LARGEST // 2**20,
        }
    return None


def why_not_kind(content: bytes) -> str | None:
    """Why a content is not kept, whatever its name says; None when it is."""
    if kind_of(content):
        return None
    return _(
        "This is not a PDF, Word, Excel, OpenDocument, PNG or JPEG file, or it is several things at once or has macros. "
        "Save it anew as one of these."
    )


def harmless_name(name: str, kind: Kind) -> str:
    """`name` without folders, control signs and signs that turn the direction of writing, with the ending of its kind."""
    stem = PureWindowsPath(unicodedata.normalize("NFC", name)).stem  # takes both kinds of slash
    kept = "".join(sign if unicodedata.category(sign)[0] in KEPT or sign in "-_()" else " " for sign in stem)
    return f"{' '.join(kept.split())[:LONGEST_NAME].strip() or 'file'}.{kind}"
