"""What several results say of the same things, row by row, each with the texts of its edition."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from matcher.core.matching import Match
from matcher.core.ranking import Ranking
from matcher.core.taxonomy.values import Taxonomy
from matcher.editions import Published
from matcher.presenters.result_decision import decision
from matcher.presenters.result_fit import FitShown, fit_shown
from matcher.presenters.words import Tag, answer_label, tag
from matcher.sharing import Shared
from matcher.wording import both


@dataclass(frozen=True, slots=True)
class Side:
    """One of the results, with the letter that stands for it."""

    letter: str
    stored: Shared
    made_with: Published

    @property
    def match(self) -> Match:
        return self.stored.match

    @property
    def taxonomy(self) -> Taxonomy:
        return self.made_with.taxonomy


@dataclass(frozen=True, slots=True)
class Said:
    """What one result says of a thing. Two differ when their keys do: wording is no difference.
    `outcome` and `warning` are the slugs of a decision and of a warning that holds."""

    key: Hashable
    text: str
    note: str = ""
    outcome: str = ""
    warning: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """What the result of that letter says."""

    letter: str
    said: Said


@dataclass(frozen=True, slots=True)
class Row:
    """What the results say of one thing, and whether they differ in it. `axis` is a slug where
    the cells are decisions; these have a tag."""

    name: str
    cells: tuple[Cell, ...]
    differs: bool
    axis: str = ""
    tag: Tag | None = None


Says = Callable[[Side], Said]


def _row(name: str, sides: Sequence[Side], says: Says) -> Row:
    cells = tuple(Cell(side.letter, says(side)) for side in sides)
    return Row(name, cells, len({cell.said.key for cell in cells}) > 1)


def _nothing(text: str = "–") -> Said:
    return Said(None, text)


def _missing(side: Side) -> Said:
    return _nothing(_("Not part of edition %(number)s") % {"number": side.made_with.number})


def _names(sides: Iterable[Side], named: Callable[[Taxonomy], Mapping[str, str]]) -> dict[str, str]:
    """Names by slug over all editions, each as the first result with it has it."""
    found: dict[str, str] = {}
    for side in sides:
        for slug, name in named(side.taxonomy).items():
            found.setdefault(slug, name)
    return found


# ── Decisions ────────────────────────────────────────────────────────────────────────────


def decision_rows(sides: Sequence[Side]) -> Iterator[Row]:
    """The first outcome of each axis, how sure it is, and what is ruled out."""
    for axis, name in _names(sides, _axes).items():
        yield _outcomes(sides, axis, name)
        yield _row(_("%(axis)s: how sure") % {"axis": name}, sides, _of(axis, _confidence))
        excluded = _row(_("%(axis)s: ruled out") % {"axis": name}, sides, _of(axis, _excluded))
        if any(cell.said.key for cell in excluded.cells):
            yield excluded


def _axes(taxonomy: Taxonomy) -> dict[str, str]:
    return {axis.slug: axis.name for axis in taxonomy.axes}


def _of(axis: str, says: Callable[[Taxonomy, Ranking], Said]) -> Says:
    """What a result says of its ranking on the axis."""

    def said(side: Side) -> Said:
        ranking = side.match.rankings.get(axis)
        return says(side.taxonomy, ranking) if ranking else _missing(side)

    return said


def _outcomes(sides: Sequence[Side], axis: str, name: str) -> Row:
    row = _row(name, sides, _of(axis, _outcome))
    shown = next(
        side.taxonomy.axis_by_slug[axis] for side in sides if axis in side.taxonomy.axis_by_slug
    )
    return Row(row.name, row.cells, row.differs, axis, tag(shown))


def _outcome(taxonomy: Taxonomy, ranking: Ranking) -> Said:
    one = decision(taxonomy, ranking)
    return Said((ranking.top, ranking.tied), one.name, one.summary, outcome=one.outcome)


def _confidence(taxonomy: Taxonomy, ranking: Ranking) -> Said:
    one = decision(taxonomy, ranking)
    return Said(ranking.top and ranking.confidence, one.word, one.because)


def _excluded(taxonomy: Taxonomy, ranking: Ranking) -> Said:
    slugs = frozenset(exclusion.outcome for exclusion in ranking.excluded)
    names = both(tuple(one.name for one in decision(taxonomy, ranking).excluded))
    return Said(slugs, names or _("Nothing"))


# ── The fit check and the warnings ───────────────────────────────────────────────────────


def fit_rows(sides: Sequence[Side]) -> Iterator[Row]:
    """The verdict and the score."""
    if any(side.taxonomy.drivers for side in sides):
        yield _row(_("Verdict"), sides, _verdict)
        yield _row(_("Score"), sides, _score)


def _fit(side: Side) -> FitShown | None:
    return fit_shown(side.taxonomy, side.match.fit) if side.taxonomy.drivers else None


def _verdict(side: Side) -> Said:
    shown = _fit(side)
    return Said(shown.verdict, shown.verdict_name, shown.because) if shown else _missing(side)


def _score(side: Side) -> Said:
    shown = _fit(side)
    if shown is None or not shown.score:
        return _nothing()
    return Said(shown.score, _("%(score)s of 10") % {"score": shown.score})


def warning_rows(sides: Sequence[Side]) -> Iterator[Row]:
    """The warnings that hold in one of the results at least."""
    for slug, title in _names(sides, _warnings).items():
        if any(slug in side.match.warnings for side in sides):
            yield _row(title, sides, _warning(slug))


def _warnings(taxonomy: Taxonomy) -> dict[str, str]:
    return {warning.slug: warning.title for warning in taxonomy.warnings}


def _warning(slug: str) -> Says:
    def said(side: Side) -> Said:
        if slug in side.match.warnings:
            return Said(True, _("Applies"), warning=slug)
        return Said(False, _("Does not apply"))

    return said


# ── Answers ──────────────────────────────────────────────────────────────────────────────


def answer_rows(sides: Sequence[Side]) -> Iterator[Row]:
    """The answers to the questions that were answered in one of the results at least, and the
    labels that visitors started from."""
    for slug, prompt in _names(sides, _questions).items():
        if any(slug in side.match.answers.as_dict() for side in sides):
            yield _row(prompt, sides, _answer(slug))
    if any(side.match.answers.label for side in sides):
        yield _row(_("Started from the label"), sides, _label)


def _questions(taxonomy: Taxonomy) -> dict[str, str]:
    return {question.slug: question.prompt for question in taxonomy.questions}


def _answer(slug: str) -> Says:
    def said(side: Side) -> Said:
        question = side.taxonomy.question_by_slug.get(slug)
        if question is None:
            return _missing(side)
        pick = side.match.answers.as_dict().get(slug)
        return Said(pick, answer_label(question, pick)) if pick else _nothing(_("Not answered"))

    return said


def _label(side: Side) -> Said:
    label = side.taxonomy.label_by_slug.get(side.match.answers.label)
    return Said(label.slug, ", ".join(label.names)) if label else _nothing()
