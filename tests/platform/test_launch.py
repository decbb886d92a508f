"""What somebody reads who starts the product on a machine that lacks something."""

import ast
import os
import shutil
import signal
import socket
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from bpo_matcher.launch import SERVER, write_secret_key

ROOT = Path(__file__).parents[2]
SYSTEM_PYTHON = Path(sys.base_prefix) / "bin" / "python3"
NO_NETWORK = {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, "PIP_FIND_LINKS": ""}

Launch = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The parts of a fresh checkout that are needed before anything is installed."""
    (tmp_path / "bpo_matcher").mkdir()
    shutil.copy(ROOT / "bpo_matcher" / "launch.py", tmp_path / "bpo_matcher")
    shutil.copytree(ROOT / "requirements", tmp_path / "requirements")
    return tmp_path


@pytest.fixture
def launch(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> Launch:
    """Run launch.py in the fresh checkout with the system's Python."""
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def launch(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [SYSTEM_PYTHON, "bpo_matcher/launch.py", *arguments],
            cwd=checkout,
            env=os.environ | environment,
            capture_output=True,
            text=True,
            check=False,
        )

    return launch


def put_pip(folder: Path, source: str) -> str:
    """Write a pip that hides the real one; return the PYTHONPATH that leads to it."""
    (folder / "other" / "pip").mkdir(parents=True)
    (folder / "other" / "pip" / "__init__.py").write_text(source)
    return str(folder / "other")


def test_a_port_in_use_is_one_sentence_and_nothing_is_installed(checkout, launch):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        result = launch("--port", str(port), "run")
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr == (
        f"Port {port} cannot be used (Address already in use): "
        "pick another, `make run PORT=8080`.\n"
    )
    assert not (checkout / ".venv").exists()


@pytest.mark.parametrize(
    ("port", "problem"),
    [
        ("eighty", "PORT must be a number, not 'eighty': try"),
        ("", "PORT must be a number, not '': try"),
        ("0", "Port 0 is any free port, and nobody would know which:"),
        ("99999", "Port 99999 cannot be used (bind(): port must be 0-65535.): pick another,"),
    ],
)
def test_a_port_that_is_none_is_one_sentence(launch, port, problem):
    result = launch("--port", port, "run")
    assert (result.returncode, result.stderr) == (1, f"{problem} `make run PORT=8080`.\n")


