"""Is this taxonomy sound? What is found here stands in the way of publishing."""

from collections import Counter
from collections.abc import Callable, Iterable

from matcher.core.checks.findings import Finding, Findings, wrong
from matcher.core.condition_errors import foreign_names, unknown_slugs
from matcher.core.conditions import Condition, ConditionError, parse
from matcher.core.rules import NOT_SURE
from matcher.core.taxonomy.values import RESERVED, Question, Taxonomy


def check(taxonomy: Taxonomy) -> tuple[Finding, ...]:
    """Everything that is wrong with the taxonomy, in the order of its parts."""
    return tuple(finding for part in _PARTS for finding in part(taxonomy))


def _twice(code: str, kind: str, slugs: Iterable[str]) -> Findings:
    for slug, count in Counter(slugs).items():
        if count > 1:
            yield wrong(code, f"{kind} {slug}", f"There are {count} rows called “{slug}”.")


def _slugs(taxonomy: Taxonomy) -> Findings:
    yield from _twice("slug-twice", "axis", (one.slug for one in taxonomy.axes))
    yield from _twice("slug-twice", "question", (one.slug for one in taxonomy.questions))
    yield from _twice("slug-twice", "warning", (one.slug for one in taxonomy.warnings))
    yield from _twice("slug-twice", "combination", (one.slug for one in taxonomy.combinations))
    yield from _twice("slug-twice", "label", (one.slug for one in taxonomy.labels))
    yield from _twice(
        "slug-twice", "outcome", (f"{one.axis}/{one.slug}" for one in taxonomy.outcomes)
    )
    for question in taxonomy.questions:
        if question.slug in RESERVED or question.slug in taxonomy.axis_by_slug:
            yield wrong(
                "reserved",
                f"question {question.slug}",
                f"“{question.slug}” has a meaning of its own: give the question another slug.",
            )


def _axes(taxonomy: Taxonomy) -> Findings:
    if not taxonomy.axes:
        yield wrong("empty", "taxonomy", "There is no axis, so nothing can be decided.")
    for axis in taxonomy.axes:
        where = f"axis {axis.slug}"
        if len(taxonomy.outcomes_by_axis[axis.slug]) < 2:
            yield wrong("few-outcomes", where, "An axis needs at least two outcomes.")
        if axis.tie_question and (axis.tie_question, axis.slug) not in taxonomy.weight_by_pair:
            yield wrong(
                "tie-question",
                where,
                f"The tie question “{axis.tie_question}” has no weight on this axis.",
            )
    for outcome in taxonomy.outcomes:
        if outcome.axis not in taxonomy.axis_by_slug:
            yield _unknown("axis", outcome.axis, f"outcome {outcome.axis}/{outcome.slug}")


def _unknown(kind: str, slug: str, where: str) -> Finding:
    return wrong("unknown-slug", where, f"There is no {kind} called “{slug}”.")


def _questions(taxonomy: Taxonomy) -> Findings:
    for question in taxonomy.questions:
        where = f"question {question.slug}"
        yield from _twice(
            "slug-twice", "option", (f"{question.slug}/{one.slug}" for one in question.options)
        )
        if len(question.options) < 2:
            yield wrong("few-options", where, "A question needs at least two options.")
        if question.option(NOT_SURE):
            yield wrong("reserved", where, "Every question has “not-sure” already.")
        for weight in question.weights:
            if weight.axis not in taxonomy.axis_by_slug:
                yield _unknown("axis", weight.axis, where)


def _borders(taxonomy: Taxonomy) -> Findings:
    borders = [question for question in taxonomy.questions if question.between]
    pairs = (" and ".join(sorted(question.between)) for question in borders)
    yield from _twice("border-twice", "border", pairs)
    for question in borders:
        if len(question.weights) != 1:
            where = f"question {question.slug}"
            yield wrong("border", where, "A border question counts on exactly one axis.")
        for weight in question.weights:
            yield from _border_evidence(taxonomy, question, weight.axis)


