"""The log-in, guarded against guessing: who is locked out, for how long, and what they are told."""

from datetime import timedelta
from ipaddress import ip_network
from typing import Any

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db.models import F
from django.http import HttpResponse
from django.urls import reverse
from pytest_django import Settings

from tests.admin.conftest import StaffWith
from tests.client import Client
from tests.web.reading import Page

LOG_IN = "/admin/login/?next=/admin/"
HERE, ELSEWHERE, PROXY = "203.0.113.9", "198.51.100.1", "10.0.0.1"
RIGHT, WRONG = "a long enough password", "a wrong guess"


@pytest.fixture(autouse=True)
def ada(db: None) -> User:
    return User.objects.create_superuser("ada", password=RIGHT)


def log_in(password: str, *, name: str = "ada", place: str = HERE, **headers: Any) -> HttpResponse:
    """Send the form in a browser that was never here before."""
    data = {"username": name, "password": password}
    return Client().post(LOG_IN, data, REMOTE_ADDR=place, **headers)


def guess(times: int, **given: Any) -> HttpResponse:
    """Guess wrongly so many times; the last answer."""
    return [log_in(WRONG, **given) for _ in range(times)][-1]


def is_in(response: HttpResponse) -> bool:
    """Whether the log-in succeeded. Otherwise the page must be the form or the refusal."""
    assert response.status_code in {200, 302, 429}
    return response.status_code == 302


def later(**passed: float) -> None:
    """Let time pass for what was written down."""
    AccessAttempt.objects.update(attempt_time=F("attempt_time") - timedelta(**passed))


# ── Locked out ───────────────────────────────────────────────────────────────────────────


def test_four_wrong_passwords_are_forgiven() -> None:
    assert guess(4).status_code == 200
    assert is_in(log_in(RIGHT))


def test_the_fifth_wrong_password_in_a_row_is_answered_with_what_to_do() -> None:
    response = guess(5)
    assert response.status_code == 429
    assert response["Retry-After"] == "900"
    page = Page(response)
    assert page.one("h1").text == "Too many wrong passwords"
    text = page.one("div", class_="plain-page")
    sentences = [part.text for part in page.all("p") if text in part.inside]
    assert " ".join(sentences[:-1]) == (
        "After 5 wrong passwords in a row we stop listening to that name from that place for "
        "15 minutes, and after 30 for any names to the place itself, so that nobody can guess. "
        "Wait, then log in with the right password. If you "
        "have lost it or cannot wait, ask an administrator, who can set a new one and let you in "
        "again."
    )
    links = [link["href"] for link in page.all("a", class_="button")]
    assert links == [LOG_IN, "/"]


def test_the_right_password_is_refused_while_locked_out() -> None:
    guess(5)
    assert log_in(RIGHT).status_code == 429
    assert Client().get(LOG_IN).status_code == 200


def test_another_browser_is_no_way_around() -> None:
    guess(4, HTTP_USER_AGENT="One browser")
    assert guess(1, HTTP_USER_AGENT="Another browser").status_code == 429
    assert log_in(RIGHT, HTTP_USER_AGENT="A third").status_code == 429


def test_another_name_from_the_same_place_is_not_locked_out(staff_with: StaffWith) -> None:
    staff_with()
    guess(5)
    assert is_in(log_in("secret", name="member"))


def test_the_same_name_from_another_place_is_not_locked_out() -> None:
    guess(5)
    assert is_in(log_in(RIGHT, place=ELSEWHERE))


def test_a_name_that_nobody_has_is_locked_out_like_any_other() -> None:
    assert guess(4, name="nobody").status_code == 200
    assert guess(1, name="nobody").status_code == 429


def test_a_place_that_tries_many_names_is_locked_out_altogether(staff_with: StaffWith) -> None:
    staff_with()
    answers = [log_in(WRONG, name=f"name-{number}").status_code for number in range(31)]
    assert answers == [200] * 30 + [429]
    assert log_in("secret", name="member").status_code == 429
    assert is_in(log_in("secret", name="member", place=ELSEWHERE))
    later(minutes=15)
    assert is_in(log_in("secret", name="member"))


