"""HTML and SVG as nested calls; whatever is not already `Html` is escaped."""

import html
from collections.abc import Sequence


class Html(str):
    """Text that is markup already."""

    __slots__ = ()


def tag(name: str, *children: object, **attributes: object) -> Html:
    """An element. `class_` gives class, `stroke_width` gives stroke-width; an attribute that is None is left out."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(str(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return Html(f"<{name}{said}>{join(children)}</{name}>")


def join(children: object) -> Html:
    """Children one after the other, escaped unless they are Html."""
    parts = children if isinstance(children, list | tuple) else [children]
    return Html("".join(part if isinstance(part, Html) else html.escape(str(part)) for part in parts))


def table(head: Sequence[object], rows: Sequence[Sequence[object]], **attributes: object) -> Html:
    """A table whose first column names its row. A cell that is a <td> or <th> already stays as it is."""
    header = tag("thead", tag("tr", *(tag("th", cell, scope="col") for cell in head)))
    body = tag("tbody", *(tag("tr", *(_cell(cell, first=index == 0) for index, cell in enumerate(row))) for row in rows))
    return tag("table", header, body, **attributes)


def _cell(cell: object, *, first: bool) -> Html:
    if isinstance(cell, Html) and cell.startswith(("<td", "<th")):
        return cell
    return tag("th", cell, scope="row") if first else tag("td", cell)
