"""A presenter is found from its template: both are named alike."""

from django.conf import settings

PARTS_OF_A_PAGE = {"compare_rows", "result_implications"}
"""They serve some of the templates of the page that their name begins with."""

SHARED_BY_PAGES = {"words"}


def stems(folder: str, pattern: str) -> set[str]:
    return {path.stem.removeprefix("_") for path in (settings.BASE_DIR / folder).glob(pattern)}


def test_a_presenter_is_named_like_a_template() -> None:
    modules = stems("matcher/presenters", "[!_]*.py")
    assert modules - stems("templates", "*.html") == PARTS_OF_A_PAGE | SHARED_BY_PAGES
