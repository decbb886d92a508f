"""The pages: CPU time as a ratio to a view that does nothing, and bytes over the wire."""

import re
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import brotli
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application
from django.test import override_settings
from django.test.client import RequestFactory

from bpo_matcher.gateway import warm_up
from matcher.core import Answers, write_query
from matcher.editions import Release
from matcher.link_keys import new_form_key
from matcher.sharing import save_result
from tests.bench.timing import cpu_seconds_in_turn

Row = tuple[str, str, str]
HOST = "127.0.0.1"
FORM = "application/x-www-form-urlencoded"


def ratios(published: Release, case: Answers) -> list[Row]:
    """CPU milliseconds of the view that does nothing, and the other pages as its multiples."""
    query = write_query(case)
    some = write_query(Answers(case.picks[:5], context=case.context))
    token = save_result(release=published, answers=case).token
    etag = dict(ask(f"/r/{token}/")[1])["ETag"]
    fields = f"{query}&edition={published.number}&title=Returns&expires=30&tz=Europe/Berlin"
    pages: list[tuple[str, float, Callable[[], object]]] = [
        ("question page", 3.5, lambda: ask(f"/match/?{some}")),
        ("htmx step", 3.2, lambda: ask(f"/match/?{some}", HTTP_HX_REQUEST="true")),
        ("saving a result", 6, lambda: ask("/results/", body=f"{fields}&key={new_form_key()}")),
        ("result page", 14, lambda: ask(f"/match/result/?{query}")),
        ("shared result", 14, lambda: ask(f"/r/{token}/")),
        ("shared result, 304", 1.5, lambda: ask(f"/r/{token}/", HTTP_IF_NONE_MATCH=etag)),
    ]
    nothing, *seconds = cpu_seconds_in_turn(
        [lambda: ask("/nothing/"), *(call for _name, _budget, call in pages)]
    )
    return [
        ("nothing, CPU milliseconds", f"{nothing * 1000:.2f}", ""),
        *(
            (name, f"{taken / nothing:.2f}", f"at most {budget}")
            for (name, budget, _call), taken in zip(pages, seconds, strict=True)
        ),
    ]


_application = None


def ask(
    path: str, *, body: str | None = None, content_type: str = FORM, **headers: str
) -> tuple[bytes, list[tuple[str, str]]]:
    """One request through the whole stack as a server makes it: its body and its headers."""
    global _application  # noqa: PLW0603 - one application for all requests, as in a server
    if _application is None:
        _application = get_wsgi_application()
        warm_up(_application)
    factory = RequestFactory()
    common = {
        "HTTP_HOST": HOST,
        "HTTP_ACCEPT_ENCODING": "gzip, deflate, br, zstd",
        "HTTP_SEC_FETCH_SITE": "same-origin",
    }
    request = (
        factory.get(path, **common, **headers)
        if body is None
        else factory.post(path, body, content_type=content_type, **common, **headers)
    )
    head: list[tuple[str, str]] = []
    response = _application(
        {**request.environ, "wsgi.input": BytesIO((body or "").encode())},
        lambda status, headers, _error=None: head.extend([("status", status), *headers]),
    )
    content = b"".join(response)
    response.close()
    if int(head[0][1][:3]) >= 400:
        raise RuntimeError(f"{path} answered {head[0][1]}")
    return content, head


def first_load(case: Answers) -> list[Row]:
    """What a browser fetches for the first question, compressed with brotli."""
    with TemporaryDirectory() as folder, override_settings(STATIC_ROOT=folder):
        page, _headers = ask("/match/")
        text = brotli.decompress(page).decode()
        call_command("collectstatic", "--noinput", verbosity=0)
        files = {
            name: len(brotli.compress((Path(folder) / name).read_bytes()))
            for name in re.findall(r'(?:src|href)="/static/([^"?]+)"', text)
        }
    return _sizes(len(page), files)


def _sizes(page: int, files: Mapping[str, int]) -> list[Row]:
    total = page + sum(files.values())
    return [
        ("first question, page", f"{page / 1024:.1f}", ""),
        *((f"first question, {name}", f"{size / 1024:.1f}", "") for name, size in files.items()),
        ("first question, everything, KB over the wire", f"{total / 1024:.1f}", "at most 40"),
    ]
