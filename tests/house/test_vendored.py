"""What browsers get from others' work: named in VENDOR.md with its hash, used, and packed small."""

import gzip
import re
from hashlib import sha256
from pathlib import Path

WEB = Path(__file__).parents[2] / "src/natc/hub/web"
STATIC = WEB / "static/web"
OURS = {"natc.css", "icon.svg", "gallery.svg"}
ROW = re.compile(
    r"^\| `([^`]+)` \|(?: [^|]+ \|){4} `([0-9a-f]{64})` \|$", re.MULTILINE
)  # file | name, version, licence, source | hash
USED_BY = [*WEB.rglob("templates/**/*.html"), STATIC / "natc.css"]
ICON = re.compile(r"""<c-icon name="([a-z0-9-]+)"|<c-[^>]* icon="([a-z0-9-]+)""")


def named() -> dict[str, str]:
    """File → SHA-256, as VENDOR.md says."""
    return dict(ROW.findall((WEB / "VENDOR.md").read_text("utf-8")))


def kept() -> dict[str, Path]:
    """The files that are not ours, without their compressed forms."""
    files = (path for path in STATIC.rglob("*") if path.is_file() and path.suffix != ".gz")
    return {str(path.relative_to(STATIC)): path for path in files if path.name not in OURS}


def test_every_file_of_others_stands_in_the_list_with_its_hash() -> None:
    assert named() == {name: sha256(path.read_bytes()).hexdigest() for name, path in kept().items()}


def test_every_file_of_others_is_used() -> None:
    used = "".join(path.read_text("utf-8") for path in USED_BY)

    assert [name for name in kept() if Path(name).name not in used] == []


def test_what_can_be_packed_is_packed_and_says_the_same_unpacked() -> None:
    large = [path for path in kept().values() if path.suffix in (".css", ".js")]

    assert large
    for path in large:
        assert gzip.decompress(path.with_name(f"{path.name}.gz").read_bytes()) == path.read_bytes(), f"gzip -9kn {path}"


def test_every_icon_that_a_template_names_is_there() -> None:
    templates = WEB.parent.rglob("templates/**/*.html")
    wanted = {one or other for path in templates for one, other in ICON.findall(path.read_text("utf-8"))}
    there = set(re.findall(r'<symbol id="([a-z0-9-]+)"', (STATIC / "icons.svg").read_text("utf-8")))

    assert wanted - there == set()
