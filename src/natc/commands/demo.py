"""natc demo: the Network as a page, and the whole story on invented data beside it."""

import shutil
from pathlib import Path
from threading import Thread
from typing import Annotated

import typer

from natc.checkout import checkout
from natc.commands.screen import out
from natc.hub.site.start import (
    Door,
    demonstration_environment,
    fill_calls_beside,
    module_beside,
    prepare_demonstration,
    serve,
    wait_for,
)

app = typer.Typer(add_completion=False)

STORY = "natc.commands.demo_story"  # a process of its own: loading the engine would keep the page waiting


@app.command()
def main(
    output: Annotated[Path | None, typer.Option("--out", help="The folder to write into; var/demo when not named.")] = None,
    *,
    port: Annotated[int, typer.Option(help="The port of the page, on this machine only.")] = 8000,
    files_only: Annotated[bool, typer.Option("--files-only", help="Tell the story in files; open no page.")] = False,
) -> None:
    """Open the Network as a page; beside it invent lists of one state, map, check, link, release them, and say what to open."""
    folder = output or checkout() / "var" / "demo"
    if files_only:
        raise typer.Exit(module_beside(STORY, str(folder)).wait())
    _open(folder, Door("127.0.0.1", port))


def _open(folder: Path, door: Door) -> None:
    """The Network as a page until the person at the terminal stops it."""
    var = folder.with_name(f"{folder.name}-hub")
    out.print("[bold]The Network[/] with invented people: one moment …")
    shutil.rmtree(var, ignore_errors=True)
    prepare_demonstration(var)
    Thread(target=_tell_beside, args=(folder, door, var), daemon=True).start()
    raise typer.Exit(serve(demonstration_environment(var), door))


def _tell_beside(folder: Path, door: Door, var: Path) -> None:
    """The story in files, once the page is there; then the address again, which has scrolled away."""
    wait_for(door)
    out.print(f"   open http://localhost:{door.port} in a browser and look as Ana, Marko, Sara or anybody else; Ctrl+C ends it.")
    fill_calls_beside(var)
    out.print("   Meanwhile, in files, how registers become totals and a release:\n")
    if module_beside(STORY, str(folder)).wait() == 0:
        out.print(f"\n[bold]The Network[/] is at http://localhost:{door.port}; Ctrl+C ends it.")
