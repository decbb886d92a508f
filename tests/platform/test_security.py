"""What every response says to the browser, and that the stock admin works under it."""

import pytest
from django.contrib.auth.models import Group, User

POLICY = {
    "base-uri 'none'",
    "default-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "img-src 'self' data:",
    "object-src 'none'",
}


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/", "/admin/login/", "/no-such-page/"])
def test_every_page_has_the_headers_that_protect_it(client, url):
    headers = client.get(url).headers
    assert set(headers["Content-Security-Policy"].split("; ")) == POLICY
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.django_db
@pytest.mark.parametrize("url", ["/", "/no-such-page/"])
def test_a_public_page_sets_no_cookie_and_depends_on_none(client, url):
    response = client.get(url)
    assert response.cookies == {}
    assert "Cookie" not in response.headers.get("Vary", "")


@pytest.mark.django_db
def test_a_public_page_ignores_the_session_of_an_editor(admin_client, django_assert_num_queries):
    admin_client.get("/robots.txt")
    with django_assert_num_queries(0):
        response = admin_client.get("/robots.txt")
    assert "Cookie" not in response.headers.get("Vary", "")


def test_a_page_that_does_not_exist_is_found_by_no_other_site(client, db):
    response = client.get("/", HTTP_HOST="other.example.org")
    assert response.status_code == 400


@pytest.mark.browser
def test_an_editor_logs_in_and_saves_under_the_strict_policy(page):
    User.objects.create_superuser("ada", password="a long enough password")
    page.goto("/admin/login/?next=/admin/auth/group/add/")
    page.get_by_label("Username").fill("ada")
    page.get_by_label("Password").fill("a long enough password")
    page.get_by_role("button", name="Log in").click()

    page.get_by_label("Name:").fill("Editors")
    page.get_by_role("link", name="Choose all permissions").or_(
        page.get_by_role("button", name="Choose all permissions")
    ).click()
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("was added successfully").wait_for()
    assert Group.objects.get(name="Editors").permissions.exists()

    page.get_by_role("link", name="Users").first.click()
    page.get_by_role("link", name="ada", exact=True).click()
    page.get_by_label("First name").fill("Ada")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_text("was changed successfully").wait_for()
    assert User.objects.get().first_name == "Ada"


@pytest.mark.browser
def test_a_breach_of_the_policy_would_be_noticed(page, browser_problems):
    page.goto("/admin/login/")
    page.evaluate("document.body.setAttribute('style', 'color: red')")
    page.wait_for_timeout(100)
    assert len(browser_problems) == 1
    assert "Content Security Policy" in browser_problems[0]
    browser_problems.clear()
