"""Ordinary tests cannot reach the network."""

import socket
import urllib.request
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

OUTSIDE = "192.0.2.1"  # an address reserved for documentation, RFC 5737: nobody answers there


def test_a_connection_to_another_machine_is_refused() -> None:
    with socket.socket() as line, pytest.raises(AssertionError, match="stay on this machine"):
        line.connect((OUTSIDE, 80))


def test_a_datagram_to_another_machine_is_refused() -> None:
    with socket.socket(type=socket.SOCK_DGRAM) as line, pytest.raises(AssertionError, match="stay on this machine"):
        line.sendto(b"?", (OUTSIDE, 53))


def test_a_name_is_not_looked_up() -> None:
    with pytest.raises(AssertionError, match="stay on this machine"):
        urllib.request.urlopen("http://example.org/")


def test_this_machine_can_be_reached() -> None:
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as server:
        line = socket.create_connection(("127.0.0.1", server.server_port), timeout=5)
        reached = line.getpeername()[1]
        line.close()

    assert reached == server.server_port
