#!/usr/bin/env python3
"""Types every command of runbook.md, in order, on an empty Debian, then looks whether a restored hub is the one that was saved.

    debootstrap --variant=minbase --include=python3,ca-certificates bookworm ROOT
    deploy/walk_runbook.py ROOT

Needs root. Takes what is committed. Only blocks marked `network` can reach a network; the others are typed in a network of
their own. Blocks marked `systemd` cannot be typed in a root that was not booted: in their place the commands of the units are
started, as the user and with the environment that the units name; the units themselves are checked by systemd-analyze where
this machine has it.
"""

import os
import re
import shlex
import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
BLOCK = re.compile(r"^## (?P<title>[^\n]*)$|^```sh ?(?P<kind>\w*)\n(?P<commands>.*?)^```$", re.MULTILINE | re.DOTALL)
UNITS = ("natc-web", "natc-worker", "natc-backup")
PROXY = "caddy run --config /etc/caddy/Caddyfile --adapter caddyfile"
ROOT_OF_PROXY = (
    "/root/.local/share/caddy/pki/authorities/local/root.crt"  # who signed the certificate that Caddy made for the walk
)
PATIENCE = 60  # seconds until pages come
PEOPLE = """
set -a; . /etc/natc/natc.env; set +a
export DJANGO_SETTINGS_MODULE=natc.hub.site.settings
setpriv --reuid natc --regid natc --init-groups /opt/natc/.venv/bin/python -c '
import uuid, django; django.setup()
from django.db import transaction
from natc.hub.audit.actions import record, sign_head
from natc.hub.site.demonstration import fill_demonstration
fill_demonstration()
with transaction.atomic():
    for _ in range(40): record("desk confirmed", by=uuid.uuid4(), desk=uuid.uuid4(), target=None)
sign_head()'
"""
SAME = """
import hashlib, pathlib, sqlite3, sys
def rows(folder):
    return sorted(sqlite3.connect(folder / "natc.sqlite3").iterdump())
def files(folder):
    kept = (path for path in folder.rglob("*") if path.is_file() and path.parent != folder)
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in kept}
before, after = map(pathlib.Path, sys.argv[1:])
assert rows(before) == rows(after), "the rows differ"
assert files(before) == files(after), "the files differ"
print(len(rows(after)), "statements of rows and", len(files(after)), "files are the same in", before, "and", after)
"""


class Walk:
    """An empty Debian, the network of its own in it, and what runs there."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.network = subprocess.Popen(["unshare", "--net", "sleep", "infinity"])
        self.running: list[subprocess.Popen[bytes]] = []

    def command(self, commands: str, *, inside: bool) -> list[str]:
        """`commands` as bash runs them in the root: inside the network of its own, or with this machine's."""
        enter = ["nsenter", "--net", "--target", str(self.network.pid)] if inside else []
        return [*enter, "chroot", str(self.root), "bash", "-euo", "pipefail", "-c", commands]

    def type(self, commands: str, *, inside: bool = True) -> None:
        """Run `commands`; a failure ends the walk."""
        environment = {
            **os.environ,
            "HOME": "/root",
            "CURL_CA_BUNDLE": ROOT_OF_PROXY if inside else os.environ.get("CURL_CA_BUNDLE", ""),
        }
        subprocess.run(self.command(commands, inside=inside), env=environment, check=True)

    def start(self) -> None:
        """What the units and the proxy would run, until pages come."""
        for unit in ("natc-web", "natc-worker"):
            written = (HERE / f"{unit}.service").read_text()
            for line in re.findall(r"^ExecStartPre=/opt/natc/natc (.*)$", written, re.MULTILINE):
                self.type(f"natc-hub {line}")
            (line,) = re.findall(r"^ExecStart=/opt/natc/natc (.*)$", written, re.MULTILINE)
            print(f"   started for {unit}: natc-hub {line}", flush=True)
            self.running.append(subprocess.Popen(self.command(f"exec natc-hub {line}", inside=True)))
        self.running.append(subprocess.Popen(self.command(f"HOME=/root exec {PROXY} 2>/root/caddy.log", inside=True)))
        self.wait_for_pages()

    def wait_for_pages(self) -> None:
        """Until the proxy answers with a page."""
        ask = f"curl --silent --fail --output /dev/null --cacert {ROOT_OF_PROXY} https://hub.example.org/"
        end = time.monotonic() + PATIENCE
        while subprocess.run(self.command(ask, inside=True), check=False).returncode:
            if time.monotonic() > end:
                sys.exit("no page came; see root/caddy.log in the root")
            time.sleep(0.5)

    def stop(self) -> None:
        """End what was started."""
        for process in reversed(self.running):
            process.terminate()
            process.wait()
        self.running = []