def test_an_old_python_is_told_so(checkout):
    as_old_python = (
        "import runpy, sys; sys.version_info = (3, 9, 2);"
        "runpy.run_path('bpo_matcher/launch.py', run_name='__main__')"
    )
    result = subprocess.run(
        [SYSTEM_PYTHON, "-c", as_old_python],
        cwd=checkout,
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 1
    assert result.stderr == (
        "This needs Python 3.11 or newer, and python3 here is 3.9: install a newer one, then "
        "name it, for example `make run PYTHON=python3.12`.\n"
    )


def test_an_old_python_can_read_the_file_that_tells_it():
    source = (ROOT / "bpo_matcher" / "launch.py").read_text()
    ast.parse(source, feature_version=(3, 6))


def test_a_missing_network_is_one_sentence(checkout, launch):
    result = launch("setup", **NO_NETWORK)
    assert result.returncode == 1
    assert result.stderr.startswith(
        "The packages could not be installed, most likely because the network or the package index "
        "cannot be reached; check that and try again. pip says: ERROR: "
    )
    assert result.stderr.endswith(" (all of it: var/pip.log)\n")
    assert result.stderr.count("\n") == 1
    assert "ERROR: " in (checkout / "var" / "pip.log").read_text()


def test_after_a_failure_the_next_try_installs_again(checkout, launch):
    first = launch("setup", **NO_NETWORK)
    second = launch("setup", **NO_NETWORK)
    assert first.stdout == ("Making the virtual environment in .venv\nInstalling packages: run\n")
    assert (second.returncode, second.stdout) == (1, "Installing packages: run\n")


def test_a_half_made_virtual_environment_is_made_again(checkout, launch):
    (checkout / ".venv" / "bin").mkdir(parents=True)
    (checkout / ".venv" / "bin" / "python").symlink_to(checkout / "gone")
    launch("setup", **NO_NETWORK)
    assert (checkout / ".venv" / "bin" / "python").exists()


def test_an_old_pip_is_told_what_to_do(checkout, launch):
    result = launch("setup", PYTHONPATH=put_pip(checkout, "__version__ = '22.2.2'"))
    assert result.returncode == 1
    assert result.stderr == (
        "pip is too old (22.2.2), 22.3 or newer is needed: "
        "`python3 -m pip install --upgrade pip`.\n"
    )


def test_a_missing_pip_is_told_what_to_do(checkout, launch):
    result = launch("setup", PYTHONPATH=put_pip(checkout, "raise ImportError"))
    assert result.returncode == 1
    assert result.stderr == (
        "pip is missing: install it, on Debian with `apt-get install python3-pip`.\n"
    )


def test_the_secret_key_is_random_private_and_made_once(tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    first, second = tmp_path / "first", tmp_path / "second"
    write_secret_key(first)
    write_secret_key(second)
    key = first.read_text()
    assert len(key) >= 50
    assert key != second.read_text()
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    write_secret_key(first)
    assert first.read_text() == key


@pytest.mark.parametrize("left_behind", [Path.touch, lambda path: path.symlink_to("nowhere")])
def test_a_key_that_was_never_written_whole_is_written_again(tmp_path, monkeypatch, left_behind):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    left_behind(tmp_path / "key")
    write_secret_key(tmp_path / "key")
    assert len((tmp_path / "key").read_text()) >= 50
    assert [path.name for path in tmp_path.iterdir()] == ["key"]


def test_a_key_that_cannot_be_written_is_one_sentence(tmp_path, monkeypatch):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    with pytest.raises(SystemExit) as refusal:
        write_secret_key(tmp_path / "missing" / "key")
    assert str(refusal.value) == (
        f"The secret key cannot be written to {tmp_path}/missing/key: No such file or directory."
    )


def test_no_secret_key_is_written_where_the_environment_has_one(tmp_path, monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "from the environment")
    write_secret_key(tmp_path / "key")
    assert not (tmp_path / "key").exists()


# ── Serving ──────────────────────────────────────────────────────────────────────────────


def serve_with(folder: Path, granian: str) -> subprocess.Popen[str]:
    """Serve with a shell script in the place of the web server."""
    (folder / "bin").mkdir()
    script = folder / "bin" / "granian"
    script.write_text(f"#!/bin/sh\n{granian}\n")
    script.chmod(0o755)
    serve = f"launch.VENV = pathlib.Path({str(folder)!r}); launch.serve(8000)"
    return subprocess.Popen(
        [sys.executable, "-c", f"import pathlib; from bpo_matcher import launch; {serve}"],
        cwd=ROOT,
        env=os.environ | {"SITE_URL": "http://127.0.0.1:8000"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_server_that_gives_up_is_explained(tmp_path):
    output, errors = serve_with(tmp_path, "exit 1").communicate()
    assert output == "Serving http://127.0.0.1:8000/ (Ctrl+C stops it)\n"
    assert errors == (
        "The server stopped by itself: a process of it ended, and so did the one that replaced "
        "it. The lines above say why. Put that right, then start it again. Where it has to "
        "serve for long, let a supervisor start it, as README.md shows under Deploy.\n"
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_server_that_is_told_to_stop_stops_without_a_word(tmp_path, number):
    wait_for_it = "sleep 60 & trap 'kill $!; exit 1' INT TERM; echo started; wait"
    launched = serve_with(tmp_path, wait_for_it)
    assert [launched.stdout.readline() for _ in range(2)][1] == "started\n"
    launched.send_signal(number)
    assert launched.communicate() == ("", "")
    assert launched.returncode == 0


def run_beside(folder: Path, server: str, worker: str) -> subprocess.Popen[str]:
    """Run a shell script in the place of the web server, and another beside it."""
    scripts = [["/bin/sh", "-c", script] for script in (server, worker)]
    run = (
        "import sys; from bpo_matcher import launch; launch.LOOK_SECONDS = 0.01;"
        f"launch.STOP_SECONDS = 0.5; sys.exit(launch.run_until_stopped(*{scripts!r}))"
    )
    return subprocess.Popen(
        [sys.executable, "-c", run],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_worker_is_told_to_stop_with_the_server(tmp_path, number):
    script = "trap 'kill $!; echo {0} ends; exit' INT TERM; sleep 60 & echo {0} runs; wait"
    launched = run_beside(tmp_path, script.format("server"), script.format("worker"))
    assert {launched.stdout.readline() for _ in range(2)} == {"server runs\n", "worker runs\n"}
    launched.send_signal(number)
    assert sorted(launched.communicate()[0].splitlines()) == ["server ends", "worker ends"]
    assert launched.returncode == 0


def test_a_worker_that_dies_is_started_again_and_one_that_does_not_end_is_killed(tmp_path):
    """The first worker dies; the second is deaf, and says so."""
    once = f"[ -e {tmp_path}/died ] || {{ touch {tmp_path}/died; kill -9 $$; }}"
    deaf = f"{once}; trap '' INT TERM; echo $$; while :; do sleep 0.1; done"
    launched = run_beside(tmp_path, "trap exit TERM; while :; do sleep 0.1; done", deaf)
    assert launched.stdout.readline() == "The worker ended, and is started again\n"
    worker = launched.stdout.readline().strip()
    launched.send_signal(signal.SIGTERM)
    launched.communicate(timeout=10)
    assert launched.returncode == 0
    assert not Path(f"/proc/{worker}").exists()


def test_the_documents_serve_as_make_run_does():
    unit = (ROOT / "docs" / "deploy" / "bpo-matcher.service").read_text()
    readme = (ROOT / "README.md").read_text()
    for document in (unit, readme):
        assert [option for option in SERVER if option not in document] == []
