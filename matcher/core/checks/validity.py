"""Is this taxonomy valid? Every finding of this module prevents publishing."""

from collections import Counter
from collections.abc import Callable, Iterable

from matcher.core.checks.answer_sets import joint_problems
from matcher.core.checks.findings import Finding, Findings, error
from matcher.core.checks.satisfiability import can_hold
from matcher.core.codes import has_form
from matcher.core.condition_errors import Asks, foreign_names, unknown_slugs
from matcher.core.conditions import Condition, ConditionError, by_given_answers, parse
from matcher.core.days import is_day
from matcher.core.fit import FIT
from matcher.core.phrases import folded
from matcher.core.picks import NOT_SURE
from matcher.core.quantities import ONE_POINT
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.row_ref import Location, RowRef, row_ref
from matcher.core.taxonomy.row_types import rows
from matcher.core.taxonomy.topics import NoteTopic
from matcher.core.taxonomy.values import (
    LINE,
    MAX_ANSWERS,
    RESERVED,
    RESERVED_GUIDE_SLUGS,
    Code,
    ContextQuestion,
    Option,
    Question,
)
from matcher.core.time_zones import time_zones

FIT_CHECK = "fit check"
"""The location of what is wrong with the fit check as a whole."""


def check(taxonomy: Taxonomy) -> tuple[Finding, ...]:
    """Everything that is wrong with the taxonomy, in the order of its parts."""
    return tuple(finding for check_part in _CHECKS for finding in check_part(taxonomy))


def _duplicates(code: str, locations: Iterable[RowRef]) -> Findings:
    for location, count in Counter(locations).items():
        if count > 1:
            sentence = f"There are {count} rows called “{location.key_text}”."
            yield error(code, location, sentence)


def _slugs(taxonomy: Taxonomy) -> Findings:
    locations = (
        *(row_ref("axis", axis.slug) for axis in taxonomy.axes),
        *(row_ref("question", question.slug) for question in taxonomy.questions),
        *(row_ref("context question", question.slug) for question in taxonomy.context),
        *(row_ref("other buying", outside.slug) for outside in taxonomy.outside),
        *(row_ref("retired answer", one.question, one.option) for one in taxonomy.retired),
        *(row_ref("warning", warning.slug) for warning in taxonomy.warnings),
        *(row_ref("combination", combination.slug) for combination in taxonomy.combinations),
        *(row_ref("label", label.slug) for label in taxonomy.labels),
        *(row_ref("outcome", outcome.axis, outcome.slug) for outcome in taxonomy.outcomes),
    )
    yield from _duplicates("slug-twice", locations)
    taken = RESERVED | taxonomy.index.axis_by_slug.keys()
    for location, not_here in (
        *((row_ref("question", question.slug), taken | {LINE}) for question in taxonomy.questions),
        *((row_ref("context question", question.slug), taken) for question in taxonomy.context),
    ):
        (slug,) = location.key
        if slug in not_here:
            sentence = f"“{slug}” has a meaning of its own: give the question another slug."
            yield error("reserved", location, sentence)


def _axes(taxonomy: Taxonomy) -> Findings:
    if not taxonomy.axes:
        yield error("empty", "taxonomy", "There is no axis, so nothing can be decided.")
    weights = taxonomy.index.weight_by_pair
    for axis in taxonomy.axes:
        location = row_ref("axis", axis.slug)
        if axis.slug == FIT:
            sentence = f"“{FIT}” is the name of the fit check: give the axis another slug."
            yield error("reserved", location, sentence)
        if len(taxonomy.index.outcomes_by_axis[axis.slug]) < 2:
            yield error("few-outcomes", location, "An axis needs at least two outcomes.")
        if axis.tie_question and (axis.tie_question, axis.slug) not in weights:
            yield error(
                "tie-question",
                location,
                f"The tie question “{axis.tie_question}” has no weight on this axis.",
            )
    for outcome in taxonomy.outcomes:
        if outcome.axis not in taxonomy.index.axis_by_slug:
            location = row_ref("outcome", outcome.axis, outcome.slug)
            yield _unknown("axis", outcome.axis, location)
    yield from _assessed(taxonomy)


