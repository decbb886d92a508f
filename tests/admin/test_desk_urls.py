"""A page of the desk is found from its URL: its module, view, name and template are named alike."""

import pytest
from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern

DESK = "desk/"
LAYOUTS = {"page", "editions_page"}
WITHOUT_DESK_URL = {"dashboard", "upload_refused"}


def desk_pages() -> list[URLPattern]:
    patterns = [url for url in admin.site.get_urls() if isinstance(url, URLPattern)]
    return [pattern for pattern in patterns if str(pattern.pattern).startswith(DESK)]


def module_name(route: str) -> str:
    parts = route.removeprefix(DESK).strip("/").split("/")
    return "_".join(part for part in parts if not part.startswith("<")).replace("-", "_")


each_page = pytest.mark.parametrize("page", desk_pages(), ids=lambda page: page.name)


@pytest.mark.parametrize(
    ("route", "name"),
    [
        ("desk/side-by-side/", "side_by_side"),
        ("desk/editions/<int:number>/roll-back/", "editions_roll_back"),
        ("desk/evidence/<slug:question>/<slug:axis>/", "evidence"),
    ],
)
def test_slash_and_hyphen_become_an_underscore_and_parameters_are_left_out(
    route: str, name: str
) -> None:
    assert module_name(route) == name
    assert route in [str(page.pattern) for page in desk_pages()]


@each_page
def test_a_page_is_in_the_module_that_its_url_names(page: URLPattern) -> None:
    expected = f"matcher.admin.pages.{module_name(str(page.pattern))}"
    assert page.callback.__module__ == expected


@each_page
def test_a_page_is_named_like_its_url_and_a_second_one_there_adds_a_word(page: URLPattern) -> None:
    route = str(page.pattern)
    name = f"desk_{module_name(route)}"
    assert page.name == name or (route.endswith(">/") and page.name.startswith(f"{name}_"))
    assert page.name == f"desk_{page.callback.__name__}"


def test_a_template_of_the_desk_is_named_like_its_page() -> None:
    folder = settings.BASE_DIR / "templates" / "admin" / "desk"
    templates = {path.stem for path in folder.glob("[!_]*.html")}
    pages = {str(page.name).removeprefix("desk_") for page in desk_pages()}
    assert templates - pages == LAYOUTS | WITHOUT_DESK_URL
