"""The steps behind the Makefile, from a bare machine to a running matcher or test run.

Started with the system's python3 before anything is installed, so it needs only the standard
library, and its syntax is old enough for an old Python to reach the sentence about its age.
All that it writes lies in .venv/ and var/ of the checkout.
"""

import argparse
import os
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

if sys.version_info < (3, 11):
    sys.exit(
        "This needs Python 3.11 or newer, and python3 here is {}.{}: install a newer one, then "
        "name it, for example `make run PYTHON=python3.12`.".format(*sys.version_info)
    )

ROOT = Path(__file__).resolve().parent.parent
VAR = ROOT / "var"
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
DOWNLOADED_BROWSERS = VAR / "browsers"
HOST = "127.0.0.1"

# The same as in README.md and docs/deploy/, which say what each is for.
SERVER = [
    "--interface=rsgi",
    "--no-ws",
    "--backpressure=2048",
    "--respawn-failed-workers",
    "--workers-max-rss=512",
    "--workers-kill-timeout=10",
    "bpo_matcher.gateway:application",
]

WORK = (str(PYTHON), "manage.py", "work")
"""What matches the rows of programmes, beside the web server."""

LOOK_SECONDS = 0.5
STOP_SECONDS = 4
"""So long the web server and the worker have to end when `make run` is told to stop."""