def _assessed(taxonomy: Taxonomy) -> Findings:
    first, *others = [axis.slug for axis in taxonomy.axes if axis.assessed] or [""]
    for slug in others:
        sentence = f"“{first}” is compared by criteria and cost already, and one axis can be."
        yield error("assessed-twice", row_ref("axis", slug), sentence)


def _needs(taxonomy: Taxonomy) -> Findings:
    """Outcomes that are made of others: which those are, and how many of them."""
    for outcome in taxonomy.outcomes:
        if outcome.needs is None:
            continue
        location = row_ref("parts", outcome.axis, outcome.slug)
        others = taxonomy.index.outcomes_by_axis.get(outcome.axis, ())
        simple = {other.slug for other in others if other.needs is None}
        for slug in outcome.needs.of:
            if slug not in simple:
                sentence = f"“{slug}” is not an outcome on this axis that stands by itself."
                yield error("unknown-slug", location, sentence)
        if not 1 <= outcome.needs.at_least <= len(set(outcome.needs.of)):
            sentence = f"It cannot need {outcome.needs.at_least} of {len(set(outcome.needs.of))}."
            yield error("needs", location, sentence)
        if not outcome.needs.sentence.strip():
            yield error("no-sentence", location, "It does not say why.")


def _unknown(noun: str, slug: str, location: Location) -> Finding:
    return error("unknown-slug", location, f"There is no {noun} called “{slug}”.")


def _questions(taxonomy: Taxonomy) -> Findings:
    for question in taxonomy.questions:
        location = row_ref("question", question.slug)
        options = (row_ref("option", question.slug, option.slug) for option in question.options)
        yield from _duplicates("slug-twice", options)
        if len(question.options) < 2:
            yield error("few-options", location, "A question needs at least two options.")
        if question.option(NOT_SURE):
            yield error("reserved", location, "Every question has “not-sure” already.")
        for weight in question.weights:
            if weight.axis not in taxonomy.index.axis_by_slug:
                yield _unknown("axis", weight.axis, location)


def _ticks(taxonomy: Taxonomy) -> Findings:
    """Questions of kind `several`: what excludes what, and that not too much is possible."""
    for question in taxonomy.questions:
        location = row_ref("question", question.slug)
        if question.between and question.kind == "several":
            yield error("border", location, "A border question has one answer.")
        for option in question.options:
            yield from _conflicts(question, option)
        if question.too_many_answers:
            yield error(
                "many-answers",
                location,
                f"More than {MAX_ANSWERS} answers are possible: let more of its options exclude "
                "each other.",
            )


def _conflicts(question: Question, option: Option) -> Findings:
    location = row_ref("option", question.slug, option.slug)
    if option.conflicts and question.kind == "one":
        yield error("conflict", location, "Only one answer is possible, so it excludes nothing.")
    for slug in option.conflicts:
        other = question.option(slug)
        if other is None or other is option:
            yield _unknown("other option", f"{question.slug} = {slug}", location)
        elif option.slug not in other.conflicts:
            yield error(
                "conflict", location, f"It excludes “{other.label}”, which does not exclude it."
            )


def _context(taxonomy: Taxonomy) -> Findings:
    """Questions that are not scored: none is called like one that is."""
    for question in taxonomy.context:
        location = row_ref("context question", question.slug)
        options = (
            row_ref("context option", question.slug, option.slug) for option in question.options
        )
        yield from _duplicates("slug-twice", options)
        yield from _context_options(question, location)
        if question.slug in taxonomy.index.question_by_slug:
            yield error("slug-twice", location, "A question that is scored has the same slug.")


def _context_options(question: ContextQuestion, location: RowRef) -> Findings:
    if question.slug == LINE:
        if question.options:
            yield error("own-options", location, "Its options are the service lines: give it none.")
    elif len(question.options) < 2:
        yield error("few-options", location, "A question needs at least two options.")
    if question.option(NOT_SURE):
        yield error("reserved", location, "Every question has “not-sure” already.")


