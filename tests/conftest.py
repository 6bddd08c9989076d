"""Rules over every test: nothing reaches the network; no test fails because the machine is busy."""

import sys

from hypothesis import settings

settings.register_profile("house", deadline=None)  # a busy machine is slow, not wrong
settings.load_profile("house")

NAMES_OF_THIS_MACHINE = ("", "localhost", "::1", "0.0.0.0", "::")


class NetworkReached(AssertionError):
    """A test tried to leave this machine. An AssertionError, so that no handler of connection errors hides it."""


def stays_here(host: object) -> bool:
    """Whether a host, as the socket calls take it, is this machine."""
    name = host.decode() if isinstance(host, bytes) else host
    return name is None or (isinstance(name, str) and (name in NAMES_OF_THIS_MACHINE or name.startswith("127.")))


def refuse_the_network(event: str, arguments: tuple[object, ...]) -> None:
    """An audit hook: Python announces every connection, datagram and look-up of a name before it happens."""
    if event in ("socket.getaddrinfo", "socket.gethostbyname"):
        host = arguments[0]
    elif event in ("socket.connect", "socket.sendto", "socket.sendmsg") and isinstance(arguments[1], tuple):
        host = arguments[1][0]
    else:
        return
    if not stays_here(host):
        raise NetworkReached(f"{event}: a test tried to reach {host!r}; ordinary tests stay on this machine")


sys.addaudithook(refuse_the_network)  # not a fixture: it holds while tests are collected too, and nothing can switch it off
