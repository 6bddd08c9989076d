"""A bound on what one request may carry, before anything of it reaches a disk."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

Message = Mapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Application = Callable[[dict[str, Any], Receive, Send], Awaitable[None]]


class LimitedBody:
    """An ASGI application before which larger requests end. most: bytes of a body.

    Django under ASGI writes a whole body to a temporary file before any view or middleware of ours sees it.
    """

    def __init__(self, application: Application, most: int) -> None:
        self.application, self.most = application, most

    async def __call__(self, scope: dict[str, Any], receive: Receive, send: Send) -> None:
        """Answer 413 where the request says that it is too large; hang up where it turns out to be."""
        if _said_size(scope) > self.most:
            await send({"type": "http.response.start", "status": 413, "headers": [(b"content-type", b"text/plain")]})
            await send({"type": "http.response.body", "body": b"This is larger than what can be handed in here.\n"})
            return
        came = 0

        async def bounded() -> Message:
            nonlocal came
            message = await receive()
            came += len(message.get("body", b""))
            return message if came <= self.most else {"type": "http.disconnect"}

        await self.application(scope, bounded, send)


def _said_size(scope: dict[str, Any]) -> int:
    """The size that the request's head names; 0 where it names none."""
    sizes = [value for name, value in scope.get("headers", ()) if name == b"content-length"]
    return int(sizes[0]) if sizes and sizes[0].isdigit() else 0
