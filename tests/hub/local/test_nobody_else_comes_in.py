"""Nobody else comes in: not without the address, not under another name, not from another page of the same browser."""

import os
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from hub.local.conftest import Office, as_form, printed_address, start

PLACES = (
    "",
    "language/",
    "working/",
    "end/",
    "take/natc/submission-RS-2025.json",
    "sheets/bring/",
    "sheets/secret.csv/begin/",
    "sheets/secret.csv/mapping/",
    "sheets/secret.csv/findings/",
    "sheets/secret.csv/findings/not_a_code/",
    "sheets/secret.csv/rows/2/",
    "sheets/secret.csv/take-back/",
    "sheets/secret.csv/workbook/",
    "sheets/secret.csv/coloured/",
    "link/",
    "link/pairs/",
    "link/merge/",
    "totals/",
    "submissions/",
    "submissions/submission-RS-2025/",
    "submissions/submission-RS-2025/brief/",
    "submissions/submission-RS-2025/preview/",
    "submissions/submission-RS-2025/reports/glotip/",
    "static/web/natc.css",
)
SECRET = "Grozdana"  # a name that stands in the sheet of these stories


@pytest.fixture(scope="module")
def house(opened: Callable[[], Office]) -> Office:
    """An office in which a sheet with a name lies, and whose person is in."""
    office = opened().enter()
    (office.folder / "secret.csv").write_text(f"Ime,Pol\n{SECRET},Z\nJovan,M\n", encoding="utf-8")
    office.post("sheets/secret.csv/begin/", {"form": "protection"}, on="")
    assert SECRET in office.get("sheets/secret.csv/mapping/").text
    return office


def test_every_address_of_the_page_is_walked_here() -> None:
    urls = (Path(__file__).parents[3] / "src/natc/hub/local/urls.py").read_text("utf-8")
    patterns = [re.sub(r"<\w+:\w+>", ".+", path) for path in re.findall(r'    path\("([^"]*)"', urls)]

    unwalked = [path for path in patterns if not any(re.fullmatch(path, place) for place in PLACES)]

    assert unwalked == ["enter/.+/"]  # the one that is for somebody who is not in yet


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_without_the_session_nothing_opens(house: Office, place: str, method: str) -> None:
    stranger = Office(house.process, house.folder, house.address, {"natc": "guessed"})

    answer = stranger.ask(method, house.place + place, {"Origin": f"http://{house.host}", "Sec-Fetch-Site": "same-origin"}, b"")

    assert answer.status == 403
    assert SECRET not in answer.text


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("host", ["evil.example", "localhost", "natc.localhost", "[::1]", "127.0.0.1.evil.example", "0.0.0.0"])
def test_under_another_name_nothing_opens_not_even_with_the_session(house: Office, place: str, host: str) -> None:
    port = house.host.partition(":")[2]

    answer = house.ask("GET", house.place + place, {"Host": f"{host}:{port}", "Sec-Fetch-Site": "same-origin"})

    assert answer.status in (400, 403)
    assert SECRET not in answer.text


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:1", ""])
def test_the_name_without_our_port_and_no_name_open_nothing(house: Office, host: str) -> None:
    assert house.ask("GET", house.place, {"Host": host}).status in (400, 403)


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_a_page_of_another_site_reads_nothing_even_where_the_browser_sends_the_cookie(
    house: Office, place: str, site: str
) -> None:
    answer = house.ask("GET", house.place + place, {"Sec-Fetch-Site": site})

    assert answer.status == 403
    assert SECRET not in answer.text


