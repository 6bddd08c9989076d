"""The page *Sent mail* of the demonstration: the mails that a real one would have sent, read from where Django writes them."""

from dataclasses import dataclass
from email import message_from_bytes, policy
from pathlib import Path

SEPARATOR = b"\n" + b"-" * 79 + b"\n"  # what Django's mail backend for files writes after each mail


@dataclass(frozen=True)
class Mail:
    """One mail as its reader sees it."""

    to: str
    subject: str
    sent: str
    text: str


def sent_mail(folder: Path) -> list[Mail]:
    """The mails in a folder, the newest first; none where nothing was sent yet."""
    files = sorted(folder.glob("*.log"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    return [_mail(raw) for file in files for raw in reversed(file.read_bytes().split(SEPARATOR)) if raw.strip()]


def _mail(raw: bytes) -> Mail:
    message = message_from_bytes(raw, policy=policy.default)
    body = message.get_body(("plain",))
    return Mail(str(message["to"]), str(message["subject"]), str(message["date"]), body.get_content() if body else "")
