"""Make the `.venv` of the launcher `natc`: find a Python, build the environment, install the locks with hashes.

Standard library only, in syntax that Python 3.6 parses. The launcher passes itself in as `start`; its names say where things lie.
"""

import contextlib
import glob
import hashlib
import os
import shutil
import subprocess
import sys

try:
    import venv
except ImportError:  # some distributions keep it in a package of its own
    venv = None

if os.name == "nt":
    import msvcrt
else:
    import fcntl

OLDEST, NEWEST = (3, 11), (3, 14)  # as in pyproject.toml; a house test compares
DOWNLOADS = {  # megabytes, wheels for Linux on x86-64 as of the locks of November 2026
    "requirements.lock": 215,
    "requirements-dev.lock": 196,
}
DISK_NEEDED = 2000  # megabytes: both locks installed take about 1,400, pip unpacks beside them

# What pip says, and what a person can do about it. The first match counts: a broken certificate also looks like a broken network.
REASONS = [
    (
        ("CERTIFICATE_VERIFY_FAILED", "SSLError", "SSLCertVerificationError", "certificate verify failed"),
        "the certificates that prove who answers are missing or not accepted. On Debian or Ubuntu: apt install ca-certificates. "
        "Behind an office's own filter: set PIP_CERT to the file with that office's certificate, then start again.",
    ),
    (("No space left on device", "Errno 28"), "the disk is full. Free about {disk} MB, then start again."),
    (
        ("DO NOT MATCH THE HASHES", "HashMismatch"),
        "a downloaded file is not the one this project was tested with, so nothing of it was installed. "
        "Start again; if it happens twice, something between this machine and the network changes files.",
    ),
    (
        ("Permission denied", "Errno 13", "Read-only file system", "Errno 30"),
        "this user may not write to {root}. Copy the folder to a place of your own, then start again.",
    ),
    (
        (
            "name resolution",
            "Name or service not known",
            "getaddrinfo",
            "NewConnectionError",
            "ConnectTimeout",
            "ReadTimeout",
            "ProxyError",
            "Connection refused",
            "Network is unreachable",
            "Connection broken",
            "connection failed",
            "Failed to establish a new connection",
            "Retrying (",
            "(from versions: none)",  # pip without retries says no more than this
        ),
        "the network cannot be reached. The first start needs it once; later starts do not. "
        "Behind a proxy: set https_proxy to its address, then start again.",
    ),
    (
        ("No matching distribution found",),
        "a package does not exist for this machine ({machine}) and Python {python}. "
        "Supported: Linux and macOS with Python 3.11 to 3.14; another of these Pythons may do.",
    ),
]


class Missing(Exception):
    """Something this machine lacks; the text is one sentence for the person at it."""


def suits(version):
    """Whether natc runs on this Python, a pair of numbers."""
    return OLDEST <= tuple(version[:2]) <= NEWEST


def names():
    """What the Pythons that suit are called, newest first."""
    return ["python3.%d" % minor for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]


def version_of(python):
    """The (major, minor) that the program `python` says it is; (0, 0) when it does not run."""
    question = "import sys, venv; print(sys.version_info[0], sys.version_info[1])"
    try:
        answer = subprocess.check_output([python, "-c", question], stderr=subprocess.DEVNULL)
    except (OSError, subprocess.CalledProcessError):
        return (0, 0)
    return tuple(int(number) for number in answer.split())


def find_python():
    """The path of a Python on this machine that suits, newest first.

    Raises Missing when there is none.
    """
    for name in names():
        python = shutil.which(name)
        if python and suits(version_of(python)):
            return python
    raise Missing(
        "Python 3.%d to 3.%d is needed, this is %d.%d and no other was found. " % (OLDEST[1], NEWEST[1], *sys.version_info[:2])
        + "Install one of them (Debian 12, Ubuntu 24.04 and later carry one: apt install python3), then start again."
    )


def why(output, root):
    """One sentence on why pip failed, from what it printed."""
    facts = {
        "disk": DISK_NEEDED,
        "root": root,
        "machine": "%s %s" % (sys.platform, os.uname().machine if hasattr(os, "uname") else ""),
        "python": "%d.%d" % sys.version_info[:2],
    }
    for signs, sentence in REASONS:
        if any(sign in output for sign in signs):
            return sentence.format(**facts)
    return "the installer stopped; its last words were:\n" + "\n".join(output.strip().splitlines()[-8:])