def _border_evidence(taxonomy: Taxonomy, question: Question, axis: str) -> Findings:
    where = f"question {question.slug}"
    for outcome in question.between:
        if (axis, outcome) not in taxonomy.outcome_by_slug:
            yield _unknown("outcome", f"{axis}/{outcome}", where)
    for cell in taxonomy.evidence:
        if cell.question == question.slug and cell.outcome not in question.between:
            yield wrong("border", where, f"A border question may not speak about “{cell.outcome}”.")


def _evidence(taxonomy: Taxonomy) -> Findings:
    pairs = (
        f"{one.question}={one.option} on {one.axis}/{one.outcome}" for one in taxonomy.evidence
    )
    yield from _twice("evidence-twice", "evidence", pairs)
    for cell in taxonomy.evidence:
        where = f"evidence {cell.question}={cell.option} on {cell.axis}/{cell.outcome}"
        yield from _answer(taxonomy, cell.question, cell.option, where)
        if (cell.axis, cell.outcome) not in taxonomy.outcome_by_slug:
            yield _unknown("outcome", f"{cell.axis}/{cell.outcome}", where)
        if (cell.question, cell.axis) not in taxonomy.weight_by_pair:
            yield wrong(
                "no-weight",
                where,
                f"“{cell.question}” has no weight on {cell.axis}, so this would never count.",
            )
        if not -3 <= cell.strength <= 3:
            yield wrong("strength", where, "A strength lies between -3 and +3.")
        if cell.excludes and cell.strength:
            yield wrong("strength", where, "What rules an outcome out has strength 0.")
        if not cell.sentence.strip():
            yield wrong("no-sentence", where, "It does not say why.")


def _answer(taxonomy: Taxonomy, question: str, option: str, where: str) -> Findings:
    asked = taxonomy.question_by_slug.get(question)
    if asked is None:
        yield _unknown("question", question, where)
    elif option != NOT_SURE and asked.option(option) is None:
        yield _unknown("option", f"{question} = {option}", where)


def _conditions(taxonomy: Taxonomy) -> Findings:
    rules = (
        *((f"warning {one.slug}", one.condition) for one in taxonomy.warnings),
        *((f"stop {one.slug}", one.condition) for one in taxonomy.stops),
        *(
            (f"suggestion {one.question}={one.option}", one.condition)
            for one in taxonomy.suggestions
        ),
        *((f"pricing rule {one.slug}", one.condition) for one in taxonomy.pricing_rules),
        *((f"regime {one.slug}", one.condition) for one in taxonomy.regimes),
    )
    for where, text in rules:
        yield from check_condition(taxonomy, text, where)


def check_condition(taxonomy: Taxonomy, text: str, where: str) -> Findings:
    """What is wrong with one condition: its grammar, or the slugs that it names."""
    condition = _parsed(text)
    if isinstance(condition, ConditionError):
        yield wrong("condition", where, f"The condition cannot be read. {condition}.")
        return
    for fault in unknown_slugs(taxonomy, condition):
        yield wrong(fault.code, where, f"{fault.what}.")


def _parsed(text: str) -> Condition | ConditionError:
    try:
        return parse(text)
    except ConditionError as error:
        return error


def _combinations(taxonomy: Taxonomy) -> Findings:
    for one in taxonomy.combinations:
        where = f"combination {one.slug}"
        yield from check_condition(taxonomy, one.condition, where)
        yield from check_on_axis(taxonomy, one.condition, one.axis, where)
        if not one.effects:
            yield wrong("no-effect", where, "It adds points to no outcome.")
        for effect in one.effects:
            if (one.axis, effect.outcome) not in taxonomy.outcome_by_slug:
                yield _unknown("outcome", f"{one.axis}/{effect.outcome}", where)
            if not effect.sentence.strip():
                yield wrong("no-sentence", where, "An effect does not say why.")