@pytest.mark.parametrize(
    "sent",
    [
        {"Origin": "http://127.0.0.1:9", "Sec-Fetch-Site": "same-site"},
        {"Origin": "http://127.0.0.1:9"},
        {"Origin": "https://evil.example", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {"X-Forwarded-Host": "evil.example", "Origin": "http://evil.example"},
        {},
    ],
    ids=str,
)
def test_a_page_of_another_site_posts_nothing_even_with_the_session_and_the_token(house: Office, sent: dict[str, str]) -> None:
    page = house.get("sheets/secret.csv/mapping/").text
    token = page.partition('csrfmiddlewaretoken" value="')[2].partition('"')[0]
    before = (house.folder / "secret.mapping.yaml").read_bytes()

    body, kind = as_form([("all", "1"), ("csrfmiddlewaretoken", token)], {})
    answer = house.ask("POST", house.place + "sheets/secret.csv/mapping/", {**sent, "Content-Type": kind}, body)

    assert answer.status == 403
    assert (house.folder / "secret.mapping.yaml").read_bytes() == before


def test_a_form_of_our_own_page_needs_its_token_too(house: Office) -> None:
    own = {"Origin": f"http://{house.host}", "Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}

    assert house.ask("POST", house.place + "sheets/secret.csv/mapping/", own, b"all=1").status == 403


def test_an_address_opens_once(opened: Callable[[], Office]) -> None:
    office = opened()
    office.enter()

    again = Office(office.process, office.folder, office.address)

    assert office.get("").status == 200
    assert again.ask("GET", urlsplit(office.address).path).status == 403
    assert again.cookies == {}


def test_a_guessed_address_opens_nothing_and_does_not_use_up_the_right_one(opened: Callable[[], Office]) -> None:
    office = opened()

    assert office.ask("GET", office.place + "enter/guessed/").status == 403
    assert office.enter().get("").status == 200


def test_enter_in_the_window_gives_a_new_address_which_shuts_out_whoever_was_in(opened: Callable[[], Office]) -> None:
    first = opened().enter()

    second = Office(first.process, first.folder, first.another_address()).enter()

    assert second.get("").status == 200
    assert first.get("").status == 403


def test_the_cookie_stays_with_this_browser_this_host_and_this_path(opened: Callable[[], Office]) -> None:
    office = opened()

    said = office.ask("GET", urlsplit(office.address).path).headers["set-cookie"]

    assert {part.strip() for part in said.split(";")[1:]} == {"HttpOnly", f"Path={office.place}", "SameSite=Strict"}


def test_an_answer_is_kept_nowhere_framed_nowhere_and_fetches_nothing(house: Office) -> None:
    headers = house.get("").headers

    assert headers["cache-control"] == "no-store"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "script-src" not in headers["content-security-policy"]
    assert "<script" not in house.get("sheets/secret.csv/mapping/").text


@pytest.mark.parametrize(
    "path", ["../../../etc/passwd", "natc/../secret.csv", "secret.csv", "%2e%2e/%2e%2e/etc/passwd", "natc/link"]
)
def test_only_what_natc_made_is_taken_away(house: Office, path: str) -> None:
    (house.folder / "natc" / "link").unlink(missing_ok=True)
    (house.folder / "natc" / "link").symlink_to("/etc/passwd")

    assert house.ask("GET", f"{house.place}take/{path}", {"Sec-Fetch-Site": "same-origin"}).status == 404


def test_without_a_folder_what_was_brought_is_gone_at_the_end(tmp_path: Path) -> None:
    process = start(TMPDIR=str(tmp_path))
    office = Office(process, tmp_path, printed_address(process)).enter()
    sheet = tmp_path / "list.csv"
    sheet.write_text("Pol,Starost\nZ,17\nM,30\n", encoding="utf-8")
    office.post("sheets/bring/", {"form": "protection"}, on="", file=sheet)
    held = [path for path in tmp_path.rglob("*") if path.is_file() and path != sheet]

    office.post("end/", on="")

    assert held
    assert process.wait(timeout=20) == 0
    assert [path for path in tmp_path.rglob("*") if path != sheet] == []


def test_ended_from_outside_it_deletes_its_own_folder_too(tmp_path: Path) -> None:
    process = start(TMPDIR=str(tmp_path))
    printed_address(process)

    os.kill(process.pid, signal.SIGTERM)

    assert process.wait(timeout=20) == 0
    assert list(tmp_path.iterdir()) == []


def test_only_this_machine_reaches_it(house: Office) -> None:
    port = int(house.host.partition(":")[2])

    lines = Path(f"/proc/{house.process.pid}/net/tcp").read_text().splitlines()
    listening = [line.split()[1] for line in lines if line.split()[3] == "0A"]

    assert f"0100007F:{port:04X}" in listening  # 127.0.0.1
    assert f"00000000:{port:04X}" not in listening


def test_a_port_that_is_taken_is_said_in_a_sentence(house: Office) -> None:
    port = house.host.partition(":")[2]

    command = [sys.executable, "-m", "natc", "local", "--port", port]
    run = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)

    assert run.returncode == 2
    assert f"port {port} cannot be had on this machine" in run.stderr
