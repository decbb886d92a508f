"""The texts, read as a visitor reads them."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
from pydantic import BaseModel

from matcher.core import Taxonomy
from matcher.core.checks.content import unnamed_sources
from matcher.core.checks.figures import unsourced_figures
from matcher.core.taxonomy.row_types import rows
from matcher.models import Case
from tests.fixtures import Rows

LINK = re.compile(r"\[([^\[\]]+)\]\(([^()\s]+)\)")
UNREAD = frozenset(
    {
        "axis",
        "between",
        "condition",
        "model",
        "office",
        "option",
        "other",
        "outcome",
        "question",
        "scope",
        "slug",
        "tie_question",
        "tint",
        "topic",
        "verdict",
        "warning",
    }
)
"""Fields that name something for the program."""


def texts(value: object, where: str = "") -> Iterator[tuple[str, str]]:
    """Every text that is shown, with the path of its field."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            if name not in UNREAD:
                yield from texts(getattr(value, name), f"{where}.{name}")
    elif isinstance(value, tuple):
        for index, one in enumerate(value):
            yield from texts(one, f"{where}[{index}]")
    elif isinstance(value, str) and value:
        yield where, value


def addresses(taxonomy: Taxonomy) -> list[str]:
    """Every address: those of sources and those in links."""
    bare = [text for where, text in texts(taxonomy) if where.endswith(".url")]
    return [*bare, *(link[1] for _where, text in texts(taxonomy) for link in LINK.findall(text))]


GRADED = re.compile(r"\[[^\[\]]+, ([ABC])\]\(([^()\s]+)\)")


def grades(taxonomy: Taxonomy) -> dict[str, set[str]]:
    """The grades that a page has, as a source of a row and in links, by its address."""
    shown = dict(texts(taxonomy))
    found: dict[str, set[str]] = {}
    for where, text in shown.items():
        if where.endswith(".url") and (grade := shown.get(f"{where.removesuffix('url')}grade")):
            found.setdefault(text, set()).add(grade)
        for grade, address in GRADED.findall(text):
            found.setdefault(address, set()).add(grade)
    return found


def matching(taxonomy: Taxonomy, pattern: str) -> list[tuple[str, str]]:
    found = re.compile(pattern)
    return [
        (where, text)
        for where, text in texts(taxonomy)
        if not where.endswith(".url") and found.search(LINK.sub(r"\1", text))
    ]


def test_there_is_something_to_read(drafted: Taxonomy) -> None:
    assert sum(len(text.split()) for _where, text in texts(drafted)) > 20_000


def test_a_page_has_the_same_grade_wherever_it_is_named(drafted: Taxonomy) -> None:
    assert {page: named for page, named in grades(drafted).items() if len(named) > 1} == {}


@pytest.mark.parametrize(
    "pattern",
    [
        pytest.param(r"\(\s*(see )?\d\.\d{1,2}\s*\)", id="a section in parentheses"),
        pytest.param(r"\b[Ss]ee (also )?\d", id="see section"),
        pytest.param(r"\d\.\d{1,2} leads", id="a section that leads"),
        pytest.param(r"(:|sits in|look at|means|not,) 1\.\d{1,2}\b", id="a section for a family"),
        pytest.param(r"\b[Ss]ections? \d(?!\d)", id="a numbered section"),
        pytest.param(r"\bAppendix [A-G]\b", id="an appendix"),
        pytest.param(r"\b[Ss]eed \d", id="a numbered source"),
        pytest.param(r"\b(this brief|(the|this) (app|user))\b", id="words for the makers"),
        pytest.param(r"`", id="a name in backticks"),
        pytest.param(r"\b[a-z]+_[a-z]+\b", id="a name with an underscore"),
        pytest.param(r"\b(CO|FA|PS|EC|DD|KN|SM)\b", id="a code for a family"),
        pytest.param(r"(?i)\b(todo|tbd|lorem|xxx)\b", id="a placeholder"),
        pytest.param(r"  |\s$|^\s", id="loose spaces"),
        pytest.param(r"['\"]", id="a straight quote or apostrophe"),
    ],
)
def test_no_text_speaks_in_the_language_of_its_makers(drafted: Taxonomy, pattern: str) -> None:
    assert matching(drafted, pattern) == []


def test_no_case_is_told_with_straight_quotes(django_db_setup: Rows) -> None:
    cases = django_db_setup[Case]
    texts = [
        text for case in cases for text in (case.title, case.vignette, case.reason, case.sold_as)
    ]
    assert len(cases) == 79
    assert [text for text in texts if "'" in text or '"' in text] == []


def test_no_text_names_an_outcome_by_its_slug(drafted: Taxonomy) -> None:
    words = {"industry-specific"}  # ordinary English as well
    slugs = {one.slug for one in drafted.outcomes if one.axis == "family"} - words
    assert matching(drafted, rf"\b({'|'.join(sorted(slugs))})\b") == []