def check_on_axis(taxonomy: Taxonomy, text: str, axis: str, where: str) -> Findings:
    """A combination mentions only questions weighted on its axis: that keeps the axes apart."""
    condition = _parsed(text)
    if isinstance(condition, ConditionError):
        return
    for fault in foreign_names(taxonomy, condition, axis):
        yield wrong(fault.code, where, f"{fault.what}.")


def _fit(taxonomy: Taxonomy) -> Findings:
    for driver in taxonomy.drivers:
        where = f"fit driver {driver.slug}"
        question = taxonomy.question_by_slug.get(driver.question)
        if question is None:
            yield _unknown("question", driver.question, where)
        else:
            yield from _scores(question, {one.option: one.score for one in driver.scores}, where)
    if taxonomy.drivers and not any(driver.weight for driver in taxonomy.drivers):
        yield wrong("no-weight", "fit check", "No driver of the fit check has a weight.")
    if taxonomy.drivers and all(band.minimum != 0 for band in taxonomy.bands):
        yield wrong("bands", "fit check", "One band must start at 0, or some scores say nothing.")
    for verdict in (
        *(one.verdict for one in taxonomy.bands),
        *(one.verdict for one in taxonomy.stops),
    ):
        if verdict not in taxonomy.verdict_by_slug:
            yield _unknown("verdict", verdict, "fit check")
    for stop in taxonomy.stops:
        if stop.warning not in taxonomy.warning_by_slug:
            yield _unknown("warning", stop.warning, f"stop {stop.slug}")


def _scores(question: Question, scores: dict[str, int], where: str) -> Findings:
    for option in question.options:
        if option.slug not in scores:
            yield wrong("no-score", where, f"It has no score for “{option.label}”.")
    for slug, score in scores.items():
        if question.option(slug) is None:
            yield _unknown("option", f"{question.slug} = {slug}", where)
        if not 0 <= score <= 10:
            yield wrong("score", where, "A score lies between 0 and 10.")


def _family_references(taxonomy: Taxonomy) -> Findings:
    known = {outcome.slug for outcome in taxonomy.outcomes}
    for outcome in taxonomy.outcomes:
        for confusion in outcome.confusions:
            if confusion.other and confusion.other not in known:
                yield _unknown(
                    "outcome",
                    confusion.other,
                    f"confusion {outcome.axis}/{outcome.slug}/{confusion.other_name}",
                )
        for line in outcome.service_lines:
            for one in line.typical:
                yield from _answer(taxonomy, one.question, one.option, f"service line {line.slug}")
    for label in taxonomy.labels:
        for candidate in label.candidates:
            if candidate.outcome not in known:
                yield _unknown("outcome", candidate.outcome, f"label {label.slug}")


def _other_references(taxonomy: Taxonomy) -> Findings:
    for suggestion in taxonomy.suggestions:
        where = f"suggestion {suggestion.question}={suggestion.option}"
        yield from _answer(taxonomy, suggestion.question, suggestion.option, where)
    pricing = {one.slug for one in taxonomy.pricing_models}
    for rule in taxonomy.pricing_rules:
        if rule.model not in pricing:
            yield _unknown("pricing model", rule.model, f"pricing rule {rule.slug}")
    for step in taxonomy.next_steps:
        if step.verdict and step.verdict not in taxonomy.verdict_by_slug:
            yield _unknown("verdict", step.verdict, f"next step {step.slug}")
    for example in taxonomy.examples:
        for one in example.answers:
            yield from _answer(taxonomy, one.question, one.option, f"example {example.slug}")


_PARTS: tuple[Callable[[Taxonomy], Findings], ...] = (
    _slugs,
    _axes,
    _questions,
    _borders,
    _evidence,
    _combinations,
    _conditions,
    _fit,
    _family_references,
    _other_references,
)
