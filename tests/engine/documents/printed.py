"""A printed PDF as a reader and as a screen reader meet it."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pypdf import PdfReader


class Printed:
    """What stands in the bytes of a PDF."""

    def __init__(self, content: bytes) -> None:
        self.reader = PdfReader(BytesIO(content))
        self.root = self.reader.trailer["/Root"]

    @property
    def pages(self) -> list[str]:
        """The text of each page, with single spaces."""
        return [" ".join(page.extract_text().replace("\u202f", " ").split()) for page in self.reader.pages]

    @property
    def text(self) -> str:
        return " ".join(self.pages)

    @property
    def ua_part(self) -> str | None:
        """The part of ISO 14289 that the file says it follows."""
        found = re.search(r"<pdfuaid:part>(\d)<", self.root["/Metadata"].get_data().decode())
        return found[1] if found else None

    def tags(self, name: str) -> list[dict[str, Any]]:
        """The structure elements with this name, in reading order."""
        return [element for element in _elements(self.root["/StructTreeRoot"]["/K"]) if element.get("/S") == f"/{name}"]


def _elements(node: Any) -> Iterator[dict[str, Any]]:
    node = node.get_object()
    if isinstance(node, list):
        for part in node:
            yield from _elements(part)
    elif isinstance(node, dict):
        yield node
        yield from _elements(node["/K"]) if "/K" in node else ()