def test_no_text_names_a_warning_by_its_slug(drafted: Taxonomy) -> None:
    slugs = {one.slug for one in drafted.warnings}
    assert matching(drafted, rf"\b({'|'.join(sorted(slugs))})\b") == []


def test_every_link_is_whole(drafted: Taxonomy) -> None:
    linked = [text for _where, text in texts(drafted) if "](" in text]
    assert len(linked) > 40
    assert [text for text in linked if text.count("](") != len(LINK.findall(text))] == []


def test_every_address_leads_to_a_page(drafted: Taxonomy) -> None:
    assert len(addresses(drafted)) > 170
    assert [address for address in addresses(drafted) if not is_well_formed(address)] == []


def is_well_formed(address: str) -> bool:
    """A host with a dot, no port and no user, no trace of who was followed here."""
    parts = urlsplit(address)
    return (
        parts.scheme in ("http", "https")
        and parts.netloc == parts.hostname
        and "." in parts.netloc
        and parts.path.startswith("/")
        and not re.search(r"[\s<>\"]", address)
        and not any(name.startswith("utm_") for name, _value in parse_qsl(parts.query))
    )


def test_an_address_with_a_port_or_a_tracker_would_be_noticed() -> None:
    assert [
        is_well_formed(address)
        for address in (
            "https://example.org/page?id=3",
            "https://example.org:443/page",
            "https://example.org/page?utm_source=news",
            "ftp://example.org/page",
            "https://example/page",
        )
    ] == [True, False, False, False, False]


def test_a_title_does_not_repeat_its_grade(drafted: Taxonomy) -> None:
    titles = [text for where, text in texts(drafted) if where.endswith(".title")]
    assert [title for title in titles if re.search(r", [ABC]$", title)] == []


def test_a_sentence_ends_like_one(drafted: Taxonomy) -> None:
    sentences = re.compile(
        r"\.(sentence|text|help|example|not_sure|definition|summary|goes_wrong|tell_apart|asks"
        r"|staffing|quality|training|pricing|automation|hint|formula|range_note|changes)$"
    )
    shown = [
        text
        for where, text in texts(drafted)
        if sentences.search(where) and ".criteria[" not in where
    ]
    assert len(shown) > 900
    assert [text for text in shown if text[-1] not in ".?!"] == []


def test_no_two_notes_have_the_same_text(drafted: Taxonomy) -> None:
    texts = [note.text for note in drafted.notes]
    assert len(texts) == len(set(texts)) == 90


def for_everybody(taxonomy: Taxonomy) -> Iterator[str]:
    """What every buyer reads, whoever they are: how a family runs and is told apart, facts about a
    delivery model or a place, and the rows without a scope. The definition of a family may name
    sectors as examples."""
    for one in taxonomy.outcomes:
        yield from (fact.text for fact in one.facts)
        yield from (text for row in one.confusions for text in (row.goes_wrong, row.tell_apart))
        profile = one.profile.model_dump(exclude={"definition"}) if one.profile else {}
        yield from (str(text) for text in profile.values())
    for outcome in taxonomy.outcomes:
        yield from (row.text for row in (*outcome.criteria, *outcome.risks) if not row.scope)
    yield from (step.text for step in taxonomy.next_steps if not step.scope)
    notes = (note for note in taxonomy.notes if note.topic in taxonomy.index.axis_by_slug)
    yield from (note.text for note in notes if not note.scope)


def naming(taxonomy: Taxonomy, pattern: str) -> list[str]:
    texts = [LINK.sub(r"\1", text) for text in for_everybody(taxonomy)]
    assert len(texts) > 300
    return [text for text in texts if re.search(pattern, text)]


def test_what_everybody_reads_names_nobody_s_country(drafted: Taxonomy) -> None:
    country = r"\b(US|USA|EU|UK|India|Philippine|Mexico|Canada|New York|Europe|Latin America)"
    assert naming(drafted, country) == []


def test_what_everybody_reads_names_nobody_s_sector(drafted: Taxonomy) -> None:
    sector = (
        r"(?i)\b(patient|policyholder|insur|medical|clinical|mortgage|customs\b|storms?\b|enrolment"
        r"|lawyers|hospital|banking)"
    )
    assert naming(drafted, sector) == []


def test_how_long_people_train_is_said_only_with_a_source(drafted: Taxonomy) -> None:
    trained = [one.profile.training for one in drafted.outcomes if one.profile]
    assert [text for text in trained if re.search(r"(?i)\d|weeks|months", text)] == [
        text for text in trained if "](" in text
    ]


def test_no_figure_and_no_rule_is_named_without_a_source(drafted: Taxonomy) -> None:
    assert [one.sentence for one in unsourced_figures(drafted, tuple(rows(drafted)))] == []


def test_a_source_is_called_by_publisher_work_and_year(drafted: Taxonomy) -> None:
    assert [one.sentence for one in unnamed_sources(tuple(rows(drafted)))] == []