def _retired(taxonomy: Taxonomy) -> Findings:
    """Answers of earlier editions: not one that still exists, each led to one that does."""
    for retired in taxonomy.retired:
        location = row_ref("retired answer", retired.question, retired.option)
        question = taxonomy.index.question_by_slug.get(retired.question)
        if question and (retired.option == NOT_SURE or question.option(retired.option)):
            yield error("not-retired", location, "This answer can still be given.")
        for answer in retired.instead:
            yield from _answer(taxonomy, answer.question, answer.option, location)
        for problem in joint_problems(taxonomy, retired.instead):
            sentence = f"What takes its place cannot be given together: {problem}"
            yield error("not-together", location, sentence)


def _borders(taxonomy: Taxonomy) -> Findings:
    borders = [question for question in taxonomy.questions if question.between]
    yield from _duplicate_borders(borders)
    for question in borders:
        if len(question.weights) != 1:
            location = row_ref("question", question.slug)
            yield error("border", location, "A border question counts on exactly one axis.")
        for weight in question.weights:
            yield from _border_evidence(taxonomy, question, weight.axis)


def _duplicate_borders(borders: Iterable[Question]) -> Findings:
    first_by_pair: dict[frozenset[str], Question] = {}
    for question in borders:
        first = first_by_pair.setdefault(frozenset(question.between), question)
        if first is not question:
            location = row_ref("question", question.slug)
            sentence = f"The question “{first.slug}” is about the same border."
            yield error("border-twice", location, sentence)


def _border_evidence(taxonomy: Taxonomy, question: Question, axis: str) -> Findings:
    location = row_ref("question", question.slug)
    for outcome in question.between:
        if (axis, outcome) not in taxonomy.index.outcome_by_slug:
            yield _unknown("outcome", f"{axis}/{outcome}", location)
    for cell in taxonomy.evidence:
        if cell.question == question.slug and cell.outcome not in question.between:
            yield error(
                "border", location, f"A border question may not speak about “{cell.outcome}”."
            )


def _evidence(taxonomy: Taxonomy) -> Findings:
    locations = [
        row_ref("evidence", cell.question, cell.option, cell.axis, cell.outcome)
        for cell in taxonomy.evidence
    ]
    yield from _duplicates("evidence-twice", locations)
    for cell, location in zip(taxonomy.evidence, locations, strict=True):
        yield from _answer(taxonomy, cell.question, cell.option, location)
        if (cell.axis, cell.outcome) not in taxonomy.index.outcome_by_slug:
            yield _unknown("outcome", f"{cell.axis}/{cell.outcome}", location)
        if (cell.question, cell.axis) not in taxonomy.index.weight_by_pair:
            yield error(
                "no-weight",
                location,
                f"“{cell.question}” has no weight on {cell.axis}, so this would never count.",
            )
        if not -3 <= cell.strength <= 3:
            yield error("strength", location, "A strength lies between -3 and +3.")
        if cell.excludes and cell.strength:
            yield error("strength", location, "What rules an outcome out has strength 0.")
        if not cell.sentence.strip():
            yield error("no-sentence", location, "It does not say why.")


def _answer(taxonomy: Taxonomy, question_slug: str, option: str, location: RowRef) -> Findings:
    question = taxonomy.index.question_by_slug.get(question_slug)
    if question is None:
        yield _unknown("question", question_slug, location)
    elif option != NOT_SURE and question.option(option) is None:
        yield _unknown("option", f"{question_slug} = {option}", location)


def _conditions(taxonomy: Taxonomy) -> Findings:
    rules = (
        *((row_ref("warning", warning.slug), warning.condition) for warning in taxonomy.warnings),
        *((row_ref("stop", stop.slug), stop.condition) for stop in taxonomy.stops),
        *(
            (row_ref("suggestion", suggestion.question, suggestion.option), suggestion.condition)
            for suggestion in taxonomy.suggestions
        ),
        *(
            (row_ref("other buying", outside.slug), outside.condition)
            for outside in taxonomy.outside
        ),
    )
    content = (
        *((row_ref("pricing rule", rule.slug), rule.condition) for rule in taxonomy.pricing_rules),
        *((row_ref("regime", regime.slug), regime.condition) for regime in taxonomy.regimes),
        *((row_ref("standard", row.slug), row.condition) for row in taxonomy.standards),
        *((row_ref("annex clause", row.slug), row.condition) for row in taxonomy.annex),
        *((row_ref("next step", row.slug), row.condition) for row in taxonomy.next_steps),
    )
    for location, condition in rules:
        yield from check_condition(taxonomy, condition, location)
    for location, condition in content:
        if condition:
            yield from check_condition(taxonomy, condition, location, "content")
    for row in rows(taxonomy):
        if scope := row.fields.get("scope"):
            yield from check_condition(taxonomy, str(scope), row.location, "scope")


