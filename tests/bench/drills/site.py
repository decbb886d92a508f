"""The site as `make run` serves it, for one drill: processes that end with it, in a folder that is
deleted."""

import os
import re
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

from bpo_matcher.launch import SERVER
from matcher.core import Taxonomy, write_query
from matcher.core.impact import random_answers
from tests.bench.drills.databases import new_database
from tests.bench.drills.ports import free_port
from tests.bench.drills.visitors import Answer, Form, ask

ROOT = Path(__file__).parents[3]
KEY = secrets.token_urlsafe(50)
"""The secret key of all sites of this run."""

UNLIMITED = "1000000000"
START_SECONDS = 60


@dataclass
class Site:
    """A release, the one in `root`, on a database; `settings` are those of its environment. What it
    logs and what it writes besides lies in `folder`."""

    url: str
    folder: Path
    root: Path = ROOT
    settings: Mapping[str, str] = field(default_factory=dict)
    port: int = field(default_factory=free_port)
    process: "subprocess.Popen[bytes] | None" = None

    # ── What is served ───────────────────────────────────────────────────────────────────

    def prepare(self) -> None:
        """Tables, and the taxonomy of this release as the first edition."""
        self.collect()
        self.manage("migrate", "--verbosity=0")
        self.manage("load_taxonomy")
        self.manage("publish", "--note=Drilled")

    def collect(self) -> None:
        """The static files of this release, where they have not been collected yet."""
        if not (self.root / "var" / "static" / "staticfiles.json").exists():
            self.manage("collectstatic", "--noinput", "--verbosity=0")

    def manage(self, *arguments: str, **settings: str) -> str:
        """What a command of this release prints. Raises CalledProcessError."""
        command = [sys.executable, "manage.py", *arguments]
        environment = self.environment | settings
        with self.log.open("ab") as log:
            done = subprocess.run(
                command,
                check=True,
                cwd=self.root,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=log,
            )
        return done.stdout.decode()

    def forms(self, count: int) -> list[Form]:
        """So many forms about different pieces of work, each with a title of its own."""
        taxonomy = Taxonomy.from_json(self.manage("export_taxonomy"))
        sets = random_answers(taxonomy, seed=1, start=0, count=min(count, 50))
        queries = [write_query(each) for each in sets if each.picks]
        return [Form(f"Drill {number}", queries[number % len(queries)]) for number in range(count)]

    def add_administrator(self, name: str) -> None:
        """Somebody who may do everything, with this release's key as the password."""
        secret = {"DJANGO_SUPERUSER_PASSWORD": KEY}
        named = (f"--username={name}", f"--email={name}@example.org")
        self.manage("createsuperuser", "--noinput", *named, **secret)

    @property
    def log(self) -> Path:
        return self.folder / "log"

    @property
    def environment(self) -> dict[str, str]:
        """Nothing is left to what happens to be set where the drill is started."""
        return {
            "PATH": os.environ["PATH"],
            "PYTHONPYCACHEPREFIX": str(self.root / "var" / "pycache"),
            "DATABASE_URL": self.url,
            "SECRET_KEY": KEY,
            "SITE_URL": f"http://127.0.0.1:{self.port}",
            "WRITE_LIMIT": UNLIMITED,
            "TMPDIR": str(self.folder),
            **self.settings,
        }

    # ── Serving it ───────────────────────────────────────────────────────────────────────

    @contextmanager
    def serving(self, before: Sequence[str] = ()) -> Iterator[None]:
        """The site answers; `before` is a command that starts the web server."""
        try:
            self.start(before)
            yield
        finally:
            self.kill()

    def start(self, before: Sequence[str] = ()) -> None:
        """Start it with two processes, and wait until it is ready to serve."""
        listen = ["--host=127.0.0.1", f"--port={self.port}", "--workers=2", "--log-level=warning"]
        command = [*before, sys.executable, "-m", "granian", *listen, *SERVER]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                command,
                cwd=self.root,
                env=self.environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        end = time.monotonic() + START_SECONDS
        while self.get("/readyz").status != 200:
            if time.monotonic() > end or self.process.poll() is not None:
                raise RuntimeError(f"It does not start:\n{self.log.read_text()[-2_000:]}")
            time.sleep(0.2)

    def kill(self) -> None:
        """End whatever is left of it."""
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def stop(self, number: int = signal.SIGTERM) -> float:
        """Tell it to end as a supervisor does; how many seconds that took."""
        assert self.process
        start = time.monotonic()
        self.process.send_signal(number)
        self.process.wait()
        return time.monotonic() - start

    @property
    def workers(self) -> list[int]:
        """The processes that answer requests."""
        assert self.process
        found = []
        for path in Path("/proc").glob("[0-9]*"):
            try:
                parent = re.search(r"PPid:\s+(\d+)", (path / "status").read_text())
                command = (path / "cmdline").read_bytes()
            except OSError:
                continue  # it has just ended
            if parent and int(parent[1]) == self.process.pid and b"granian" in command:
                found.append(int(path.name))
        return found

    def megabytes(self) -> float:
        """The most memory that one of them has."""
        sizes = [Path(f"/proc/{worker}/statm").read_text().split()[1] for worker in self.workers]
        return max(map(int, sizes)) * os.sysconf("SC_PAGE_SIZE") / 1024**2

    # ── Asking it ────────────────────────────────────────────────────────────────────────

    def get(self, path: str, **headers: str) -> Answer:
        return ask(self.port, "GET", path, headers=headers)

    def post(self, path: str, body: bytes | str = b"", **headers: str) -> Answer:
        return ask(self.port, "POST", path, body=body, headers=headers)


@contextmanager
def a_site(**settings: str) -> Iterator[Site]:
    """A prepared site that answers, on a new database."""
    with a_prepared_site(**settings) as site, site.serving():
        yield site


@contextmanager
def a_prepared_site(**settings: str) -> Iterator[Site]:
    """The same before it is served."""
    with new_database() as url, a_folder() as folder:
        site = Site(url, folder, settings=settings)
        site.prepare()
        yield site


@contextmanager
def a_folder() -> Iterator[Path]:
    """A folder that is deleted afterwards."""
    with TemporaryDirectory(prefix="drill_", ignore_cleanup_errors=True) as folder:
        yield Path(folder)
