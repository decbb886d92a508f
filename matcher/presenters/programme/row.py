"""The page on which one row of a programme is edited."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils.translation import gettext as _

from matcher.assumptions import assumptions_of
from matcher.core import Answer, match, write_query
from matcher.core.programme import work_state
from matcher.core.respondents import Position
from matcher.models import Assumption
from matcher.models.programmes import OWNER_LENGTH
from matcher.models.results import TITLE_LENGTH
from matcher.presenters.compare import RESULT_PARAMETER
from matcher.presenters.problems import Problem
from matcher.presenters.programme.assumptions import (
    NOTHING_SAID,
    RegisterEntry,
    known_text,
    other_assumptions,
    register,
)
from matcher.presenters.programme.conflicts import BothValues, other_answers
from matcher.presenters.programme.people import PeopleLink, people_link
from matcher.presenters.programme.triggers import TriggersField, triggers_field
from matcher.presenters.result.outside import verdict_name
from matcher.presenters.result.rail import RailQuestion, rail_questions
from matcher.presenters.result.strips import Strip, strips
from matcher.presenters.words import answer_text, ignored_view
from matcher.programme_form import (
    ARCHETYPE_FIELD,
    NAME_FIELD,
    REVIEW_FIELD,
    VERSION_FIELD,
    SentRow,
    how_field,
    owner_field,
)
from matcher.programmes import StoredRow
from matcher.triggers import triggers_of
from matcher.web.programme import OpenProgramme


@dataclass(frozen=True, slots=True)
class KnownView:
    """How an answer is known, to be chosen from `choices`, and who can say more. `text` says both,
    and is empty where nothing is said."""

    id: str
    how_field: str
    how: str
    choices: tuple[tuple[str, str], ...]
    owner_field: str
    owner: str
    error: str
    text: str


@dataclass(frozen=True, slots=True)
class RowQuestion:
    """A question with the row's own answer, and what it is called to have none: left open, or as
    in its archetype; and how the answer is known."""

    asked: RailQuestion
    leave: str
    known: KnownView


@dataclass(frozen=True, slots=True)
class ArchetypeChoice:
    """A row that answers can be taken from."""

    number: int
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class RowNow:
    """What the answers that are kept come to. `decided` is empty for another kind of buying."""

    verdict: str
    tint: str
    decided: tuple[Strip, ...]
    result: str


@dataclass(frozen=True, slots=True)
class RowPage:
    """The form of a row, and what its answers come to; `now` is None without any. Where others take
    their answers from it, `heirs` names them and there is no archetype to choose; `to_heirs` leads
    to where they are chosen. `calendar` is the file with the day of its review, empty without one;
    `brief` is its brief as a document, empty without answers; `register` says how the answers that
    count are known. `conflicts` are not empty where somebody else has changed the row since it was
    opened."""

    name: str
    name_field: str
    name_error: str
    most: int
    problems: tuple[Problem, ...]
    conflicts: tuple[BothValues, ...]
    hidden: tuple[tuple[str, str], ...]
    archetype: str
    archetype_field: str
    archetypes: tuple[ArchetypeChoice, ...]
    heirs: tuple[str, ...]
    questions: tuple[RowQuestion, ...]
    owner_most: int
    review_field: str
    review: str
    review_error: str
    calendar: str
    triggers: TriggersField
    brief: str
    register: tuple[RegisterEntry, ...]
    now: RowNow | None
    action: str
    to_heirs: str
    people: PeopleLink
    delete: str
    back: str


def row_page(
    opened: OpenProgramme,
    row: StoredRow,
    sent: SentRow | None = None,
    *,
    stale: bool = False,
    refusal: str = "",
) -> RowPage:
    """The page of a row; or what was sent, and why it could not be kept: it was `stale`, or for
    another reason."""
    kept = _as_kept(opened, row)
    form = sent or kept
    archetype = opened.stored.row(row.archetype) if row.archetype else None
    heirs = tuple(heir.name for heir in opened.stored.heirs(row.number))
    return RowPage(
        name=form.name,
        name_field=NAME_FIELD,
        name_error=form.name_error,
        most=TITLE_LENGTH,
        problems=tuple(_problems(opened, form, refusal)),
        conflicts=tuple(_conflicts(opened, row, form, kept)) if stale else (),
        hidden=((VERSION_FIELD, str(row.version)),),
        archetype=archetype.name if archetype else "",
        archetype_field=ARCHETYPE_FIELD,
        archetypes=() if heirs else tuple(_archetypes(opened, row, form)),
        heirs=heirs,
        questions=tuple(_questions(opened, row, form, archetype)),
        owner_most=OWNER_LENGTH,
        review_field=REVIEW_FIELD,
        review=form.review,
        review_error=form.review_error,
        calendar=opened.editing("row_review", str(row.number)) if row.review_on else "",
        triggers=triggers_field(opened, row, form, kept.triggers),
        brief=_brief_url(opened, row) if row.answers.picks else "",
        register=register(opened.taxonomy, row, kept.assumptions),
        now=_now(opened, row) if row.answers.picks else None,
        action=opened.editing("row", str(row.number)),
        to_heirs=opened.editing("row_heirs", str(row.number)) if archetype is None else "",
        people=people_link(opened, row),
        delete=opened.editing("row_delete", str(row.number)),
        back=opened.url,
    )


def _as_kept(opened: OpenProgramme, row: StoredRow) -> SentRow:
    return SentRow(
        name=row.name,
        answers=row.own,
        archetype=row.archetype,
        version=row.version,
        review=row.review_on.isoformat() if row.review_on else "",
        review_on=row.review_on,
        assumptions=assumptions_of(opened.stored.id, row.number),
        triggers=triggers_of(opened.stored.id, row.number),
    )


def _brief_url(opened: OpenProgramme, row: StoredRow) -> str:
    ticked = urlencode({RESULT_PARAMETER: f"{opened.token}.{row.number}"})
    return f"{opened.reading('programme_docx')}?{ticked}"


def _archetypes(opened: OpenProgramme, row: StoredRow, form: SentRow) -> Iterator[ArchetypeChoice]:
    """The rows that take no answers from another."""
    for other in opened.stored.rows:
        if other.archetype is None and other != row:
            chosen = other.number == form.archetype
            yield ArchetypeChoice(other.number, other.name, chosen)


def _questions(
    opened: OpenProgramme, row: StoredRow, form: SentRow, archetype: StoredRow | None
) -> Iterator[RowQuestion]:
    """Every base question, and those about a border that are open or answered."""
    taxonomy = opened.taxonomy
    now = work_state(taxonomy, row.answers)
    also = {*now.open, *now.walk.answered}
    inherited = archetype.answers.as_dict() if archetype else {}
    for asked in rail_questions(taxonomy, form.answers, form.ignored, also):
        slug = asked.question.slug
        position = row.position(slug)
        leave = (
            _leave_to_people(asked, position)
            if position
            else _leave(asked, archetype, inherited.get(slug, ()))
        )
        yield RowQuestion(asked, leave, _known(form, slug))


def _known(form: SentRow, slug: str) -> KnownView:
    said = form.assumptions.get(slug, NOTHING_SAID)
    return KnownView(
        id=f"known-{slug}",
        how_field=how_field(slug),
        how=said.how,
        choices=tuple((how.value, str(how.label)) for how in Assumption.How),
        owner_field=owner_field(slug),
        owner=said.owner,
        error=form.owner_errors.get(slug, ""),
        text=known_text(said),
    )


def _leave_to_people(asked: RailQuestion, position: Position) -> str:
    """What those who answer the row say, which counts where it has no answer of its own."""
    answers = [answer_text(asked.question, voice.answer) for voice in position.voices]
    if len(answers) == 1:
        return _("As its people say: %(answer)s") % {"answer": answers[0]}
    return _("Its people differ: %(answers)s") % {"answers": " / ".join(answers)}


def _leave(asked: RailQuestion, archetype: StoredRow | None, inherited: Answer) -> str:
    if archetype is None:
        return _("Not answered")
    answer = answer_text(asked.question, inherited) or _("not answered")
    return _("As in “%(name)s”: %(answer)s") % {"name": archetype.name, "answer": answer}


def _now(opened: OpenProgramme, row: StoredRow) -> RowNow:
    taxonomy = opened.taxonomy
    result = match(taxonomy, row.answers)
    verdict = taxonomy.index.verdict_by_slug.get(result.fit.verdict or "")
    return RowNow(
        verdict=verdict_name(taxonomy, result) or _("No verdict yet"),
        tint=verdict.tint if verdict else "open",
        decided=() if result.outside else strips(taxonomy, result),
        result=opened.context.page_url("result", query=write_query(row.answers)),
    )


# ── What could not be kept ───────────────────────────────────────────────────────────────


def _problems(opened: OpenProgramme, form: SentRow, refusal: str) -> Iterator[Problem]:
    if form.name_error:
        yield Problem(form.name_error, "#row-name")
    if form.review_error:
        yield Problem(form.review_error, "#row-review")
    if form.trigger_error:
        yield Problem(form.trigger_error, "#row-trigger")
    for slug, error in form.owner_errors.items():
        yield Problem(error, f"#known-{slug}-owner")
    if refusal:
        yield Problem(refusal, "#row-archetype")
    if unused := ignored_view(opened.context, form.ignored):
        yield from map(Problem, filter(None, (*unused.sentences, unused.more)))


def _conflicts(
    opened: OpenProgramme,
    row: StoredRow,
    form: SentRow,
    kept: SentRow,
) -> Iterator[BothValues]:
    """Where what is kept now is not what this form says."""
    if row.name != form.name:
        yield BothValues(_("Name"), row.name, form.name)
    if row.archetype != form.archetype:
        theirs, ours = (_row_name(opened, each) for each in (row.archetype, form.archetype))
        yield BothValues(_("Takes its answers from"), theirs, ours)
    if row.review_on != form.review_on:
        days = (
            each.isoformat() if each else _("no day") for each in (row.review_on, form.review_on)
        )
        yield BothValues(_("Review it on"), *days)
    if set(kept.triggers) != set(form.watched):
        both = ("; ".join(each) or _("Nothing") for each in (kept.triggers, form.watched))
        yield BothValues(_("What is watched"), *both)
    yield from other_answers(opened.taxonomy, row.own, form.answers)
    yield from other_assumptions(opened.taxonomy, kept.assumptions, form.assumptions)


def _row_name(opened: OpenProgramme, number: int | None) -> str:
    names: Iterable[str] = (row.name for row in opened.stored.rows if row.number == number)
    return next(iter(names), _("no other row"))