DAYS = ("in_force", "next_date", "dated", "checked_on")
"""The fields of rows that hold a day."""


def _days(taxonomy: Taxonomy) -> Findings:
    for row in rows(taxonomy):
        for name in DAYS:
            if (day := str(row.fields.get(name) or "")) and not is_day(day):
                sentence = f"“{day}” is no day: write 2026-08-02, 2026-08 or 2026."
                yield error("day", row.location, sentence)


def check_condition(
    taxonomy: Taxonomy, text: str, location: RowRef, asks: Asks = "answers"
) -> Findings:
    """What is wrong with one condition: its grammar, or the slugs that it names."""
    condition = _parsed(text)
    if isinstance(condition, ConditionError):
        yield error("condition", location, f"The condition cannot be read. {condition}.")
        return
    for problem in unknown_slugs(taxonomy, condition, asks):
        yield error(problem.code, location, f"{problem.message}.")


def _parsed(text: str) -> Condition | ConditionError:
    try:
        return parse(text)
    except ConditionError as condition_error:
        return condition_error


def _combinations(taxonomy: Taxonomy) -> Findings:
    for combination in taxonomy.combinations:
        location = row_ref("combination", combination.slug)
        yield from check_condition(taxonomy, combination.condition, location)
        yield from check_on_axis(taxonomy, combination.condition, combination.axis, location)
        if not combination.effects:
            yield error("no-effect", location, "It adds points to no outcome.")
        for effect in combination.effects:
            if (combination.axis, effect.outcome) not in taxonomy.index.outcome_by_slug:
                yield _unknown("outcome", f"{combination.axis}/{effect.outcome}", location)
            if not effect.sentence.strip():
                yield error("no-sentence", location, "An effect does not say why.")


def check_on_axis(taxonomy: Taxonomy, text: str, axis: str, location: RowRef) -> Findings:
    """A combination mentions only questions weighted on its axis: that keeps the axes apart."""
    condition = _parsed(text)
    if isinstance(condition, ConditionError):
        return
    for problem in foreign_names(taxonomy, condition, axis):
        yield error(problem.code, location, f"{problem.message}.")


def _fit(taxonomy: Taxonomy) -> Findings:
    for driver in taxonomy.drivers:
        location = row_ref("fit driver", driver.slug)
        if driver.not_sure is not None:
            yield error(
                "not-sure-score", location, "“not-sure” has no score: set “not_sure” to null."
            )
        question = taxonomy.index.question_by_slug.get(driver.question)
        if question is None:
            yield _unknown("question", driver.question, location)
        else:
            yield from _scores(
                question, {score.option: score.score for score in driver.scores}, location
            )
    if taxonomy.drivers and not any(driver.weight for driver in taxonomy.drivers):
        yield error("no-weight", FIT_CHECK, "No driver of the fit check has a weight.")
    if taxonomy.drivers and all(band.minimum != 0 for band in taxonomy.bands):
        yield error("bands", FIT_CHECK, "One band must start at 0, or some scores say nothing.")
    for verdict in (
        *(band.verdict for band in taxonomy.bands),
        *(stop.verdict for stop in taxonomy.stops),
    ):
        if verdict not in taxonomy.index.verdict_by_slug:
            yield _unknown("verdict", verdict, FIT_CHECK)
    for stop in taxonomy.stops:
        if stop.warning not in taxonomy.index.warning_by_slug:
            yield _unknown("warning", stop.warning, row_ref("stop", stop.slug))


def _scores(question: Question, scores: dict[str, int], location: RowRef) -> Findings:
    for option in question.options:
        if option.slug not in scores:
            yield error("no-score", location, f"It has no score for “{option.label}”.")
    for slug, score in scores.items():
        if question.option(slug) is None:
            yield _unknown("option", f"{question.slug} = {slug}", location)
        if not 0 <= score <= 10:
            yield error("score", location, "A score lies between 0 and 10.")


