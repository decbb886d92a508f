"""2,000 requests to every URL, as nobody, as an editor and as a publisher: none is a fault of ours,
and none takes long. CPU time counts, which a busy machine does not change."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from http import HTTPStatus
from http.cookies import SimpleCookie
from time import thread_time

import pytest
from django.contrib.auth.models import Group, User
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone

from matcher.core import Answers, Taxonomy
from matcher.editions import PublishedRelease
from matcher.models import Axis, Case, Edition, Kpi, Question
from matcher.preview import preview_root
from matcher.sharing import save_result
from tests.client import Client
from tests.hostile.fuzzer import Fuzzer, Sent
from tests.web.programmes import Made, made

SECONDS = 2.0
"""Of CPU time for one request."""

SHARES = {"nobody": (12, 1_300), "editor": (7, 350), "publisher": (2_026, 350)}
"""A seed and a number of requests for each kind of person."""


@pytest.fixture
def known(published: PublishedRelease, drafted: Taxonomy) -> Mapping[str, Sequence[str]]:
    """What exists, by the names that parts of URLs and fields have for it."""
    result = save_result(release=published, answers=Answers(()), title="Returns")
    programme: Made = made("", release=published)
    programme.ask(1, "Ada")
    questions = {question.slug: question for question in drafted.questions}
    rows = [str(model.objects.values_list("pk", flat=True)[0]) for model in (Axis, Kpi, Question)]
    return {
        "token": (result.token, programme.links.token),
        "key": (result.deletion_key, programme.links.key),
        "number": ("1", "2"),
        "respondent": (programme.respondent(1, 1).split("/")[-2], "1"),
        "question": tuple(questions),
        "family": tuple(outcome.slug for outcome in drafted.outcomes),
        "slug": tuple(Case.objects.values_list("slug", flat=True)[:5]),
        "name": ("family", "fit", *questions),
        "part": ("combinations", "warnings"),
        "extension": ("md", "json", "docx", "pdf", "xlsx"),
        "object_id": (*rows, str(Edition.objects.values_list("pk", flat=True)[0])),
        "app_label": ("matcher", "auth"),
        "edition": ("1",),
        "action": ("delete_selected", "preview"),
        "_selected_action": tuple(rows),
        "_to_field": ("id", "options"),
        "url": (preview_root(timezone.now() + timedelta(days=1)),),
        **{slug: [option.slug for option in one.options] for slug, one in questions.items()},
    }


def browser_of(role: str) -> Client:
    """The browser of somebody in this group, or of nobody. It answers what a fault becomes."""
    client = Client(raise_request_exception=False)
    if role != "nobody":
        user = User.objects.create_user(role, is_staff=True)
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
    return client


def answer(client: Client, request: Sent) -> tuple[HttpResponse, float]:
    """The answer and what it took. Nothing is kept of it, not even a log-out."""
    cookies = client.cookies.copy()
    started = thread_time()
    with transaction.atomic():
        response = client.generic(
            request.method, request.url, request.body, request.content_type, headers=request.headers
        )
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(cookies)
    return response, thread_time() - started


def fault(client: Client, request: Sent) -> str:
    """What is wrong with the answer, in words; empty if it is well."""
    response, seconds = answer(client, request)
    if response.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return f"{response.status_code} {getattr(response, 'exc_info', '')}"
    if seconds > SECONDS and answer(client, request)[1] > SECONDS:  # not for the first time only
        return f"{seconds:.1f} s"
    return ""


@pytest.mark.parametrize("role", SHARES)
def test_no_request_is_a_fault_of_ours_or_takes_long(
    role: str, known: Mapping[str, Sequence[str]]
) -> None:
    seed, count = SHARES[role]
    client = browser_of(role)
    found = {
        f"{request.method} {request.url[:300]}": wrong
        for request in Fuzzer(seed, known).requests(count)
        if (wrong := fault(client, request))
    }
    assert found == {}


def test_the_fuzzer_asks_for_every_view(known: Mapping[str, Sequence[str]]) -> None:
    urls = [request.url for request in Fuzzer(1, known).one_each()]
    assert any(url.startswith("/admin/matcher/kpi/") for url in urls)
    assert any(url.startswith("/programme/") for url in urls)
    assert len(urls) > 150
