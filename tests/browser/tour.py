"""Every public page in every state that a visitor can bring about."""

import json
from collections.abc import Iterator
from hashlib import sha256
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone
from playwright.sync_api import Page, expect

from matcher.core import Taxonomy
from matcher.models import Edition
from tests.browser.conftest import Work
from tests.browser.visitor import share

TOO_LONG = "x" * 10_001


def addresses(taxonomy: Taxonomy, work: Work) -> dict[str, str]:
    """The states that an address alone brings about, by name."""
    few = urlencode(dict(list(work.answers.items())[:5]))
    unsure = urlencode({one.slug: "not-sure" for one in taxonomy.questions})
    last = list(work.answers)[-1]
    label = taxonomy.labels[0].slug
    return {
        "home": "/",
        "first question": "/match/",
        "question with nothing picked": "/match/?served=not-sure&asked=work_kind",
        "question with a part ignored": "/match/?shape=round&served=nobody&object=a&object=b",
        "question with a suggestion": "/match/control/?readiness=in-heads",
        "question from a label": f"/match/?label={label}",
        "question with an early result": f"/match/?{few}",
        "last question, answered": f"/match/{last}/?{work.query}&then=result",
        "answers": f"/match/answers/?{few}",
        "no answers": "/match/answers/",
        "result": f"/match/result/?{work.query}&label={label}",
        "provisional result": f"/match/result/?{few}&shape=round",
        "result with nothing but not sure": f"/match/result/?{unsure}",
        "no result": "/match/result/",
        "nothing to compare": "/compare/",
        "links that cannot be compared": "/compare/?r=nothing&r=",
        "families": "/families/",
        "family": f"/families/{work.first['family']}/",
        "labels": "/labels/",
        "method": "/method/",
        "privacy": "/privacy/",
        "address too long": f"/match/?served={TOO_LONG}",
        "no such page": "/nowhere/",
        "no such question": "/match/nothing/",
        "no such family": "/families/nobody/",
        "no such result": "/r/nothing/",
        "a form's address": "/results/",
    }


def states(page: Page, taxonomy: Taxonomy, work: Work, settings: Any) -> Iterator[str]:
    """Bring the page into one state after the other; yields the name of each."""
    for name, address in addresses(taxonomy, work).items():
        page.goto(address)
        yield name

    page.goto(f"/match/result/?{work.query}")
    page.get_by_label("Title").fill("a bell \a rings")
    page.get_by_role("button", name="Create the link").click()
    expect(page.get_by_role("alert")).to_be_visible()
    yield "title refused"

    link = share(page, "For the board")
    deletion_link = page.locator(".link a").last.inner_text()
    yield "links created"
    page.goto(link)
    yield "shared result"

    page.goto("/match/result/?served=external-customer&control=we-direct")
    page.goto(f"/compare/?{urlencode([('r', link), ('r', share(page))])}")
    yield "comparison"

    with_a_dead_end(taxonomy)
    page.goto(link)
    expect(page.locator("main")).to_contain_text("Edition 2 has been published since")
    yield "shared result of an old edition"
    page.goto(f"/match/?{DEAD_END}&asked=served")
    yield "question with every place ruled out"
    page.goto(f"/match/result/?{DEAD_END}")
    yield "result with every place ruled out"

    settings.WRITE_LIMIT = 0
    page.goto(f"/match/result/?{work.query}")
    page.get_by_role("button", name="Create the link").click()
    expect(page.locator("h1")).to_have_text("That was a lot in a short time")
    yield "too many writes"
    settings.WRITE_LIMIT = 1_000

    page.goto(deletion_link)
    yield "deletion asked"
    page.get_by_role("button", name="Delete it for good").click()
    expect(page.locator("h1")).to_have_text("The result is deleted")
    yield "result deleted"
    page.goto(link)
    yield "deleted result"


DEAD_END = "served=external-customer&data_location=must-stay-country"
"""Answers that rule out every place in the edition made by `with_a_dead_end`."""


def with_a_dead_end(taxonomy: Taxonomy) -> None:
    """Publish edition 2, in which one answer rules out all places. No shipped answer does."""
    draft = json.loads(taxonomy.to_json())
    for cell in draft["evidence"]:
        if (cell["option"], cell["axis"]) == ("must-stay-country", "geography"):
            cell |= {"strength": 0, "excludes": True}
    text = json.dumps(draft)
    Edition.objects.create(
        number=2,
        taxonomy_json=text,
        sha256=sha256(text.encode()).hexdigest(),
        note="A dead end",
        published_at=timezone.now(),
    )