def _stops(taxonomy: Taxonomy) -> Findings:
    for slug in dead_stops(taxonomy):
        yield error(
            "stopped-by-unknown",
            row_ref("stop", slug),
            "It can hold only while an answer is “not-sure” or missing, and nobody is stopped by "
            "what is not known. Ask for answers, or make it a warning about finding out.",
        )


def dead_stops(taxonomy: Taxonomy) -> tuple[str, ...]:
    """The hard stops whose condition can hold, but not by given answers."""
    return tuple(
        stop.slug
        for stop in taxonomy.stops
        if not any(check_condition(taxonomy, stop.condition, row_ref("stop", stop.slug)))
        if can_hold(taxonomy, condition := parse(stop.condition))
        if can_hold(taxonomy, by_given_answers(condition, taxonomy.index.slugs)) is False
    )


def _family_references(taxonomy: Taxonomy) -> Findings:
    known = {outcome.slug for outcome in taxonomy.outcomes}
    for outcome in taxonomy.outcomes:
        for confusion in outcome.confusions:
            if confusion.other and confusion.other not in known:
                location = row_ref("confusion", outcome.axis, outcome.slug, confusion.other_name)
                yield _unknown("outcome", confusion.other, location)
        for line in outcome.service_lines:
            for answer in line.typical:
                location = row_ref("service line", line.slug)
                yield from _answer(taxonomy, answer.question, answer.option, location)
    for label in taxonomy.labels:
        for candidate in label.candidates:
            if candidate.outcome not in known:
                yield _unknown("outcome", candidate.outcome, row_ref("label", label.slug))


def _terms(taxonomy: Taxonomy) -> Findings:
    yield from _duplicates("slug-twice", (row_ref("term", term.slug) for term in taxonomy.terms))
    names: set[str] = set()
    for term in taxonomy.terms:
        location = row_ref("term", term.slug)
        if term.outcome and (term.axis, term.outcome) not in taxonomy.index.outcome_by_slug:
            yield _unknown("outcome", term.outcome, location)
        if term.option:
            yield from _answer(taxonomy, term.question, term.option, location)
        for name in term.names:
            if folded(name) in names:
                yield error("name-twice", location, f"“{name}” is written twice among the terms.")
            names.add(folded(name))


def _other_references(taxonomy: Taxonomy) -> Findings:
    for suggestion in taxonomy.suggestions:
        location = row_ref("suggestion", suggestion.question, suggestion.option)
        yield from _answer(taxonomy, suggestion.question, suggestion.option, location)
    pricing = {model.slug for model in taxonomy.pricing_models}
    for rule in taxonomy.pricing_rules:
        if rule.model not in pricing:
            yield _unknown("pricing model", rule.model, row_ref("pricing rule", rule.slug))
    for step in taxonomy.next_steps:
        if step.verdict and step.verdict not in taxonomy.index.verdict_by_slug:
            yield _unknown("verdict", step.verdict, row_ref("next step", step.slug))
    for example in taxonomy.examples:
        for answer in example.answers:
            location = row_ref("example", example.slug)
            yield from _answer(taxonomy, answer.question, answer.option, location)


def _notes(taxonomy: Taxonomy) -> Findings:
    known = {*NoteTopic, *taxonomy.index.axis_by_slug}
    for note in taxonomy.notes:
        if note.topic not in known:
            yield _unknown("topic", note.topic, row_ref("note", note.slug))


def _guide(taxonomy: Taxonomy) -> Findings:
    pages = [page.slug for page in taxonomy.guide]
    yield from _duplicates("slug-twice", (row_ref("guide page", slug) for slug in pages))
    for page in taxonomy.guide:
        location = row_ref("guide page", page.slug)
        if page.slug in RESERVED_GUIDE_SLUGS:
            yield error("reserved", location, f"The guide has a page “{page.slug}” already.")
        sections = (row_ref("guide section", page.slug, one.slug) for one in page.sections)
        yield from _duplicates("slug-twice", sections)
    for verdict in taxonomy.verdicts:
        if verdict.guide and verdict.guide not in pages:
            location = row_ref("verdict", verdict.slug)
            yield _unknown("page of the guide", verdict.guide, location)


