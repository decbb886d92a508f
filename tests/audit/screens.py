"""Pictures of every public state at every width and look, to be looked at by people."""

import re
from itertools import product
from pathlib import Path

from playwright.sync_api import Page

from bpo_matcher.launch import VAR
from tests.audit.site import Site
from tests.browser.tour import states

FOLDER = VAR / "screens"
WIDTHS = {360: 740, 768: 1024, 1440: 900, 1920: 1080}
LOOKS = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "print": {"media": "print"},
    "forced-colours": {"forced_colors": "active"},
}
PLAIN = {"color_scheme": "light", "media": "screen", "forced_colors": "none"}


def take(site: Site, words: list[str]) -> None:
    """Take the pictures of the states whose name contains one of the words, or of all."""
    visit = site.visit()
    for name in states(visit):
        if not words or any(word in name for word in words):
            print(name, flush=True)
            take_state(visit.page, FOLDER / file_name(name))
    print(f"The pictures are in {FOLDER.relative_to(VAR.parent)}/.")


def take_state(page: Page, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for (width, height), (look, options) in product(WIDTHS.items(), LOOKS.items()):
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(**PLAIN | options)
        page.screenshot(path=folder / f"{width}-{look}.png", full_page=True)
    page.emulate_media(**PLAIN)


def file_name(state: str) -> str:
    return re.sub(r"\W+", "-", state)