def vendored_pip(root):
    """The path of pip inside its committed wheel, to be given to a Python as its script.

    Raises Missing when the wheel is not there or not the one VENDOR.md names.
    """
    folder = os.path.join(root, "bootstrap")
    wheels = glob.glob(os.path.join(folder, "pip-*.whl"))
    if len(wheels) != 1:
        raise Missing("%s holds %d files pip-*.whl where one belongs; fetch the project again." % (folder, len(wheels)))
    with open(wheels[0], "rb") as wheel, open(os.path.join(folder, "VENDOR.md"), encoding="utf-8") as vendor:
        if hashlib.sha256(wheel.read()).hexdigest() not in vendor.read():
            raise Missing("%s is damaged: its SHA-256 is not the one in VENDOR.md; fetch the project again." % wheels[0])
    return os.path.join(wheels[0], "pip")


def pip_install(start, words):
    """Run `pip install` in the .venv, showing only what it downloads. Raises Missing when it fails."""
    command = [start.PYTHON, vendored_pip(start.ROOT), "install", "--no-input", "--disable-pip-version-check"]
    pip = subprocess.Popen(
        command + ["--progress-bar", "off", "--no-user"] + words,
        cwd=start.ROOT,
        env=dict(os.environ, PIP_REQUIRE_VIRTUALENV="0", PYTHONNOUSERSITE="1", PYTHONIOENCODING="utf-8"),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        universal_newlines=True,
    )
    output = []
    for line in pip.stdout:
        output.append(line)
        if line.strip().startswith("Downloading ") and "MB)" in line:  # the small ones are noise
            say("  " + line.strip())
    if pip.wait() != 0:
        raise Missing(why("".join(output), start.ROOT))


def say(sentence):
    """Tell the person at the terminal, on the error stream: the output belongs to the command."""
    sys.stderr.write(sentence + "\n")
    sys.stderr.flush()


def take(file):
    """Lock an open file for this process, waiting for whoever holds it."""
    if os.name == "nt":
        msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("natc: another start is setting up this folder; waiting for it.")
        fcntl.flock(file, fcntl.LOCK_EX)


@contextlib.contextmanager
def alone(start):
    """Hold the file lock of this folder; it ends with the process, however that ends."""
    with open(start.VENV + ".lock", "w", encoding="utf-8") as file:
        take(file)
        yield


def make_venv(start):
    """An empty .venv of the Python that runs now; whatever was there is gone."""
    if venv is None:
        raise Missing("this Python lacks the module venv. On Debian or Ubuntu: apt install python3-venv, then start again.")
    if os.path.isdir(start.VENV):
        say("natc: the .venv here is of another version, folder or Python, or was not finished; making it again.")
    venv.EnvBuilder(with_pip=False, clear=True, symlinks=os.name != "nt").create(start.VENV)


def install_lock(start, lock):
    """Install everything in `lock`, natc itself after the first, and write the stamp last."""
    say("natc: installing %s: about %d MB to download, once." % (lock, DOWNLOADS[lock]))
    pip_install(start, ["--require-hashes", "--only-binary", ":all:", "--requirement", lock])
    if lock == start.LOCK:
        pip_install(start, ["--no-deps", "--no-build-isolation", "--editable", start.ROOT])
    with open(start.stamp_path(lock), "w", encoding="utf-8") as file:
        file.write(start.stamp(lock))


def check_room(start):
    """Raises Missing when the folder cannot be written or its disk is nearly full."""
    if not os.access(start.ROOT, os.W_OK):
        raise Missing(why("Permission denied", start.ROOT))
    free = shutil.disk_usage(start.ROOT).free // 1_000_000
    if free < DISK_NEEDED:
        raise Missing("the disk has %d MB free and %d MB are needed in %s." % (free, DISK_NEEDED, start.ROOT))


def build(start, arguments):
    """Bring the .venv to what `arguments` need, if nobody else has done so meanwhile."""
    check_room(start)
    with alone(start):
        missing = start.missing_locks(arguments)
        if start.LOCK in missing:
            make_venv(start)
            missing = start.missing_locks(arguments)
        for lock in missing:
            install_lock(start, lock)
    say("natc: ready; later starts need none of this.")


def install(start, arguments):
    """Make `.venv` whole for `arguments`, or end with exit code 2 and one sentence on what is missing."""
    try:
        if not suits(sys.version_info):
            python = find_python()
            os.execv(python, [python, os.path.join(start.ROOT, "natc")] + arguments)
        build(start, arguments)
    except Missing as missing:
        say("natc: " + str(missing))
        sys.exit(2)
    except OSError as error:
        say("natc: " + why(str(error), start.ROOT))
        sys.exit(2)
