"""Memory is bounded, whatever the number of editions and whoever asks for them."""

import gc
from weakref import ref

import pytest

from matcher.core import Taxonomy
from matcher.editions import MAX_CACHED_EDITIONS
from matcher.web.page import RenderContext, remembered
from tests.web.editions import publish, small

pytestmark = pytest.mark.django_db

EDITIONS = 40


def living() -> int:
    """Taxonomies that this process holds in memory."""
    gc.collect()
    return sum(type(value) is Taxonomy for value in gc.get_objects())


@pytest.fixture
def editions() -> None:
    for number in range(1, EDITIONS + 1):
        publish(small(), number=number)


def test_refused_posts_about_many_editions_leave_no_more_in_memory_than_a_few(
    client, editions, settings
):
    settings.WRITE_LIMIT = 1_000
    before = living()
    sent = {"colour": "green", "size": "large", "title": "a" * 121}
    for post in range(300):
        form = sent | {"edition": str(post % EDITIONS + 1)}
        assert client.post("/results/", form).status_code == 400
    assert living() - before <= MAX_CACHED_EDITIONS


def test_a_part_is_rendered_once_for_a_context_and_only_a_few_are_kept():
    context = RenderContext(publish(small()), "/", "en")
    rendered = []

    @remembered(2)
    def part(context: RenderContext, name: str) -> str:
        rendered.append(name)
        return f"{name} of {context.release.number}"

    assert [part(context, name) for name in "aabab"] == [f"{name} of 1" for name in "aabab"]
    assert rendered == ["a", "b"]
    part(context, "c")
    part(context, "a")
    assert rendered == ["a", "b", "c", "a"]
    assert [cache.cache_info().currsize for cache in context.parts.values()] == [2]


def test_a_context_is_let_go_with_its_parts():
    @remembered(2)
    def part(context: RenderContext) -> int:
        return context.release.number

    context = RenderContext(publish(small()), "/", "en")
    assert part(context) == 1
    gone = ref(context)
    gc.disable()
    try:
        del context
        assert gone() is None
    finally:
        gc.enable()


def test_another_context_has_parts_of_its_own():
    @remembered(2)
    def number(context: RenderContext) -> int:
        return context.release.number

    contexts = [RenderContext(publish(small(), number=number), "/", "en") for number in (1, 2)]
    assert [number(context) for context in contexts] == [1, 2]
