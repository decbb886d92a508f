"""Publishing: what is frozen, what is refused, what visitors get."""

from hashlib import sha256

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from matcher.core import Answers, CaseResult, Taxonomy
from matcher.draft.compile import compile_draft
from matcher.draft.review import DraftReview
from matcher.editions import (
    DraftRelease,
    InvalidTaxonomy,
    NoEdition,
    PublishedMeanwhile,
    PublishedRelease,
    Release,
    Unchanged,
    current,
    draft as draft_release,
    edition,
    publish,
)
from matcher.models import Edition, Evidence, Note, Option, Question, SharedResult, Warning
from matcher.sharing import save_result


def test_publishing_freezes_the_draft_with_number_checksum_note_who_and_when(
    draft: None, django_user_model: type[User]
) -> None:
    editor = django_user_model.objects.create_user("editor")
    row = publish(note="First edition", by=editor)
    assert (row.number, row.note, row.published_by) == (1, "First edition", editor)
    assert row.published_at is not None
    assert row.sha256 == sha256(row.taxonomy_json.encode()).hexdigest()
    assert Taxonomy.from_json(row.taxonomy_json) == compile_draft()


def test_an_edited_draft_becomes_the_next_edition_and_the_old_one_stays(draft: None) -> None:
    publish(note="First edition")
    before = current()
    Warning.objects.filter(slug="brand-voice").update(title="Another title")
    assert current() is before
    publish(note="Better title")
    assert current().number == 2
    assert current().taxonomy.index.warning_by_slug["brand-voice"].title == "Another title"
    assert edition(1).taxonomy == before.taxonomy


def test_an_edition_counts_the_rows_that_changed_since_the_one_before(draft: None) -> None:
    assert publish(note="First edition").changes == 0
    Warning.objects.filter(slug="brand-voice").update(title="Another title")
    Warning.objects.create(slug="new", title="New", text="New.", condition="label given")
    assert publish(note="Second edition").changes == 2


def test_an_unchanged_draft_makes_no_edition(draft: None) -> None:
    publish(note="First edition")
    with pytest.raises(Unchanged, match="Nothing has changed since edition 1"):
        publish(note="Again")
    assert Edition.objects.count() == 1


def test_an_unsound_draft_is_refused_in_words(draft: None) -> None:
    Warning.objects.filter(slug="brand-voice").update(condition="family = nobody")
    with pytest.raises(InvalidTaxonomy) as caught:
        publish(note="Broken")
    assert [(str(one.location), one.sentence) for one in caught.value.findings] == [
        ("warning brand-voice", "There is no outcome called “family = nobody”.")
    ]
    assert not Edition.objects.exists()


@pytest.mark.parametrize("note", ["", "x" * 301, "a\x01", "a\u202e", "two\nlines"])
def test_a_note_must_be_there_short_and_plain(draft: None, note: str) -> None:
    with pytest.raises(ValidationError):
        publish(note=note)
    assert not Edition.objects.exists()


def test_of_two_who_publish_at_once_one_is_refused(
    draft: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one takes the number while ours is being checked."""

    def somebody_else(*_given: object) -> tuple[CaseResult, ...]:
        Edition.objects.create(
            number=1, taxonomy_json="{}", sha256="0", note="Theirs", published_at=timezone.now()
        )
        return ()

    monkeypatch.setattr(DraftReview, "failing", property(somebody_else))
    with pytest.raises(PublishedMeanwhile, match="Somebody else has just published"):
        publish(note="Mine")
    assert not Edition.objects.filter(note="Mine").exists()


@pytest.mark.parametrize("replaces", [0, 2])
def test_an_edition_is_published_only_in_the_place_of_the_one_that_was_seen(
    published: Release, draft: None, replaces: int
) -> None:
    Note.objects.filter(pk=Note.objects.first().pk).update(text="Another sentence.")
    with pytest.raises(PublishedMeanwhile, match="Somebody else has just published"):
        publish(note="Mine", replaces=replaces)
    assert Edition.objects.count() == 1
    assert publish(note="Mine", replaces=1).number == 2


def test_before_anything_is_published_there_is_no_edition(db: None) -> None:
    with pytest.raises(NoEdition, match="Nothing has been published yet"):
        current()
    with pytest.raises(NoEdition, match="There is no edition 7"):
        edition(7)


@pytest.mark.usefixtures("draft")
def test_the_draft_is_a_release_of_another_kind_so_that_no_result_of_it_can_be_stored(
    published: Release,
) -> None:
    release = draft_release()
    assert release == DraftRelease(number=2, sha256=published.sha256, taxonomy=published.taxonomy)
    assert not isinstance(release, PublishedRelease)
    with pytest.raises(AttributeError, match="id"):
        save_result(release=release, answers=Answers())
    assert not SharedResult.objects.exists()


def test_an_edition_that_results_point_at_cannot_be_deleted(published: Release) -> None:
    save_result(release=published, answers=Answers())
    with pytest.raises(ProtectedError):
        Edition.objects.get(number=1).delete()


def test_asking_for_the_current_edition_costs_one_query(
    published: Release, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    current()
    with django_assert_num_queries(1):
        assert current() == published


def test_compiling_costs_the_same_number_of_queries_with_more_rows(
    draft: None, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    compiled = compile_draft()
    with django_assert_num_queries(65):
        assert compile_draft() == compiled
    question = Question.objects.create(slug="extra", part="work", prompt="?", help="", example="")
    for number in range(10):
        Option.objects.create(question=question, slug=f"o{number}", label="O", hint="")
    with django_assert_num_queries(65):
        compile_draft()


def test_the_draft_compiles_to_the_same_text_every_time(draft: None) -> None:
    texts = {compile_draft().to_json() for _time in range(2)}
    assert len(texts) == 1


def test_a_decimal_of_the_tables_is_exact_in_the_core(draft: None) -> None:
    evidence = Evidence.objects.get(
        option__question__slug="sensitivity",
        option__slug="core",
        outcome__slug="managed-service",
    )
    (cell,) = [
        cell
        for cell in compile_draft().index.cells["delivery"]["sensitivity", "core"]
        if cell.outcome == "managed-service"
    ]
    assert (cell.strength, cell.weight, cell.points) == (evidence.strength, 50, -100)