# ── In again ─────────────────────────────────────────────────────────────────────────────


def test_it_ends_after_fifteen_minutes_and_not_before() -> None:
    guess(5)
    later(minutes=14)
    assert log_in(RIGHT).status_code == 429
    later(minutes=1)
    assert is_in(log_in(RIGHT))


def test_trying_again_meanwhile_makes_the_wait_no_longer() -> None:
    guess(5)
    later(minutes=10)
    assert guess(3).status_code == 429
    later(minutes=5)
    assert is_in(log_in(RIGHT))


def test_after_the_wait_one_more_wrong_password_is_the_first_again() -> None:
    guess(5)
    later(minutes=15)
    assert guess(1).status_code == 200
    assert is_in(log_in(RIGHT))


def test_the_right_password_in_between_starts_the_count_again() -> None:
    guess(4)
    assert is_in(log_in(RIGHT))
    assert not AccessAttempt.objects.exists()
    assert guess(4).status_code == 200


def test_an_administrator_lets_somebody_in_again() -> None:
    guess(5)
    guess(5, name="grace")
    call_command("axes_reset_username", "ada")
    assert is_in(log_in(RIGHT))
    assert guess(1, name="grace").status_code == 429


# ── Places ───────────────────────────────────────────────────────────────────────────────


def test_behind_a_proxy_of_ours_the_forwarded_address_is_the_place(
    settings: Settings,
) -> None:
    settings.TRUSTED_PROXIES = (ip_network(f"{PROXY}/32"),)
    guess(5, place=PROXY, HTTP_X_FORWARDED_FOR=HERE)
    assert log_in(RIGHT, place=PROXY, HTTP_X_FORWARDED_FOR=HERE).status_code == 429
    assert is_in(log_in(RIGHT, place=PROXY, HTTP_X_FORWARDED_FOR=ELSEWHERE))


def test_nobody_else_may_say_where_a_guess_comes_from() -> None:
    for host in range(4):
        guess(1, HTTP_X_FORWARDED_FOR=f"198.51.100.{host}")
    assert guess(1, HTTP_X_FORWARDED_FOR=ELSEWHERE).status_code == 429


def test_a_network_of_ipv6_is_one_place() -> None:
    for host in range(4):
        guess(1, place=f"2001:db8:1:2::{host}")
    assert guess(1, place="2001:db8:1:2:3:4:5:6").status_code == 429
    assert is_in(log_in(RIGHT, place="2001:db8:1:3::1"))
    kept = AccessAttempt.objects.values_list("ip_address", flat=True)
    assert set(kept) == {"2001:db8:1:2::"}, "Every database takes an address; not all a network."


def test_whoever_comes_from_no_address_is_locked_out_too() -> None:
    assert guess(5, place="").status_code == 429
    assert log_in(RIGHT, place="").status_code == 429


# ── What is kept ─────────────────────────────────────────────────────────────────────────


def test_no_password_is_kept_and_a_long_attack_leaves_one_short_row() -> None:
    guess(50)
    kept = AccessAttempt.objects.values_list("failures_since_start", "post_data").get()
    assert kept[0] == 5
    assert WRONG not in kept[1]


@pytest.mark.parametrize("name", ["ada\0", "a" * 10_000, "<script>alert(1)</script>", "", " "])
def test_a_name_that_cannot_be_one_is_answered_with_the_form(name: str) -> None:
    response = log_in(WRONG, name=name)
    assert response.status_code == 200
    assert "<script>alert(1)" not in response.content.decode()


def test_the_tables_of_the_guard_are_not_on_the_desk(admin_client: Client) -> None:
    shown = admin_client.get(reverse("admin:index"))
    assert {app["app_label"] for app in shown.context["app_list"]} == {"auth", "matcher"}
    assert admin_client.get("/admin/axes/").status_code == 404
