"""What visitors send is small; anything else is refused before it is read."""

import io

import pytest
from django.urls import reverse

from matcher.web.bodies import MAX_BODY, MAX_DESK_FORM
from tests.client import FORM, Client
from tests.web.editions import publish, small
from tests.web.reading import Page

pytestmark = pytest.mark.django_db

FILES = "multipart/form-data; boundary=x"
URLS = ["/results/", "/r/token/delete/key/", "/admin/login/", "/match/"]


class Unread(io.BytesIO):
    """A body that nobody may read."""

    def read(self, *_: object) -> bytes:
        raise AssertionError("It was read.")


class Stopped(io.BytesIO):
    """A body of which nothing more arrives."""

    def read(self, *_: object) -> bytes:
        raise TimeoutError


def send(client: Client, url: str, content_type: str, length: int, body: io.BytesIO | None = None):
    return client.generic(
        "POST",
        url,
        CONTENT_TYPE=content_type,
        CONTENT_LENGTH=str(length),
        **{"wsgi.input": body or Unread()},
    )


def status_and_heading(response) -> tuple[int, str]:
    return response.status_code, Page(response).one("h1").text


@pytest.mark.parametrize("url", [url for url in URLS if "admin" not in url])
def test_a_long_form_of_a_visitor_is_refused_unread(client, url):
    response = send(client, url, FORM, MAX_BODY + 1)
    assert status_and_heading(response) == (413, "This is too much")
    assert "What is sent here may have 20,000 bytes at most." in Page(response).text


@pytest.mark.parametrize("url", ["/admin/login/", "/admin/matcher/warning/add/"])
def test_a_form_of_the_desk_may_be_long_enough_to_carry_what_somebody_typed(client, url):
    response = send(client, url, FORM, MAX_DESK_FORM + 1)
    assert status_and_heading(response) == (413, "This is too much")
    with pytest.raises(AssertionError, match="It was read"):
        send(client, url, FORM, MAX_DESK_FORM)


@pytest.mark.parametrize("url", URLS)
@pytest.mark.parametrize("length", [0, 100, 100_000_000])
def test_a_file_of_a_visitor_is_refused_unread(client, url, length):
    assert status_and_heading(send(client, url, FILES, length)) == (415, "We take no files")


def test_a_session_that_is_none_opens_nothing(client):
    client.cookies["sessionid"] = "made-up"
    assert status_and_heading(send(client, "/admin/login/", FILES, 100))[0] == 415


def test_a_file_that_stops_on_its_way_is_no_fault_of_ours(client):
    publish(small())
    response = send(client, "/programme/", FILES, 100_000, Stopped())
    assert status_and_heading(response) == (408, "Not all of it arrived")
    assert "What you sent stopped on its way to us. Nothing was changed." in Page(response).text


def test_a_program_is_told_the_same(client):
    publish(small())
    response = send(client, "/api/v1/programmes", "application/json", 100_000, Stopped())
    problem = response.json()
    assert (response.status_code, problem["title"]) == (408, "Not all of it arrived")


def test_a_form_as_long_as_may_be_is_read(client):
    publish(small())
    form = "edition=1&colour=green&title="
    assert client.post("/results/", form.ljust(MAX_BODY, "a")).status_code == 400
    assert client.post("/results/", form).status_code == 303


def test_whoever_is_logged_in_may_send_files(admin_client):
    file = io.BytesIO(b"x" * (MAX_BODY + 1))
    response = admin_client.post(reverse("admin:desk_taxonomy_import"), {"file": file})
    assert response.status_code == 200


def test_what_is_read_only_needs_no_length(client):
    publish(small())
    assert client.get("/match/", CONTENT_LENGTH="100000000").status_code == 200