def make_ready(walk: Walk) -> None:
    """The release where the runbook expects it, names, mounts."""
    tree = subprocess.run(
        ["git", "-C", HERE, "rev-parse", "--show-toplevel"], check=True, capture_output=True, text=True
    ).stdout.strip()
    subprocess.run(["git", "-C", tree, "archive", "--output", walk.root / "root/natc.tar", "HEAD"], check=True)
    shutil.copyfile("/etc/resolv.conf", walk.root / "etc/resolv.conf")
    with (walk.root / "etc/hosts").open("a") as hosts:
        hosts.write("127.0.0.1 localhost hub.example.org\n")  # an installed Debian names localhost itself
    subprocess.run(["mount", "-t", "proc", "proc", walk.root / "proc"], check=True)
    subprocess.run(["nsenter", "--net", "--target", str(walk.network.pid), "ip", "link", "set", "lo", "up"], check=True)


def take(walk: Walk, kind: str, commands: str) -> None:
    """One block of the runbook."""
    match kind:
        case "network":
            walk.type(commands, inside=False)
        case "systemd":
            print("   not typed: no systemd runs here")
            if "enable --now caddy" in commands:
                walk.type(
                    "sed --in-place '0,/{/s//{\\n\\tlocal_certs/' /etc/caddy/Caddyfile"
                )  # no authority reaches this machine
                print("   for the walk alone: a certificate of Caddy's own")
                walk.start()
        case "rescue":
            walk.stop()
            walk.type('. /etc/natc/natc.env; natc-hub backup --to /var/backups/natc --recipient "$NATC_BACKUP_RECIPIENT"')
            walk.type("mv /var/lib/natc /root/lost")
            walk.type(commands)
            walk.type(f"python3 -c {shlex.quote(SAME)} /root/lost /var/lib/natc")
            walk.start()
            print("   pages come from the restored hub")
        case _:
            walk.type(commands)
            if "natc-hub invite" in commands:
                print("   for the walk alone: invented people, forty entries of the ledger")
                walk.type(PEOPLE)


def check_units() -> None:
    """The units, as far as a machine that has systemd can tell without the hub on it."""
    if not shutil.which("systemd-analyze"):
        print("== not checked: the units, since systemd-analyze is not here ==")
        return
    for unit in UNITS:
        told = subprocess.run(
            ["systemd-analyze", "verify", HERE / f"{unit}.service"], capture_output=True, text=True, check=False
        ).stderr
        wrong = [line for line in told.splitlines() if "/opt/natc/natc is not executable" not in line]
        if wrong:
            sys.exit("\n".join(wrong))
    subprocess.run(["systemd-analyze", "verify", HERE / "natc-backup.timer"], check=True)
    print("== the units are valid, says systemd-analyze ==")


def main() -> None:
    """Walk."""
    walk = Walk(Path(sys.argv[1]).resolve())
    check_units()
    try:
        make_ready(walk)
        for block in BLOCK.finditer((HERE / "runbook.md").read_text("utf-8")):
            if block["title"]:
                print(f"== {block['title']} ==", flush=True)
            else:
                print("\n".join(f"   $ {line}" for line in block["commands"].splitlines()), flush=True)
                take(walk, block["kind"], block["commands"])
        print("== the runbook was walked to its end ==")
    finally:
        walk.stop()
        walk.network.terminate()
        subprocess.run(["umount", walk.root / "proc"], check=False)


if __name__ == "__main__":
    main()
