"""Who may come in: whoever opens the address that was printed, once; afterwards the browser that did."""

import hmac
import secrets


class Door:
    """One address that opens once, and the one browser that is in. A newer address shuts out whoever came in before, once it is
    used."""

    def __init__(self) -> None:
        self._token: str | None = None
        self._session: str | None = None

    def new_token(self) -> str:
        """The end of a new address; the one before opens nothing any more."""
        self._token = secrets.token_urlsafe(24)
        return self._token

    def exchange(self, token: str) -> str | None:
        """The session for the token of the address, which is used up by this; None for any other."""
        if self._token is None or not hmac.compare_digest(token.encode(), self._token.encode()):
            return None
        self._token, self._session = None, secrets.token_urlsafe(32)
        return self._session

    def is_in(self, session: str) -> bool:
        """Whether a browser that shows this session is the one that came in."""
        return self._session is not None and hmac.compare_digest(session.encode(), self._session.encode())


DOOR = Door()
