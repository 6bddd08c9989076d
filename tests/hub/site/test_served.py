"""A hub as it is served to a network: over HTTPS alone, and forwarded headers are believed from the proxy alone."""

import http.client
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from made_hub import Hub

from natc.hub.site.backup.make import Place

PATIENCE = 30  # seconds until the server must answer
HTTPS = {"Host": "hub.example.org", "X-Forwarded-Proto": "https", "X-Forwarded-For": "198.51.100.7"}


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def answer(port: int, headers: dict[str, str]) -> http.client.HTTPResponse:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    line.request("GET", "/", headers=headers)
    return line.getresponse()


def certificate(folder: Path) -> list[str | Path]:
    """The options that serve with a certificate made for this story."""
    key = Ed25519PrivateKey.generate()
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "hub.example.org")])
    made = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(1)
    dated = made.not_valid_before(datetime(2020, 1, 1, tzinfo=UTC)).not_valid_after(datetime(2100, 1, 1, tzinfo=UTC))
    (folder / "hub.pem").write_bytes(dated.sign(key, None).public_bytes(Encoding.PEM))
    (folder / "hub.key").write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return ["--certificate", folder / "hub.pem", "--key", folder / "hub.key"]


def served(hub: Hub, *options: str | Path, **changed: str) -> Iterator[int]:
    """The port of `natc serve`, told to end as systemd does."""
    port = free_port()
    environment = hub.environment(NATC_HOSTS="hub.example.org", **changed)
    server = subprocess.Popen(
        [sys.executable, "-m", "natc", "serve", "--port", str(port), *options], env=environment, stdout=subprocess.PIPE
    )
    end = time.monotonic() + PATIENCE
    while socket.socket().connect_ex(("127.0.0.1", port)) != 0:
        assert time.monotonic() < end, "natc serve did not open its port"
        time.sleep(0.1)
    yield port
    server.send_signal(signal.SIGTERM)
    assert server.wait(timeout=PATIENCE) == 0
    assert socket.socket().connect_ex(("127.0.0.1", port)) != 0


@pytest.fixture(scope="module")
def behind_a_proxy(hub: Hub) -> Iterator[int]:
    """The port of a hub that believes the proxy on this machine."""
    yield from served(hub, NATC_TRUSTED_PROXY="127.0.0.1")


@pytest.fixture(scope="module")
def with_a_certificate(hub: Hub, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """The port of a hub that speaks TLS itself."""
    yield from served(hub, *certificate(tmp_path_factory.mktemp("tls")))


@pytest.fixture(scope="module")
def alone(hub: Hub) -> Iterator[int]:
    """The port of a hub that believes nobody."""
    yield from served(hub)


def test_a_page_that_came_over_https_is_answered_with_every_safe_header(behind_a_proxy: int) -> None:
    page = answer(behind_a_proxy, HTTPS)

    assert page.status == 200
    assert page.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"
    assert page.headers["X-Content-Type-Options"] == "nosniff"
    assert page.headers["X-Frame-Options"] == "DENY"
    assert page.headers["Referrer-Policy"] == "same-origin"
    assert page.headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "default-src 'none'" in page.headers["Content-Security-Policy"]
    assert page.headers["Server"] is None


def test_every_cookie_is_for_https_alone(behind_a_proxy: int) -> None:
    cookies = answer(behind_a_proxy, HTTPS).headers.get_all("Set-Cookie") or []

    assert cookies
    assert [cookie for cookie in cookies if "Secure" not in cookie or "SameSite=Lax" not in cookie] == []


def test_plain_http_is_sent_to_https(behind_a_proxy: int) -> None:
    page = answer(behind_a_proxy, {**HTTPS, "X-Forwarded-Proto": "http"})

    assert (page.status, page.headers["Location"]) == (301, "https://hub.example.org/")


def test_without_a_trusted_proxy_nobody_is_believed_to_have_come_over_https(alone: int) -> None:
    assert answer(alone, HTTPS).status == 301


def test_a_host_name_that_is_not_ours_is_refused(behind_a_proxy: int) -> None:
    assert answer(behind_a_proxy, {**HTTPS, "Host": "elsewhere.example.org"}).status == 400


def test_without_a_proxy_the_hub_speaks_tls_itself(with_a_certificate: int) -> None:
    line = http.client.HTTPSConnection(
        "127.0.0.1", with_a_certificate, timeout=PATIENCE, context=ssl._create_unverified_context()
    )

    line.request("GET", "/", headers={"Host": "hub.example.org"})

    page = line.getresponse()
    assert page.status == 200
    assert page.headers["Strict-Transport-Security"]


def guess(port: int, number: int, sender: str) -> str:
    """What the page answers to one wrong password from an address of the internet."""
    headers = {**HTTPS, "X-Forwarded-For": sender}
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    line.request("GET", "/sign-in/", headers=headers)
    page = line.getresponse()
    cookie = page.headers["Set-Cookie"].partition(";")[0]
    (token,) = set(re.findall(r'name="csrfmiddlewaretoken" value="(\w+)"', page.read().decode()))
    form = {"csrfmiddlewaretoken": token, "login": f"person{number}@example.org", "password": f"guess {number}"}
    headers |= {"Cookie": cookie, "Referer": "https://hub.example.org/", "Content-Type": "application/x-www-form-urlencoded"}
    line.request("POST", "/sign-in/", body=urlencode(form), headers=headers)
    return line.getresponse().read().decode()


def test_whoever_guesses_is_kept_out_and_nobody_else_behind_the_proxy(empty_place: Place) -> None:
    for port in served(Hub(empty_place), NATC_TRUSTED_PROXY="127.0.0.1"):
        guesses = [guess(port, number, "198.51.100.7") for number in range(11)]
        neighbour = guess(port, 11, "198.51.100.8")

    assert "Too many" in guesses[-1]
    assert "Too many" not in neighbour
    assert "are not correct" in neighbour
