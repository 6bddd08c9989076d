"""Opening the page: a socket on loopback, an address that opens once, and the end, at which nothing is left that should not."""

import os
import secrets
import socket
import sys
import tempfile
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import uvicorn
from django.core.asgi import get_asgi_application

from natc.engine.errors import Unusable
from natc.hub.local.door import DOOR
from natc.hub.web.limit import LimitedBody

SETTINGS = "natc.hub.local.settings"
LOOPBACK = "127.0.0.1"
MADE = "natc"  # the folder in the work folder for what natc makes
LARGEST_REQUEST = 4 * 2**30  # bytes: a sheet of a million rows, and the form around it
PATIENCE = 5  # seconds for requests that are being answered at the end


@contextmanager
def work_folder(chosen: Path | None) -> Iterator[Path]:
    """The folder that a person chose, else one of its own that is deleted at the end. Raises Unusable for what is no folder."""
    if chosen is None:
        with tempfile.TemporaryDirectory(prefix="natc-local-") as folder:
            yield Path(folder)
    elif chosen.is_dir():
        yield chosen.resolve()
    else:
        raise Unusable(f"{chosen} is no folder; make it, put the sheets into it, or leave it out")


def open_socket(port: int) -> socket.socket:
    """A socket that only this machine reaches; 0 is any free port. Raises Unusable for a port that is taken."""
    listening = socket.socket()
    if os.name == "posix":
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # on Windows it would let another server in beside us
    try:
        listening.bind((LOOPBACK, port))
        listening.listen()  # whoever opens the address at once waits until the pages are there
    except OSError as error:
        raise Unusable(
            f"port {port} cannot be had on this machine ({error.strerror}); leave --port out to take a free one"
        ) from error
    return listening


def serve(folder: Path, listening: socket.socket, today: date | None, opened: Callable[[str], None]) -> None:
    """Serve the page until stopped. `opened` is told the address, and a new one whenever somebody presses Enter. today: the day
    to check against, if not this one."""
    port, place = listening.getsockname()[1], secrets.token_urlsafe(12)
    made = folder / MADE
    made.mkdir(exist_ok=True)
    tempfile.tempdir = str(made)  # what is being brought is nowhere else on the disk
    own = {
        "NATC_LOCAL_FOLDER": str(folder),
        "NATC_LOCAL_PORT": str(port),
        "NATC_LOCAL_PLACE": place,
        "NATC_LOCAL_TODAY": today.isoformat() if today else "",
    }
    os.environ |= {**own, "DJANGO_SETTINGS_MODULE": SETTINGS}
    warnings.filterwarnings("ignore", message="StreamingHttpResponse must consume")  # files of this machine are short to read
    application = LimitedBody(get_asgi_application(), LARGEST_REQUEST)
    config = uvicorn.Config(
        application,
        lifespan="off",
        log_level="warning",
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=PATIENCE,
    )
    threading.Thread(target=_renew, args=(f"http://{LOOPBACK}:{port}/{place}/enter/", opened), daemon=True).start()
    uvicorn.Server(config).run(sockets=[listening])


def _renew(entrance: str, opened: Callable[[str], None]) -> None:
    """Tell the address now, and another one at every Enter."""
    opened(f"{entrance}{DOOR.new_token()}/")
    for _ in sys.stdin:
        opened(f"{entrance}{DOOR.new_token()}/")
