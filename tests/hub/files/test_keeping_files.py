"""A file is kept once, whole, under what it is; what could act or reach out is refused; what nobody owns leaves."""

import os
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from natc.engine.errors import Refused
from natc.hub.files.actions import keep, let_go
from natc.hub.files.downloads import attachment
from natc.hub.files.jobs import YOUNG, sweep
from natc.hub.files.kinds import Kind, kind_of
from natc.hub.files.models import StoredFile
from natc.hub.files.rules import LARGEST, LONGEST_NAME, harmless_name

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20 + b"IEND\xaeB`\x82"


def upload(content: bytes, name: str = "minutes.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def archive(parts: dict[str, bytes], before: bytes = b"", after: bytes = b"") -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return before + written.getvalue() + after


WORD = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<document/>"}


@pytest.fixture
def var(settings, tmp_path: Path) -> Path:
    """A folder of the hub for one test."""
    settings.VAR = tmp_path
    return tmp_path / "files"


def on_disk(var: Path) -> list[Path]:
    return [path for path in var.glob("*/*") if path.is_file()]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (PDF, Kind.PDF),
        (PNG, Kind.PNG),
        (b"\xff\xd8\xff\xe0" + b"\0" * 9 + b"\xff\xd9", Kind.JPEG),
        (archive(WORD), Kind.DOCX),
        (archive({"[Content_Types].xml": b"", "xl/workbook.xml": b""}), Kind.XLSX),
        (archive({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b""}), Kind.ODT),
    ],
    ids=lambda value: value.name if isinstance(value, Kind) else "",
)
def test_a_kind_is_told_by_content(content: bytes, kind: Kind) -> None:
    assert kind_of(content) is kind


def locked() -> bytes:
    """A document with a part that says it is encrypted."""
    content = bytearray(archive(WORD))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + flags] |= 1
    return bytes(content)


LINK = zipfile.ZipInfo("word/link")
LINK.external_attr = 0o120777 << 16


def with_link() -> bytes:
    written = BytesIO()
    with zipfile.ZipFile(written, "w") as made:
        for name, content in WORD.items():
            made.writestr(name, content)
        made.writestr(LINK, "/etc/passwd")
    return written.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
        b"<!doctype html><script>alert(1)</script>",
        b"MZ\x90\0 a program",
        b"GIF89a=1;alert(1)//",
        b"\xff\xfe not text",
        b"junk before " + PDF,
        PDF + archive(WORD),
        PNG + b"<script>alert(1)</script>",
        PNG + archive(WORD),
        b"\xff\xd8\xff\xe0" + archive(WORD) + b"\xff\xd9",
        archive(WORD, before=b"MZ"),
        archive(WORD, after=b"<script>alert(1)</script>"),
        archive({**WORD, "word/vbaProject.bin": b"macro"}),
        archive({**WORD, "../../etc/cron.d/x": b"* * * * *"}),
        archive({**WORD, "..\\..\\start.txt": b"x"}),
        archive({**WORD, "/etc/passwd": b"x"}),
        archive({**WORD, "C:/start.bat": b"x"}),
        archive({**WORD, "word/bomb.xml": b"\0" * (201 * 2**20)}),
        archive({**WORD, **{f"word/{number}.xml": b"" for number in range(5_001)}}),
        archive({**WORD, **{f"word/{number:0200}.xml": b"" for number in range(4_800)}}),  # a directory of more than 1 MB
        archive(WORD)[:-2] + b"\x08\0<script>",  # a comment
        archive(WORD)[:-22] + b"PK\x06\x07" + b"\0" * 16 + archive(WORD)[-22:],
        archive({"some.txt": b"only an archive"}),
        with_link(),
        locked(),
        archive(WORD)[:-10],
    ],
)
def test_what_is_no_document_or_two_things_at_once_or_acts_or_bursts_is_refused(content: bytes) -> None:
    assert kind_of(content) is None


@given(st.binary(max_size=200))
def test_no_bytes_make_telling_the_kind_fail(content: bytes) -> None:
    for start in (b"", b"PK\x03\x04", b"%PDF-", b"\x89PNG\r\n\x1a\n"):
        kind_of(start + content)


def test_the_same_bytes_are_kept_once(db: None, var: Path) -> None:
    first, second = keep(upload=upload(PDF)), keep(upload=upload(PDF, "another name.pdf"))

    assert first == second
    assert [path.read_bytes() for path in on_disk(var)] == [PDF]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [(b"", "empty"), (b"%PDF-" + b"\0" * LARGEST, "20 MB"), (b"<svg/>", "Save it anew")],
    ids=["empty", "large", "svg"],
)
def test_a_refusal_is_a_sentence_and_leaves_nothing(db: None, var: Path, content: bytes, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        keep(upload=upload(content))

    assert on_disk(var) == []
    assert not StoredFile.objects.exists()


def test_a_file_that_nobody_owns_leaves_the_disk_and_a_young_one_waits_for_its_row(db: None, var: Path) -> None:
    owned, unowned, young = keep(upload=upload(PDF)), keep(upload=upload(PNG)), keep(upload=upload(archive(WORD)))
    for file in (unowned, young):
        let_go(file=file)
    old = time.time() - YOUNG - 1
    os.utime(owned.path, (old, old))
    os.utime(unowned.path, (old, old))

    sweep()

    assert set(on_disk(var)) == {owned.path, young.path}


def test_a_file_that_was_changed_on_disk_is_not_given_out(db: None, var: Path) -> None:
    kept = keep(upload=upload(PDF))
    kept.path.write_bytes(PDF + b"more")

    with pytest.raises(OSError, match="changed on disk"):
        attachment(kept, "minutes.pdf")


@pytest.mark.parametrize(
    ("name", "harmless"),
    [
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Windows\\evil.exe", "evil.pdf"),
        ("записник бр. 3.pdf", "записник бр 3.pdf"),
        ('a"b\r\nSet-Cookie: x=1', "a b Set-Cookie x 1.pdf"),
        ("invoice\u202efdp.exe", "invoice fdp.pdf"),
        (".htaccess", "htaccess.pdf"),
        ("", "file.pdf"),
    ],
)
def test_a_name_is_made_harmless(name: str, harmless: str) -> None:
    assert harmless_name(name, Kind.PDF) == harmless


@given(st.text(max_size=300))
def test_no_name_keeps_a_slash_a_control_sign_or_another_ending(name: str) -> None:
    harmless = harmless_name(name, Kind.PDF)

    assert harmless.endswith(".pdf")
    assert harmless.count(".") == 1
    assert not set(harmless) & set('/\\:*?"<>|\r\n\0')
    assert len(harmless) <= LONGEST_NAME + 4
