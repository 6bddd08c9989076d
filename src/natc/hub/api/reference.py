"""The reference page of the interface for programs, printed from its description."""

from collections.abc import Iterator

from natc.hub.api.v1.interface import ABOUT, operations, shapes

HEAD = f"""\
# Reference: the interface for programs, version 1

Printed from `src/natc/hub/api/v1`; do not edit. Make it anew with
`python -m django print_interface > docs/reference/interface.md`.
How to use it: [Read the figures from a program](../how-to/read-the-figures-from-a-program.md). A hub gives the same as a page at
`/api/v1/` and as OpenAPI 3.1 at `/api/v1/openapi.json`.

{ABOUT}
"""


def interface_page() -> str:
    """The page in Markdown: everything that can be asked, and the shape of what is sent and answered."""
    return "\n".join(_page()) + "\n"


def _page() -> Iterator[str]:
    yield HEAD
    for operation in operations():
        yield f"## {operation['summary']}\n"
        needs = "needs a token" if operation["needs_token"] else "for everybody"
        yield f"`{operation['method']} {operation['path']}`, {needs}. {operation['description']}\n"
        yield from (f"- `{one['name']}`: {one.get('description', 'part of the address')}" for one in operation["parameters"])
        yield ""
    yield "## Shapes\n"
    for name, says, fields in shapes():
        yield f"**{name}**: {says}\n"
        yield from (f"- `{field}`: {told}" if told else f"- `{field}`" for field, told in fields)
        yield ""