def _places(taxonomy: Taxonomy) -> Findings:
    locations = [row_ref("place", place.country) for place in taxonomy.places]
    rules = [row_ref("place rule", rule.slug) for rule in taxonomy.place_rules]
    yield from _duplicates("slug-twice", (*locations, *rules))
    question = taxonomy.index.home_question
    known = question.names if question else {}
    countries = {option.slug for option in question.options} if question else set()
    for place, location in zip(taxonomy.places, locations, strict=True):
        if place.country not in countries:
            yield _unknown("country", place.country, location)
        for zone in place.zones:
            if zone not in time_zones():
                yield _unknown("time zone", zone, location)
    for rule in taxonomy.place_rules:
        for entry in rule.entries:
            location = row_ref("place entry", rule.slug, entry.says)
            unknown = (slug for slug in entry.countries if slug not in known)
            yield from (_unknown("country or group", slug, location) for slug in unknown)


def _exposure(taxonomy: Taxonomy) -> Findings:
    """Scales and what is on them: known levels, scores between 0 and 1, no occupation twice."""
    levels = [
        (scale.slug, level.slug) for scale in taxonomy.exposure_scales for level in scale.levels
    ]
    scales = (row_ref("exposure scale", scale.slug) for scale in taxonomy.exposure_scales)
    yield from _duplicates("slug-twice", scales)
    yield from _duplicates("slug-twice", (row_ref("exposure level", *level) for level in levels))
    for family in taxonomy.outcomes:
        locations = [
            row_ref("exposure", family.axis, family.slug, exposure.code)
            for exposure in family.exposures
        ]
        yield from _duplicates("slug-twice", locations)
        for exposure, location in zip(family.exposures, locations, strict=True):
            if (exposure.scale, exposure.level) not in levels:
                yield _unknown("level of exposure", f"{exposure.scale}/{exposure.level}", location)
            if not 0 <= exposure.score <= ONE_POINT:
                yield error("score", location, "A score of exposure lies between 0 and 1.")


def _annex(taxonomy: Taxonomy) -> Findings:
    clauses = (row_ref("annex clause", clause.slug) for clause in taxonomy.annex)
    yield from _duplicates("slug-twice", clauses)
    for clause in taxonomy.annex:
        if clause.regime and clause.regime not in taxonomy.index.regime_by_slug:
            yield _unknown("regime", clause.regime, row_ref("annex clause", clause.slug))


def _codes(taxonomy: Taxonomy) -> Findings:
    """Codes of known classifications, each in a form of its own, and none twice."""
    schemes = {scheme.slug: scheme for scheme in taxonomy.code_schemes}
    named = (row_ref("classification", scheme.slug) for scheme in taxonomy.code_schemes)
    coded = [row for row in rows(taxonomy) if isinstance(row.value, Code)]
    yield from _duplicates("slug-twice", (*named, *(row.location for row in coded)))
    for row in coded:
        scheme = schemes.get(row.value.scheme)
        if scheme is None:
            yield _unknown("classification", row.value.scheme, row.location)
        elif not has_form(row.value.code, scheme.forms):
            forms = " or ".join(scheme.forms)
            sentence = f"A code of {scheme.name} is written {forms}, with a digit for each N."
            yield error("form", row.location, sentence)


def _prices(taxonomy: Taxonomy) -> Findings:
    for model in taxonomy.pricing_models:
        examples = (row_ref("price example", model.slug, one.name) for one in model.examples)
        yield from _duplicates("slug-twice", examples)


_CHECKS: tuple[Callable[[Taxonomy], Findings], ...] = (
    _slugs,
    _axes,
    _needs,
    _questions,
    _ticks,
    _context,
    _retired,
    _borders,
    _evidence,
    _combinations,
    _conditions,
    _days,
    _fit,
    _stops,
    _family_references,
    _terms,
    _other_references,
    _notes,
    _guide,
    _places,
    _exposure,
    _annex,
    _codes,
    _prices,
)
