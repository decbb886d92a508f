"""The matcher in a frame of a page on another origin, under a strict policy of that page."""

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from playwright.sync_api import Page, expect

from matcher.embedding import snippet
from matcher.models import EmbeddingSite
from tests.browser.visitor import path, tap

pytestmark = pytest.mark.browser

NO_STORAGE = """for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("no", "SecurityError"); } });
}"""


@pytest.fixture
def elsewhere(live_server, published) -> Iterator[ThreadingHTTPServer]:
    """Another server, whose page shows the matcher and is listed at one of its two names."""

    class OtherSite(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            policy = (
                f"default-src 'none'; frame-src {live_server.url}; script-src {live_server.url}"
            )
            self.send_header("Content-Security-Policy", policy)
            self.end_headers()
            lines = snippet(live_server.url, site.public_id)
            self.wfile.write(f'<!DOCTYPE html><html lang="en"><title>A</title>{lines}'.encode())

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), OtherSite) as server:
        origin = f"http://127.0.0.1:{server.server_port}"
        site = EmbeddingSite.objects.create(name="Intranet", origins=origin)
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_a_listed_page_walks_to_a_result_in_a_frame_as_high_as_each_step(
    browser, elsewhere, published
):
    context = browser.new_context(viewport={"width": 360, "height": 740}, color_scheme="dark")
    context.add_init_script(NO_STORAGE)
    page, problems = context.new_page(), list[str]()
    page.on("pageerror", lambda one: problems.append(str(one)))
    page.on("console", lambda one: one.type == "error" and problems.append(one.text))
    page.goto(f"http://127.0.0.1:{elsewhere.server_port}/")
    (frame,) = page.frames[1:]
    expect(frame.locator("h1")).to_be_visible()
    assert fits(page) != 800
    first = frame.locator("h1").inner_text()
    tap(frame, frame.locator(".choice input").first.get_attribute("value"))
    assert frame.locator("h1").inner_text() != first
    frame.goto(f"{frame.url.partition('/match/')[0]}/match/answers/?served=internal-ops")
    frame.get_by_role("link", name="See the result").click()
    expect(frame.get_by_role("group", name="What to do with this result")).to_be_visible()
    assert path(frame).endswith("/auto/match/result/")
    fits(page)
    with page.expect_popup() as opened:
        frame.get_by_role("link", name="Save, share or download").click()
    expect(opened.value.get_by_role("button", name="Save and share")).to_be_visible()
    assert path(opened.value) == "/match/result/"
    assert (context.cookies(), problems) == ([], [])
    page.goto(f"http://localhost:{elsewhere.server_port}/")
    assert page.frames[1].url == "chrome-error://chromewebdata/"
    context.close()


def fits(page: Page) -> int:
    """Wait until the frame has the height of what it shows; returns the height."""
    script = """() => document.documentElement.scrollHeight <= innerHeight
        && document.body.offsetHeight >= innerHeight - 1"""
    page.frames[1].wait_for_function(script)
    return int(page.locator("iframe").evaluate("(frame) => frame.offsetHeight"))
