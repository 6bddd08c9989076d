"""A server of the hub that can be killed at any moment and is there again at once: forked from a process that has read all.

Run by `interleavings.py` with a port. For every line that comes in there is a new server, whose process id goes out.
"""

import os
import sys

import django
import uvicorn


def main(port: int) -> None:
    """One server after the other; the next one once this one is dead."""
    for _line in sys.stdin:
        server = os.fork()
        if server == 0:
            uvicorn.run(application, port=port, lifespan="off", proxy_headers=False, log_level="critical")
        print(server, flush=True)
        os.waitpid(server, 0)


if __name__ == "__main__":
    django.setup()
    from django.template.loader import get_template

    from natc.hub.site.asgi import application
    from natc.hub.site.urls import urlpatterns

    assert urlpatterns  # read, like the template, before the first fork
    get_template("submissions/section.html")
    main(int(sys.argv[1]))
