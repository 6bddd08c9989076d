"""What is too large ends before the hub sees it."""

import asyncio
from typing import Any

from natc.hub.web.limit import LimitedBody

MOST = 10  # bytes


def answers(head: list[tuple[bytes, bytes]], parts: list[bytes]) -> tuple[list[int], list[str]]:
    """The statuses that were sent, and the kinds of messages that the application saw."""
    coming = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    statuses: list[int] = []
    seen: list[str] = []

    async def application(_scope: Any, receive: Any, _send: Any) -> None:
        seen.extend([(await receive())["type"] for _ in parts])

    async def receive() -> dict[str, Any]:
        return coming.pop(0)

    async def send(message: dict[str, Any]) -> None:
        statuses.extend([message["status"]] if "status" in message else [])

    asyncio.run(LimitedBody(application, MOST)({"type": "http", "headers": head}, receive, send))
    return statuses, seen


def test_a_request_that_says_it_is_too_large_is_answered_at_once() -> None:
    assert answers([(b"content-length", b"11")], [b"x" * 11]) == ([413], [])


def test_a_request_that_hides_its_size_is_cut_off() -> None:
    assert answers([], [b"x" * 6, b"x" * 6]) == ([], ["http.request", "http.disconnect"])


def test_what_fits_goes_through() -> None:
    assert answers([(b"content-length", b"10")], [b"x" * 5, b"x" * 5]) == ([], ["http.request", "http.request"])
