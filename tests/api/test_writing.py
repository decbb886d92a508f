"""What programs keep: results and programmes, written once, with limits and with the key."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries, Settings

from matcher.api_keys import keep_key, new_secret, revoke
from matcher.models import (
    ApiKey,
    Programme,
    ProgrammeRow,
    RepeatableWrite,
    SharedResult,
    WriteCount,
)
from matcher.programmes import MAX_ROWS
from matcher.triggers import keep_triggers
from tests.api.calls import Program, problem

ANSWERS = {"object": "invoices-payments"}
RESULT = {"title": "Invoices of <b>Graz</b>", "answers": ANSWERS}
PROGRAMME = {
    "title": "All of finance",
    "rows": [{"name": "Invoices", "answers": ANSWERS}, {"name": "Payroll"}],
}


@pytest.fixture
def kept(program: Program) -> dict[str, str]:
    links: dict[str, str] = program.post("/results", RESULT).json()
    return links


@pytest.fixture
def programme(program: Program) -> dict[str, str]:
    links: dict[str, str] = program.post("/programmes", PROGRAMME).json()
    return links


def path(links: dict[str, str], kind: str = "results") -> str:
    return f"/{kind}/{links['token']}"


# ── Results ──────────────────────────────────────────────────────────────────────────────


def test_a_result_is_kept_read_retitled_and_deleted(program: Program, kept: dict[str, str]) -> None:
    token, key = kept["token"], kept["key"]
    assert kept == {
        "token": token,
        "url": f"http://testserver/r/{token}/",
        "key": key,
        "edit_url": f"http://testserver/r/{token}/delete/{key}/",
    }
    read = program.get(path(kept))
    assert read.json() == program.client.get(f"/r/{token}.json").json()
    assert (read.json()["title"], read.json()["answers"]) == (RESULT["title"], ANSWERS)
    assert program.get(path(kept), **{"If-None-Match": read["ETag"]}).status_code == 304

    assert program.patch(path(kept), {"title": "Others"}, edit_key=key).status_code == 204
    assert program.get(path(kept)).json()["title"] == "Others"

    deleted = program.delete(path(kept), edit_key=key)
    assert (deleted.status_code, deleted.content) == (204, b"")
    assert problem(program.get(path(kept)))[0] == 410
    assert problem(program.delete(path(kept), edit_key=key))[0] == 410


def test_only_the_key_deletes_and_guessing_it_ends(program: Program, kept: dict[str, str]) -> None:
    assert problem(program.delete(path(kept))) == (
        422,
        "“Edit-Key” is missing.",
        ("Edit-Key",),
    )
    for _attempt in range(20):
        wrong = program.delete(path(kept), edit_key="wrong", idempotency_key="a")
        assert problem(wrong)[0] == 404
    refused = program.delete(path(kept), edit_key=kept["key"])
    assert problem(refused)[0] == 429
    assert int(refused["Retry-After"]) > 0
    assert program.get(path(kept)).status_code == 200


@pytest.mark.parametrize(
    ("change", "sentence", "field"),
    [
        ({"title": "a\x00b"}, "The title held invisible control characters.", "title"),
        ({"title": "x" * 121}, "Use 120 characters at most; the title has 121.", "title"),
        ({"title": None}, "“title” must be text, not null.", "title"),
        ({"keep_days": 31}, "“keep_days”: must be 30, 90 or 365.", "keep_days"),
        ({"edition": 7}, "There is no edition 7.", "edition"),
        ({"edition": 10**400}, "“edition”: must be less than or equal to", "edition"),
        ({"answers": {"object": "x"}}, "“object” has no option “x”.", "answers.object"),
    ],
)
def test_a_result_that_is_not_right_is_not_kept(
    program: Program, change: dict[str, object], sentence: str, field: str
) -> None:
    status, detail, fields = problem(program.post("/results", RESULT | change))
    assert (status, fields) == (422, (field,))
    assert detail.startswith(sentence)
    assert not SharedResult.objects.exists()


def test_one_address_keeps_so_many_as_on_pages(program: Program, settings: Settings) -> None:
    settings.WRITE_LIMIT = 1
    assert program.post("/results", RESULT).status_code == 201
    status, detail, _fields = problem(program.post("/results", RESULT))
    assert (status, SharedResult.objects.count()) == (429, 1)
    assert "Nothing of this call was kept or changed. Wait" in detail


def test_keeping_asks_the_database_as_often_as_a_page(
    program: Program, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    program.get("/taxonomy")
    with django_assert_num_queries(6):
        program.post("/results", RESULT)


# ── The same again ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("call", "body", "model"),
    [("/results", RESULT, SharedResult), ("/programmes", PROGRAMME, Programme)],
)
def test_the_same_write_is_done_once_and_answered_alike(
    program: Program, call: str, body: dict[str, object], model: type[SharedResult | Programme]
) -> None:
    first = program.post(call, body, idempotency_key="mine")
    again = program.post(call, body, idempotency_key="mine")
    assert (again.status_code, again.content) == (201, first.content)
    assert model.objects.count() == 1
    assert ProgrammeRow.objects.count() in (0, 2)
    assert first.json()["key"] not in str(list(RepeatableWrite.objects.values()))

    other = program.post(call, body | {"title": "Other"}, idempotency_key="mine")
    assert problem(other)[2] == ("Idempotency-Key",)
    assert (other.status_code, model.objects.count()) == (422, 1)
    assert program.post(call, body, idempotency_key="other").content != first.content


def test_a_deletion_sent_twice_is_answered_alike(program: Program, kept: dict[str, str]) -> None:
    for _time in range(2):
        response = program.delete(path(kept), edit_key=kept["key"], idempotency_key="mine")
        assert (response.status_code, response.content) == (204, b"")


CHANGES = {
    ("PATCH", "/results/{token}"): {"title": "Other"},
    ("DELETE", "/results/{token}"): None,
    ("PATCH", "/programmes/{token}"): {"title": "Other"},
    ("DELETE", "/programmes/{token}"): None,
    ("POST", "/programmes/{token}/rows"): {"rows": [{"name": "Returns"}]},
    ("PATCH", "/programmes/{token}/rows/{number}"): {"name": "Bills"},
    ("DELETE", "/programmes/{token}/rows/{number}"): None,
    ("POST", "/programmes/{token}/uploads"): b"Name\nReturns\n",
}
"""Every write that needs the key of what is kept, with what it sends."""


@pytest.mark.parametrize(("method", "template"), CHANGES)
def test_the_same_change_is_done_once_and_answered_alike(
    program: Program, request: pytest.FixtureRequest, method: str, template: str
) -> None:
    links = request.getfixturevalue("kept" if "results" in template else "programme")
    body, url = CHANGES[method, template], template.format(token=links["token"], number=1)
    data, content_type = (body, "text/csv")
    if not isinstance(body, bytes):
        data, content_type = json.dumps(body).encode(), "application/json"
    headers = {"edit_key": links["key"], "idempotency_key": "mine"}
    first, again = (program.send(method, url, data, content_type, **headers) for _time in range(2))
    assert first.status_code in (201, 204)
    assert (again.status_code, again.content) == (first.status_code, first.content)
    assert ProgrammeRow.objects.filter(name="Returns").count() == (method == "POST")
    other = program.send(method, url, data + b" ", content_type, **headers)
    assert problem(other)[2] == ("Idempotency-Key",)


def test_every_write_of_the_document_takes_a_key(program: Program) -> None:
    document = program.client.get("/api/v1/openapi.json").json()
    documented = {
        (method.upper(), url.removeprefix("/api/v1"))
        for url, methods in document["paths"].items()
        for method, call in methods.items()
        if "Idempotency-Key" in [each["name"] for each in call["parameters"]]
    }
    assert documented == {*CHANGES, ("POST", "/results"), ("POST", "/programmes")}


def test_what_failed_may_be_put_right_under_the_same_key(program: Program) -> None:
    wrong = program.post("/results", RESULT | {"title": "\x00"}, idempotency_key="mine")
    assert wrong.status_code == 422
    assert program.post("/results", RESULT, idempotency_key="mine").status_code == 201


def test_after_a_day_the_key_is_free_again(program: Program) -> None:
    program.post("/results", RESULT, idempotency_key="mine")
    RepeatableWrite.objects.update(created_at=timezone.now() - timedelta(hours=25))
    other = program.post("/results", RESULT | {"title": "Other"}, idempotency_key="mine")
    assert other.status_code == 201
    assert RepeatableWrite.objects.count() == 1


def test_a_write_that_is_being_done_is_not_done_beside_itself(program: Program) -> None:
    program.post("/results", RESULT, idempotency_key="mine")
    RepeatableWrite.objects.update(status=0, created_at=timezone.now())
    waiting = program.post("/results", RESULT, idempotency_key="mine")
    assert (problem(waiting)[0], waiting["Retry-After"]) == (409, "1")
    RepeatableWrite.objects.update(created_at=timezone.now() - timedelta(minutes=2))
    assert program.post("/results", RESULT, idempotency_key="mine").status_code == 201


@pytest.mark.parametrize("key", ["", "a b", "x" * 201, "ä"])
def test_a_key_of_a_write_is_visible_ascii(program: Program, key: str) -> None:
    response = program.post("/results", RESULT, idempotency_key=key)
    assert problem(response)[2] == ("Idempotency-Key",)
    assert not SharedResult.objects.exists()


# ── Programmes ───────────────────────────────────────────────────────────────────────────


def test_a_programme_is_kept_with_the_answers_of_its_rows(
    program: Program, programme: dict[str, str]
) -> None:
    token = programme["token"]
    read = program.get(path(programme, "programmes")).json()
    assert read == program.client.get(f"/programme/{token}/programme.json").json()
    assert [(row["name"], row["answers"]) for row in read["rows"]] == [
        ("Invoices", ANSWERS),
        ("Payroll", {}),
    ]
    csv = program.get(f"/programmes/{token}/programme.csv")
    assert csv["Content-Type"] == "text/csv; charset=utf-8"
    assert csv.content == program.client.get(f"/programme/{token}/programme.csv").content
    assert program.client.get(programme["edit_url"]).status_code == 200


def test_its_rows_are_added_changed_and_deleted(
    program: Program, programme: dict[str, str]
) -> None:
    rows, key = f"/programmes/{programme['token']}/rows", programme["key"]
    added = program.post(rows, {"rows": [{"name": "Returns"}]}, edit_key=key)
    assert (added.status_code, added.json()) == (201, {"added": [3]})
    program.patch(f"{rows}/3", {"name": "Refunds"}, edit_key=key)
    program.patch(f"{rows}/3", {"answers": ANSWERS}, edit_key=key)
    row = program.get(f"{rows}/3").json()
    assert (row["name"], row["answers"]) == ("Refunds", ANSWERS)
    assert program.delete(f"{rows}/3", edit_key=key).status_code == 204
    assert problem(program.get(f"{rows}/3"))[0] == 410
    assert problem(program.get(f"{rows}/4"))[0] == 404
    assert problem(program.patch(f"{rows}/1", {"name": "X"}, edit_key="wrong"))[0] == 404


def test_rows_that_are_not_right_are_named_and_none_is_added(program: Program) -> None:
    rows = [{"name": "Good"}, {"name": " "}, {"name": "C", "answers": {"object": "x"}}]
    status, detail, fields = problem(program.post("/programmes", {"rows": rows}))
    assert (status, fields) == (422, ("rows.1.name", "rows.2.answers.object"))
    assert detail == "Give the row a name. “object” has no option “x”."
    assert not Programme.objects.exists()


def test_a_programme_with_too_many_rows_is_not_kept_at_all(program: Program) -> None:
    rows = [{"name": f"Work {number}"} for number in range(MAX_ROWS + 1)]
    status, detail, fields = problem(program.post("/programmes", {"rows": rows}))
    assert (status, fields) == (422, ("rows",))
    assert detail == f"A programme has {MAX_ROWS} rows at most. Nothing was changed."
    assert not Programme.objects.exists()


def test_a_spreadsheet_adds_what_can_be_read_and_names_the_rest(
    program: Program, programme: dict[str, str]
) -> None:
    sheet = b"Name,object\nReturns,invoices-payments\nOthers,nonsense\n"
    uploads, key = f"/programmes/{programme['token']}/uploads", programme["key"]
    response = program.send("POST", uploads, sheet, "text/csv", edit_key=key)
    assert response.status_code == 201
    assert response.json() == {
        "added": [3],
        "problems": [{"row": 3, "column": 2, "reason": "option", "text": "nonsense"}],
    }
    refused = program.send("POST", uploads, sheet, "image/png", edit_key=key)
    assert problem(refused)[0] == 415
    unreadable = program.send("POST", uploads, b"PK\x03\x04", "text/csv", edit_key=key)
    assert problem(unreadable)[0] == 422


def test_a_programme_keeps_no_more_files_than_its_page_says(
    program: Program, programme: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("matcher.programme_uploads.MAX_KEPT", 1)
    uploads, key = f"/programmes/{programme['token']}/uploads", programme["key"]
    first, second = (
        program.send("POST", uploads, b"Name\n" + name, "text/csv", edit_key=key)
        for name in (b"Returns", b"Claims")
    )
    assert (first.status_code, problem(second)[0]) == (201, 409)
    assert [row["name"] for row in program.get(path(programme, "programmes")).json()["rows"]] == [
        "Invoices",
        "Payroll",
        "Returns",
    ]


def test_what_is_watched_about_a_row_survives_a_change_of_it(
    program: Program, programme: dict[str, str]
) -> None:
    keep_triggers(ProgrammeRow.objects.get(number=1), ["When the contract ends"])
    row = f"{path(programme, 'programmes')}/rows/1"
    assert program.patch(row, {"name": "Bills"}, edit_key=programme["key"]).status_code == 204
    read = program.get(row).json()
    assert (read["name"], read["watched"]) == ("Bills", ["When the contract ends"])


def test_a_programme_is_retitled_and_deleted(program: Program, programme: dict[str, str]) -> None:
    address, key = path(programme, "programmes"), programme["key"]
    assert program.patch(address, {"title": "Other"}, edit_key=key).status_code == 204
    assert program.get(address).json()["title"] == "Other"
    assert program.delete(address, edit_key=key).status_code == 204
    assert problem(program.get(address))[0] == 410


# ── Keys, limits and origins ─────────────────────────────────────────────────────────────


@pytest.fixture
def api_key(db: None) -> ApiKey:
    return ApiKey(name="Intranet", reads_a_minute=3, writes_an_hour=1)


def test_a_key_has_limits_of_its_own_and_a_last_use(
    program: Program, api_key: ApiKey, settings: Settings
) -> None:
    settings.WRITE_LIMIT, settings.API_READ_LIMIT = 1, 1
    secret = new_secret()
    keep_key(api_key, secret)
    bearer = f"Bearer {secret}"
    assert program.post("/results", RESULT).status_code == 201
    assert problem(program.get("/editions"))[0] == 429
    assert program.post("/results", RESULT, authorization=bearer).status_code == 201
    assert problem(program.post("/results", RESULT, authorization=bearer))[0] == 429
    assert program.get("/editions", authorization=bearer).status_code == 200
    assert problem(program.get("/editions", authorization=bearer))[0] == 429
    api_key.refresh_from_db()
    assert api_key.last_used_on == timezone.now().date()
    assert secret not in str(list(ApiKey.objects.values()))


def test_a_key_costs_one_query_a_call(
    program: Program, api_key: ApiKey, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    secret = new_secret()
    keep_key(api_key, secret)
    program.get("/labels", authorization=f"Bearer {secret}")
    with django_assert_num_queries(2):
        program.get("/labels", authorization=f"bearer {secret}")


def test_a_key_that_is_not_taken_is_refused_in_words(program: Program, api_key: ApiKey) -> None:
    secret = new_secret()
    keep_key(api_key, secret)
    revoke(api_key)
    for header, sentence in (
        (f"Bearer {secret}", "It was revoked. Ask whoever gave it to you for another."),
        (f"Bearer {secret[:-1]}", "We do not know it: it may have been copied in part."),
        ("Basic eDp5", "A key is sent as “Authorization: Bearer bpo_…”."),
        ("Bearer", "We do not know it"),
    ):
        response = program.get("/editions", authorization=header)
        status, detail, _fields = problem(response)
        assert (status, response["WWW-Authenticate"]) == (401, "Bearer")
        assert detail.startswith(sentence)


def test_reads_are_limited_by_the_minute(program: Program, settings: Settings) -> None:
    settings.API_READ_LIMIT = 2
    for _time in range(2):
        assert program.get("/editions").status_code == 200
    refused = program.get("/editions")
    assert problem(refused)[0] == 429
    assert 0 < int(refused["Retry-After"]) <= 60
    assert not WriteCount.objects.exists()


def test_another_site_writes_only_if_its_origin_is_listed(
    program: Program, settings: Settings
) -> None:
    foreign = {"origin": "https://other.example", "sec-fetch-site": "cross-site"}
    refused = program.post("/results", RESULT, **foreign)
    status, detail, _fields = problem(refused)
    assert status == 403
    assert detail.startswith("Its origin is not among those that may call us from a browser.")
    assert "Access-Control-Allow-Origin" not in refused
    assert not SharedResult.objects.exists()

    settings.CORS_ALLOWED_ORIGINS = [foreign["origin"]]
    kept = program.post("/results", RESULT, **foreign)
    assert kept.status_code == 201
    assert kept["Access-Control-Allow-Origin"] == foreign["origin"]
    preflight = program.client.options(
        "/api/v1/results",
        headers={
            "origin": foreign["origin"],
            "access-control-request-method": "POST",
            "access-control-request-headers": "content-type,idempotency-key,edit-key",
        },
    )
    assert preflight.status_code == 200
    assert "idempotency-key" in preflight["Access-Control-Allow-Headers"]
    page = program.client.get("/", headers={"origin": foreign["origin"]})
    assert "Access-Control-Allow-Origin" not in page
