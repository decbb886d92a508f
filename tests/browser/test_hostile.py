"""Visitors who mean no good: nothing runs, nothing breaks, and everybody is told what to do."""

from collections.abc import Iterator
from urllib.parse import quote, urlencode

import pytest
from playwright.sync_api import Page, expect

from matcher.models import SharedResult
from tests.browser.visitor import ask_for_link, decisions, share

pytestmark = pytest.mark.browser

SCRIPT = "</title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


@pytest.fixture
def quiet(page: Page) -> Iterator[Page]:
    """A page on which no strange script has run."""
    alarms: list[str] = []
    page.on("dialog", lambda dialog: (alarms.append(dialog.message), dialog.dismiss()))
    yield page
    assert alarms == []
    assert page.locator("img").count() == 0


def is_helpful(page: Page) -> bool:
    """Whether it is one of our pages, says something in words, and leads on."""
    return (
        page.locator("header .brand").count() == 1
        and page.locator("h1").count() == 1
        and page.locator("main a[href^='/'], main form").count() > 0
    )


STRANGE_ADDRESSES = {
    f"/match/?{urlencode({'label': SCRIPT, SCRIPT: SCRIPT, 'served': SCRIPT})}": 200,
    f"/match/?{urlencode({'asked': SCRIPT, 'then': SCRIPT})}": 200,
    f"/match/result/?{urlencode({'label': SCRIPT, SCRIPT: SCRIPT, 'object': SCRIPT})}": 200,
    f"/match/{quote(SCRIPT)}/": 404,
    "/match/?served=%00%07": 200,
    "/match/?served=%ff%fe": 400,
    "/match/?" + "x" * 10_000: 400,
    "/match/result/?" + "&".join(f"q{n}=1" for n in range(2_000)): 400,
    "/match/answers/?served=external-customer&served=internal-staff&served=both": 200,
    "/match/%2e%2e/%2e%2e/etc/passwd": 404,
    "/results/": 405,
    "/r/" + "A" * 4_000 + "/": 404,
    "/r/%00/created/": 404,
    "/r/nothing/delete/nothing/": 404,
}


def test_a_strange_address_gets_a_page_that_helps(published, quiet):
    got = {}
    for address in STRANGE_ADDRESSES:
        response = quiet.goto(address)
        got[address] = response.status if is_helpful(quiet) else "a bare page"
    assert got == STRANGE_ADDRESSES


def test_a_title_is_shown_as_it_was_written(published, quiet, returns):
    quiet.goto(f"/match/result/?{returns.query}")
    link = share(quiet, title=SCRIPT)
    expect(quiet.locator(".lead strong")).to_have_text(SCRIPT)
    deletion_link = quiet.locator(".link a").last.inner_text()
    quiet.goto(link)
    expect(quiet.locator(".work-name")).to_have_text(SCRIPT)
    assert quiet.title().startswith(SCRIPT)
    quiet.goto(deletion_link)
    expect(quiet.locator(".lead")).to_have_text(SCRIPT)


@pytest.mark.parametrize("title", ["a bell \a rings", "x" * 121])
def test_a_title_that_cannot_be_kept_is_refused_beside_the_field(published, page, returns, title):
    page.goto(f"/match/result/?{returns.query}")
    field = page.locator("#title")
    field.evaluate("(field) => field.removeAttribute('maxlength')")
    ask_for_link(page, title)
    expect(page.get_by_role("alert")).to_be_visible()
    assert page.title().startswith("Error: ")
    assert field.get_attribute("aria-invalid") == "true"
    page.get_by_role("alert").get_by_role("link").click()
    expect(field).to_be_focused()
    assert decisions(page) == returns.first
    share(page, title="Plain")


# ── Other sites ──────────────────────────────────────────────────────────────────────────

TRAP = """<!DOCTYPE html><title>Trap</title>
<form action="{site}/results/" method="post">
  <input name="edition" value="1"><input name="served" value="external-customer">
  <button>Win a prize</button>
</form>"""

FORGE = """(address) => fetch(address, {
  method: "POST", mode: "no-cors", body: new URLSearchParams("edition=1&served=external-customer"),
}).catch(() => null).then(() => null)"""


@pytest.mark.parametrize("trap", ["http://trap.example/", "data:"])
def test_another_site_cannot_make_a_visitor_store_a_result(published, browser, live_server, trap):
    page = browser.new_page()
    html = TRAP.format(site=live_server.url)
    page.route(f"{trap}**", lambda route: route.fulfill(body=html, content_type="text/html"))
    page.goto(f"{trap}text/html,{html}" if trap == "data:" else trap)
    page.evaluate(FORGE, f"{live_server.url}/results/")
    with page.expect_navigation():
        page.get_by_role("button").click()
    expect(page.locator("h1")).to_have_text("This was sent from another site")
    assert is_helpful(page)
    assert not SharedResult.objects.exists()
    page.close()
