"""A save is undone: its rows say again what they said, or nothing happens."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from matcher.draft.apply import apply_taxonomy
from matcher.draft.compile import compile_cases, compile_draft
from matcher.draft.history import seed_history
from matcher.draft.undo import CannotUndo, Save, undo
from matcher.draft.writer import Provenance
from matcher.models import Case, Evidence, Option, Question, Warning
from matcher.models.rows import Row

pytestmark = pytest.mark.usefixtures("draft")


@pytest.fixture(autouse=True)
def _kept() -> None:
    """Every row has the beginning of its history, as after loading."""
    seed_history("As delivered")


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_user("editor")


class Saving:
    """A save in progress, by one person: `save` is known once it is over."""

    save: Save

    def __init__(self, by: User) -> None:
        self.by = by
        self.since = timezone.now()

    def keep(self, row: Row) -> None:
        Provenance.now("", self.by).attach_to(row).save()

    def drop(self, row: Row) -> None:
        Provenance.now("", self.by).attach_to(row).delete()


@contextmanager
def saving(by: User) -> Iterator[Saving]:
    step = Saving(by)
    yield step
    step.save = Save(by.pk, step.since, timezone.now())


def cell() -> Evidence:
    return Evidence.objects.order_by("pk")[0]


def test_changed_added_and_deleted_rows_say_again_what_they_said(editor: User) -> None:
    before = compile_draft()
    with saving(editor) as step:
        changed = cell()
        changed.sentence = "Another sentence."
        step.keep(changed)
        step.keep(Warning(slug="new", title="New", text="New.", condition="regulation = high"))
        step.drop(Evidence.objects.order_by("pk")[1])
    assert compile_draft() != before
    assert undo(step.save, by=editor) == 3
    assert compile_draft() == before
    record = Evidence.history.filter(pk=changed.history.first().pk).get()
    assert (record.history_change_reason, record.history_user) == ("Undo", editor)


def test_undoing_the_undo_is_a_save_like_any_other(editor: User) -> None:
    with saving(editor) as step:
        changed = cell()
        changed.sentence = "Another sentence."
        step.keep(changed)
    after = compile_draft()
    with saving(editor) as again:
        undo(step.save, by=editor)
    assert undo(again.save, by=editor) == 1
    assert compile_draft() == after


def test_a_question_deleted_with_all_its_rows_comes_back_with_them(editor: User) -> None:
    question = Question.objects.create(slug="extra", prompt="Extra?", part="work")
    Option.objects.create(question=question, slug="yes", label="Yes")
    Option.objects.create(question=question, slug="no", label="No")
    before = compile_draft()
    with saving(editor) as step:
        for row in (*question.options.all(), question):
            step.drop(row)
    assert undo(step.save, by=editor) == 3
    assert compile_draft() == before


def test_a_list_of_other_rows_comes_back_too(editor: User) -> None:
    case = Case.objects.get(slug="A06")
    before = compile_cases()
    with saving(editor) as step:
        provenance = Provenance.now("", editor)
        provenance.attach_to(case)
        case.warnings.set(Warning.objects.filter(slug="two-families"))
    assert compile_cases() != before
    assert undo(step.save, by=editor) == 1
    assert compile_cases() == before


def test_a_whole_import_is_undone(editor: User) -> None:
    before = compile_draft()
    notes = tuple(note.model_copy(update={"text": "New."}) for note in before.notes)
    since = timezone.now()
    apply_taxonomy(before.model_copy(update={"notes": notes}), reason="An import", by=editor)
    save = Save(editor.pk, since, timezone.now())
    assert undo(save, by=editor) == len(notes)
    assert compile_draft() == before


@pytest.mark.parametrize("by", ["editor", "other"])
def test_what_was_changed_since_stays(editor: User, by: str) -> None:
    with saving(editor) as step:
        changed, other = Evidence.objects.order_by("pk")[:2]
        changed.sentence = other.sentence = "Another sentence."
        step.keep(changed)
        step.keep(other)
    somebody = editor if by == "editor" else User.objects.create_user("other")
    changed.sentence = "A third sentence."
    Provenance.now("", somebody).attach_to(changed).save()
    after = compile_draft()
    with pytest.raises(CannotUndo, match="was changed since"):
        undo(step.save, by=editor)
    assert compile_draft() == after


def test_what_others_saved_at_the_same_time_is_no_part_of_it(editor: User) -> None:
    other = User.objects.create_user("other")
    with saving(editor) as step:
        theirs = cell()
        theirs.sentence = "Another sentence."
        Provenance.now("", other).attach_to(theirs).save()
    with pytest.raises(CannotUndo, match="There is nothing to undo"):
        undo(step.save, by=editor)


def test_what_other_rows_need_by_now_is_left(editor: User) -> None:
    with saving(editor) as step:
        question = Question(slug="extra", prompt="Extra?", part="work")
        step.keep(question)
    case = Case.objects.get(slug="A06")
    case.answers.create(question=question)
    with pytest.raises(CannotUndo, match="Other rows need what was saved"):
        undo(step.save, by=editor)
    assert Question.objects.filter(slug="extra").exists()
