"""Who writes: other sites may not, and clients are distinguished by IP address."""

from ipaddress import ip_network

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from matcher.web.client import believe_proxies_only, client_address, is_from_another_site

HOST = "match.example.org"


@pytest.fixture(autouse=True)
def own_host(settings):
    settings.ALLOWED_HOSTS = [HOST]
    settings.TRUSTED_PROXIES = ()
    settings.TRUST_UNIX_SOCKET = False


def write(**headers):
    return RequestFactory().post("/results/", HTTP_HOST=HOST, **headers)


@pytest.mark.parametrize(
    ("headers", "refused"),
    [
        ({}, False),
        ({"HTTP_SEC_FETCH_SITE": "same-origin"}, False),
        ({"HTTP_SEC_FETCH_SITE": "none"}, False),
        ({"HTTP_SEC_FETCH_SITE": "same-site"}, True),
        ({"HTTP_SEC_FETCH_SITE": "cross-site"}, True),
        ({"HTTP_SEC_FETCH_SITE": ""}, True),
        ({"HTTP_SEC_FETCH_SITE": "cross-site", "HTTP_ORIGIN": f"https://{HOST}"}, True),
        ({"HTTP_SEC_FETCH_SITE": "same-origin", "HTTP_ORIGIN": "https://evil.example"}, False),
        ({"HTTP_ORIGIN": f"https://{HOST}"}, False),
        ({"HTTP_ORIGIN": f"http://{HOST}"}, False),
        ({"HTTP_ORIGIN": f"https://{HOST}:8443"}, True),
        ({"HTTP_ORIGIN": f"https://{HOST}.evil.example"}, True),
        ({"HTTP_ORIGIN": "https://evil.example"}, True),
        ({"HTTP_ORIGIN": "null"}, True),
        ({"HTTP_ORIGIN": ""}, True),
        ({"HTTP_ORIGIN": HOST}, True),
    ],
)
def test_a_write_that_another_site_started_is_told_by_what_browsers_say(headers, refused):
    assert is_from_another_site(write(**headers)) is refused


@pytest.mark.parametrize(
    ("trusted", "remote", "forwarded", "client"),
    [
        ((), "203.0.113.9", None, "203.0.113.9"),
        ((), "203.0.113.9", "198.51.100.1", "203.0.113.9"),
        (("10.0.0.0/8",), "203.0.113.9", "198.51.100.1", "203.0.113.9"),
        (("10.0.0.0/8",), "10.0.0.1", "198.51.100.1", "198.51.100.1"),
        (("10.0.0.0/8",), "10.0.0.1", "6.6.6.6, 198.51.100.1", "198.51.100.1"),
        (("10.0.0.0/8",), "10.0.0.1", "198.51.100.1, 10.0.0.2", "198.51.100.1"),
        (("10.0.0.0/8",), "10.0.0.1", "10.0.0.3,10.0.0.2", "10.0.0.3"),
        (("10.0.0.0/8",), "10.0.0.1", None, "10.0.0.1"),
        (("10.0.0.0/8",), "10.0.0.1", "", "10.0.0.1"),
        (("10.0.0.0/8",), "10.0.0.1", "somebody", "10.0.0.1"),
        (("10.0.0.0/8",), "10.0.0.1", "198.51.100.1, <script>", "10.0.0.1"),
        (("::1/128",), "::1", "198.51.100.1", "198.51.100.1"),
        (("10.0.0.0/8",), "::ffff:10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ((), "2001:db8:1:2:3:4:5:6", None, "2001:db8:1:2::/64"),
        ((), "", None, ""),
        ((), "", "198.51.100.1", ""),
        (("10.0.0.0/8",), "10.0.0.1", "198.51.100.1:1234", "198.51.100.1"),
        (("10.0.0.0/8",), "10.0.0.1", "198.51.100.1:1234, 10.0.0.2:80", "198.51.100.1"),
        (("10.0.0.0/8",), "10.0.0.1", "[2001:db8::1]:443", "2001:db8::/64"),
        (("10.0.0.0/8",), "10.0.0.1", "[2001:db8::1]", "2001:db8::/64"),
        (("10.0.0.0/8",), "10.0.0.1", "[::ffff:198.51.100.1]:443", "198.51.100.1"),
        (("10.0.0.0/8",), "10.0.0.1", "198.51.100.1, [oops", "10.0.0.1"),
    ],
)
def test_the_client_is_the_nearest_hop_that_is_no_proxy_of_ours(
    settings, trusted, remote, forwarded, client
):
    settings.TRUSTED_PROXIES = tuple(map(ip_network, trusted))
    headers = {} if forwarded is None else {"HTTP_X_FORWARDED_FOR": forwarded}
    assert client_address(write(REMOTE_ADDR=remote, **headers)) == client


@pytest.mark.parametrize(
    ("forwarded", "client"),
    [
        ("198.51.100.1", "198.51.100.1"),
        ("6.6.6.6, 198.51.100.1, 10.0.0.2", "198.51.100.1"),
        ("", ""),
    ],
)
def test_a_proxy_at_a_unix_socket_is_ours_if_we_say_so(settings, forwarded, client):
    settings.TRUSTED_PROXIES = (ip_network("10.0.0.0/8"),)
    settings.TRUST_UNIX_SOCKET = True
    request = write(REMOTE_ADDR="", HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == client


@pytest.mark.parametrize(
    ("unix", "sender", "believed"),
    [
        (False, "10.0.0.1", True),
        (False, "10.0.0.1:8000", True),
        (False, "203.0.113.9", False),
        (False, "", False),
        (True, "", True),
        (True, "203.0.113.9", False),
    ],
)
def test_only_a_proxy_of_ours_says_what_the_scheme_is(settings, unix, sender, believed):
    settings.TRUSTED_PROXIES = (ip_network("10.0.0.0/8"),)
    settings.TRUST_UNIX_SOCKET = unix
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    request = write(REMOTE_ADDR=sender, HTTP_X_FORWARDED_PROTO="https")
    believe_proxies_only(lambda _request: HttpResponse())(request)
    assert request.is_secure() is believed


def test_one_client_cannot_pass_for_many_by_changing_its_ipv6_address():
    addresses = {
        client_address(write(REMOTE_ADDR=f"2001:db8::{host}")) for host in ("1", "ffff:2", "a:b:c")
    }
    assert addresses == {"2001:db8::/64"}
