"""What a template of a public page can do."""

import pytest
from jinja2 import DictLoader, UndefinedError

from matcher.web.environment import environment

MACROS = """
{% macro tag(name, kind="plain") %}<b class="{{ kind }}">{{ name }}</b>{% endmacro %}
{% macro twice(name) %}{{ tag(name) }}{{ tag(name, kind="second") }}{% endmacro %}
{% macro section(title) %}<h2>{{ title }}</h2>{{ caller() }}{% endmacro %}
"""


def rendered(template: str, **values: object) -> str:
    """The template, which has the macros as `parts`."""
    page = "{% import 'macros' as parts %}" + template
    made = environment(
        DictLoader({"macros": MACROS, "page": page}), autoescape=True, auto_reload=False
    )
    return made.get_template("page").render(values)


def test_a_value_is_escaped_once_wherever_it_is_printed():
    assert rendered("{{ name }} {{ parts.tag(name) }} {{ number }}", name="<R&D>", number=7) == (
        '&lt;R&amp;D&gt; <b class="plain">&lt;R&amp;D&gt;</b> 7'
    )


def test_a_macro_takes_arguments_by_place_and_by_name():
    assert rendered("{{ parts.tag('a', 'b') }}{{ parts.tag('c', kind='d') }}") == (
        '<b class="b">a</b><b class="d">c</b>'
    )


def test_a_macro_may_call_another_of_its_file():
    assert rendered("{{ parts.twice('a') }}") == '<b class="plain">a</b><b class="second">a</b>'


def test_a_macro_may_stand_around_what_calls_it():
    page = "{% call parts.section('A & B') %}<p>{{ name }}</p>{% endcall %}"
    assert rendered(page, name="<") == "<h2>A &amp; B</h2><p>&lt;</p>"


def test_texts_are_joined_and_escaped():
    assert rendered("{{ names|join(' & ') }}", names=("a", "<b>")) == "a &amp; &lt;b&gt;"


def test_a_name_that_nobody_gave_is_an_error():
    with pytest.raises(UndefinedError):
        rendered("{{ nobody }}")


def test_a_macro_without_what_it_needs_is_an_error():
    with pytest.raises(TypeError):
        rendered("{{ parts.tag() }}")