PIP_WITH_PYTHON_OPTION = (22, 3)  # the first pip that can install into another environment
CHROMIUM_NAMES = (
    "chromium-headless-shell",  # half of the work of the whole browser
    *("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
)
CHROMIUM_PACKAGES = ("chromium-headless-shell", "chromium")
"""Debian's packages, the first that there is."""
BROWSER_LIBRARIES = ("libatomic1", "fonts-dejavu-core")


def main() -> None:
    """Run the step that the command line names."""
    parser = argparse.ArgumentParser(description="The steps behind the Makefile.")
    parser.add_argument("--port", default="8000")
    parser.add_argument("step", choices=sorted(STEPS))
    parser.add_argument("rest", nargs=argparse.REMAINDER)
    arguments = parser.parse_args()
    os.chdir(str(ROOT))
    VAR.mkdir(exist_ok=True)
    os.environ["PYTHONPYCACHEPREFIX"] = str(VAR / "pycache")
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # not needed: none is written beside the code
    os.environ["PLAYWRIGHT_BROWSERS_PATH"] = str(DOWNLOADED_BROWSERS)
    STEPS[arguments.step](arguments)


# ── What the Makefile asks for ───────────────────────────────────────────────────────────


def setup(_arguments: argparse.Namespace) -> None:
    """Everything that has to be there before serving."""
    prepare()
    say("Collecting the static files")
    manage("collectstatic", "--noinput", "--verbosity=0", "--skip-checks")


def run(arguments: argparse.Namespace) -> None:
    """Serve as in production, on this machine only."""
    port = free_port(arguments.port)
    os.environ.setdefault("SITE_URL", f"http://{HOST}:{port}")
    setup(arguments)
    workers = str(os.cpu_count() or 1)
    serve(port, "--workers", workers, f"--workers-kill-timeout={STOP_SECONDS - 1}", beside=WORK)


def dev(arguments: argparse.Namespace) -> None:
    """Serve with DEBUG, and again after every change to a file."""
    port = free_port(arguments.port)
    os.environ.setdefault("SITE_URL", f"http://{HOST}:{port}")
    os.environ["DEBUG"] = "1"
    prepare("dev")
    folders = ("bpo_matcher", "matcher", "templates")
    serve(port, "--reload", *(f"--reload-paths={folder}" for folder in folders))


def admin(_arguments: argparse.Namespace) -> None:
    """Ask for the name and password of a new administrator."""
    prepare()
    manage("createsuperuser")


def test(arguments: argparse.Namespace) -> None:
    """Run the tests, with a browser if one can be had, and in CI with the HTML validator."""
    in_ci = os.environ.get("CI") == "true"
    install("run", "pdf", "semantic", "test", *(["validator"] if in_ci else []))
    ensure_chromium()
    replace_process(str(PYTHON), "-m", "pytest", *arguments.rest)


def audit(arguments: argparse.Namespace) -> None:
    """Look at every page and state with every checker, or take pictures of them."""
    install("run", "pdf", "test", "validator")
    ensure_chromium()
    replace_process(str(PYTHON), "-m", "tests.audit", *arguments.rest)


def tools(arguments: argparse.Namespace) -> None:
    """Install the named requirements, for the Makefile's own commands."""
    install(*arguments.rest)


STEPS = {
    "setup": setup,
    "run": run,
    "dev": dev,
    "admin": admin,
    "test": test,
    "audit": audit,
    "tools": tools,
}


# ── The parts ────────────────────────────────────────────────────────────────────────────


def prepare(*groups: str) -> None:
    """Packages, secret key and a database with the taxonomy in it."""
    install("run", *groups)
    write_secret_key(VAR / "secret_key")
    say("Preparing the database, which takes a while the first time")
    manage("migrate", "--verbosity=0")  # which checks the settings for all that follows
    say("Loading and publishing the taxonomy, if there is none yet")
    manage("load_taxonomy", "--if-empty", "--skip-checks")
    manage("publish", "--if-none", "--note", "The taxonomy as delivered", "--skip-checks")
    say("Preparing what is known of places this year and next, where it is not yet")
    manage("prepare_places", "--skip-checks")
    if wants_semantic():
        say("Reading the texts of the taxonomy, as far as they were not read")
        manage("prepare_suggestions", "--skip-checks")


def wants_semantic() -> bool:
    """Whether suggestions are to be made with the sentence model."""
    return os.environ.get("SEMANTIC", "") not in ("", "0")


def say(sentence: str) -> None:
    """Tell what happens now."""
    print(sentence, flush=True)


def manage(*arguments: str) -> None:
    """Run a Django command; exit with its status if it fails, as it has said why."""
    status = subprocess.call([str(PYTHON), "manage.py", *arguments])
    if status:
        sys.exit(status)


def replace_process(*command: str) -> NoReturn:
    """Become that command, so that Ctrl+C and the exit status are its own."""
    sys.stdout.flush()
    os.execv(command[0], command)


def serve(port: int, *options: str, beside: Sequence[str] = ()) -> None:
    """Wait until the web server stops; exit with a sentence if it did so by itself. The command
    `beside` it runs as long."""
    say(f"Serving {os.environ['SITE_URL']}/ (Ctrl+C stops it)")
    granian = str(VENV / "bin" / "granian")
    server = [granian, f"--host={HOST}", f"--port={port}", *SERVER, *options]
    if run_until_stopped(server, beside):
        sys.exit(
            "The server stopped by itself: a process of it ended, and so did the one that replaced "
            "it. The lines above say why. Put that right, then start it again. Where it has to "
            "serve for long, let a supervisor start it, as README.md shows under Deploy."
        )


def run_until_stopped(command: Sequence[str], beside: Sequence[str] = ()) -> int:
    """Run the command, and hand it our signals. Returns its exit status, 0 if it was told to end.
    A command `beside` it is started again whenever it ends, and told to end with it. All are of our
    process group; what does not end in time is killed."""
    signals: list[int] = []
    running: list[subprocess.Popen[bytes]] = []

    def hand_over(number: int, _frame: object) -> None:
        signals.append(number)
        for process in running:
            process.send_signal(number)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, hand_over)
    running.extend(subprocess.Popen(each) for each in (command, beside) if each)
    if signals:  # it came before they had started
        hand_over(signals[-1], None)
    while running[0].poll() is None and not signals:
        time.sleep(LOOK_SECONDS)
        for process in running[1:]:
            if process.poll() is not None and not signals:
                say("The worker ended, and is started again")
                running[1:] = [subprocess.Popen(beside)]
    if not signals:  # the first ended by itself
        for process in running[1:]:
            process.terminate()
    wait_or_kill(running)
    return 0 if signals else running[0].returncode


def wait_or_kill(running: Sequence["subprocess.Popen[bytes]"]) -> None:
    """Wait until all have ended, and kill those that take too long."""
    end = time.monotonic() + STOP_SECONDS
    for process in running:
        try:
            process.wait(max(0.0, end - time.monotonic()))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port(text: str) -> int:
    """The port, if a server can listen on it here; otherwise exit with a sentence."""
    try:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((HOST, int(text)))
    except ValueError:
        sys.exit(f"PORT must be a number, not {text!r}: try `make run PORT=8080`.")
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or error
        sys.exit(f"Port {text} cannot be used ({reason}): pick another, `make run PORT=8080`.")
    port = int(text)
    if port == 0:
        sys.exit("Port 0 is any free port, and nobody would know which: `make run PORT=8080`.")
    return port


