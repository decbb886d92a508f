"""A presenter is found from its page: both are named alike."""

from django.conf import settings

SHARED_BY_PAGES = {
    "change_feed",
    "codes",
    "downloads",
    "follow",
    "given",
    "law",
    "options",
    "problems",
    "qr_code",
    "reference",
    "scope",
    "share_form",
    "software",
    "standing",
    "words",
}


def stems(folder: str, pattern: str) -> set[str]:
    return {path.stem for path in (settings.BASE_DIR / folder).glob(pattern)}


def test_a_presenter_is_named_like_a_page_or_like_a_part_of_it() -> None:
    pages = stems("templates", "[!_]*")
    presenters = stems("matcher/presenters", "[!_]*.py")
    strangers = {name for name in presenters if name.partition("_")[0] not in pages}
    assert strangers == SHARED_BY_PAGES


def test_a_part_of_the_result_is_presented_by_the_module_of_its_name() -> None:
    parts = stems("templates/macros/result", "*.html")
    assert parts <= stems("matcher/presenters/result", "[!_]*.py")
