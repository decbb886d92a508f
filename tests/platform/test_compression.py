"""Public pages are compressed quickly; what may hold a secret is left to Django."""

import gzip

import brotli
import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from bpo_matcher.compression import quick_compression

TEXT = "A sentence that repeats itself. " * 40


def answered(response: HttpResponse, **headers: str) -> HttpResponse:
    request = RequestFactory().get("/", headers=headers)
    return quick_compression(lambda _request: response)(request)


@pytest.mark.parametrize(
    ("accepted", "encoding", "decompress"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip,br;q=0", "gzip", gzip.decompress),
        ("gzip", "gzip", gzip.decompress),
    ],
)
def test_a_page_is_compressed_and_says_so(accepted, encoding, decompress):
    response = answered(HttpResponse(TEXT, headers={"ETag": '"one"'}), accept_encoding=accepted)
    assert decompress(response.content).decode() == TEXT
    assert {name: response[name] for name in ("Content-Encoding", "Vary", "ETag")} == {
        "Content-Encoding": encoding,
        "Vary": "Accept-Encoding",
        "ETag": 'W/"one"',
    }
    assert response["Content-Length"] == str(len(response.content))


@pytest.mark.parametrize(
    ("response", "headers"),
    [
        (HttpResponse(TEXT), {}),
        (HttpResponse(TEXT), {"accept_encoding": "zstd"}),
        (HttpResponse("short"), {"accept_encoding": "gzip"}),
        (HttpResponse(TEXT), {"accept_encoding": "gzip", "cookie": "sessionid=secret"}),
        (HttpResponse(TEXT, headers={"Content-Encoding": "br"}), {"accept_encoding": "gzip"}),
    ],
)
def test_anything_else_is_left_alone(response: HttpResponse, headers: dict[str, str]):
    before = response.content
    assert answered(response, **headers).content == before
    assert response.headers.get("Content-Encoding") in (None, "br")


@pytest.mark.parametrize("accepted", ["gzip;q=0", "br; q=0.000, gzip;Q=0", "*;q=0", ""])
def test_what_a_client_refuses_it_does_not_get(client, accepted):
    for cookie in ({}, {"cookie": "a=b"}):
        response = client.get("/nowhere/", headers={"accept-encoding": accepted, **cookie})
        assert "Content-Encoding" not in response.headers
        assert b"</html>" in response.content


def test_a_public_page_is_compressed_whatever_its_answer(client):
    response = client.get("/nowhere/", headers={"accept-encoding": "gzip"})
    assert (response.status_code, response["Content-Encoding"]) == (404, "gzip")
    assert b"</html>" in gzip.decompress(response.content)


def test_the_middleware_takes_any_request():
    request = HttpRequest()
    assert quick_compression(lambda _request: HttpResponse(TEXT))(request).content == TEXT.encode()