def write_secret_key(path: Path) -> None:
    """Generate the key of this installation once, readable by its owner only.

    An interruption leaves no half-written file.
    """
    if os.environ.get("SECRET_KEY") or (path.is_file() and path.stat().st_size):
        return
    say("Generating a secret key in var/secret_key")
    part = path.with_name(f"{path.name}.part")
    try:
        with os.fdopen(
            os.open(str(part), os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w"
        ) as key:
            key.write(secrets.token_urlsafe(50))
        part.replace(path)
    except OSError as error:
        sys.exit(f"The secret key cannot be written to {path}: {error.strerror}.")


# ── Packages ─────────────────────────────────────────────────────────────────────────────


def install(*groups: str) -> None:
    """Install the pinned packages of these groups, as far as they are not installed yet."""
    make_virtualenv()
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        groups += ("postgres",)
    if wants_semantic():
        groups += ("semantic",)
    missing = [group for group in groups if not is_installed(group)]
    if not missing:
        return
    say("Installing packages: {}".format(", ".join(missing)))
    run_pip(missing)
    for group in missing:
        shutil.copyfile(str(requirements(group)), str(stamp(group)))


def make_virtualenv() -> None:
    """Make .venv, or make it again where it was left half-made or is of another Python.

    Without pip in it: Debian's python3 can do that without further packages.
    """
    library = VENV / "lib" / "python{}.{}".format(*sys.version_info)
    if library.is_dir() and PYTHON.exists():
        return
    say("Making the virtual environment in .venv")
    subprocess.check_call([sys.executable, "-m", "venv", "--clear", "--without-pip", str(VENV)])


def requirements(group: str) -> Path:
    """The pins of a group."""
    return ROOT / "requirements" / f"{group}.txt"


def stamp(group: str) -> Path:
    """The pins that were last installed for a group."""
    return VENV / f"installed-{group}.txt"


def is_installed(group: str) -> bool:
    """Whether the group's pins are those that were last installed."""
    return stamp(group).exists() and (stamp(group).read_bytes() == requirements(group).read_bytes())


def run_pip(groups: list[str]) -> None:
    """Install exactly what the pins name; exit with a sentence where that fails."""
    check_pip()
    options = ["--require-hashes", "--only-binary", ":all:", "--no-deps", "--no-compile"]
    files = [option for group in groups for option in ("-r", str(requirements(group)))]
    pip = [sys.executable, "-m", "pip", "--python", str(PYTHON), "install", *options, *files]
    log = VAR / "pip.log"
    with log.open("w") as output:
        status = subprocess.call(pip, stdout=output, stderr=subprocess.STDOUT)
    if status:
        lines = log.read_text(errors="replace").splitlines()
        errors = [line for line in lines if line.startswith("ERROR: ")] or lines or ["no message"]
        sys.exit(
            "The packages could not be installed, most likely because the network or the package "
            f"index cannot be reached; check that and try again. pip says: {errors[-1]} "
            "(all of it: var/pip.log)"
        )


def check_pip() -> None:
    """Exit with a sentence if there is no pip, or one that cannot install into .venv."""
    query = "import pip; print(pip.__version__)"
    ask = [sys.executable, "-c", query]
    answer = subprocess.run(ask, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    version = answer.stdout.decode().strip()
    if not version:
        sys.exit("pip is missing: install it, on Debian with `apt-get install python3-pip`.")
    if tuple(map(int, re.findall(r"\d+", version)[:2])) < PIP_WITH_PYTHON_OPTION:
        sys.exit(
            f"pip is too old ({version}), 22.3 or newer is needed: "
            "`python3 -m pip install --upgrade pip`."
        )


# ── The browser of the tests ─────────────────────────────────────────────────────────────


def find_chromium() -> str:
    """The path of a Chromium that this machine has, or an empty string."""
    names = [os.environ["CHROMIUM"]] if os.environ.get("CHROMIUM") else CHROMIUM_NAMES
    return next(filter(None, map(shutil.which, names)), "")


def ensure_chromium() -> None:
    """Install a Chromium if there is none."""
    if not find_chromium() and not any(DOWNLOADED_BROWSERS.glob("chromium-*")):
        install_chromium()


def install_chromium() -> None:
    """Install Chromium with the system's packages, or else with playwright."""
    say("Installing Chromium for the browser tests")
    for package in CHROMIUM_PACKAGES if shutil.which("apt-get") else ():
        if not find_chromium():
            install_with_apt([package, *BROWSER_LIBRARIES])
    if not find_chromium():
        subprocess.call([str(PYTHON), "-m", "playwright", "install", "chromium"])


def install_with_apt(packages: list[str]) -> None:
    """Try to install Debian packages; the caller sees whether it worked by looking again."""
    apt = ["apt-get", "-qq"]
    if os.geteuid():
        apt = ["sudo", *apt] if sys.stdin.isatty() else ["sudo", "-n", *apt]
    if shutil.which(apt[0]):
        subprocess.call([*apt, "update"])
        subprocess.call([*apt, "install", "-y", "--no-install-recommends", *packages])


if __name__ == "__main__":
    main()
