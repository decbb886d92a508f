"""Draft rows -> Taxonomy. Together with `editions` the only door between tables and core."""

from collections.abc import Iterable
from decimal import Decimal

from matcher import models
from matcher.core.rules import NOT_SURE
from matcher.core.taxonomy import values as core


def compile_draft() -> core.Taxonomy:
    """The taxonomy that the draft rows make, in a fixed number of queries."""
    return core.Taxonomy(
        axes=tuple(_axis(row) for row in models.Axis.objects.select_related("tie_question")),
        outcomes=_outcomes(),
        questions=_questions(),
        evidence=_evidence(),
        combinations=_combinations(),
        warnings=tuple(
            core.Warning(slug=row.slug, title=row.title, condition=row.condition, text=row.text)
            for row in models.Warning.objects.all()
        ),
        drivers=_drivers(),
        verdicts=_verdicts(),
        bands=_bands(),
        stops=_stops(),
        suggestions=_suggestions(),
        labels=_labels(),
        pricing_models=_pricing_models(),
        pricing_rules=_pricing_rules(),
        regimes=_regimes(),
        next_steps=_next_steps(),
        notes=_notes(),
        examples=_examples(),
    )


def compile_vocabulary() -> core.Taxonomy:
    """Only what a condition may name: axes, outcomes, and questions with options and weights."""
    return core.Taxonomy(
        axes=tuple(_axis(row) for row in models.Axis.objects.select_related("tie_question")),
        outcomes=tuple(
            core.Outcome(axis=row.axis.slug, slug=row.slug, name=row.name, summary=row.summary)
            for row in models.Outcome.objects.select_related("axis")
        ),
        questions=_questions(),
        evidence=(),
    )


def hundredths(number: Decimal) -> int:
    """1.5 -> 150. The tables keep at most two decimals, so nothing is lost."""
    return int(number * core.HUNDREDTHS)


def _axis(row: models.Axis) -> core.Axis:
    return core.Axis(
        slug=row.slug,
        name=row.name,
        asks=row.asks,
        tie_question=row.tie_question.slug if row.tie_question else "",
        clear_from=hundredths(row.clear_from),
        likely_from=hundredths(row.likely_from),
        full_answers=row.full_answers,
        close_percent=row.close_percent,
        unclear_below=hundredths(row.unclear_below),
    )


def _outcomes() -> tuple[core.Outcome, ...]:
    rows = models.Outcome.objects.select_related("axis", "profile").prefetch_related(
        "facts",
        "service_lines__tasks",
        "service_lines__typical__option__question",
        "kpis__sources",
        "confusions__other",
        "vendor_labels",
    )
    return tuple(_outcome(row) for row in rows)


def _outcome(row: models.Outcome) -> core.Outcome:
    return core.Outcome(
        axis=row.axis.slug,
        slug=row.slug,
        name=row.name,
        summary=row.summary,
        in_first_source=row.in_first_source,
        facts=tuple(core.Fact(name=fact.name, text=fact.text) for fact in row.facts.all()),
        profile=_profile(row.profile) if hasattr(row, "profile") else None,
        service_lines=tuple(_service_line(line) for line in row.service_lines.all()),
        kpis=tuple(_kpi(kpi) for kpi in row.kpis.all()),
        confusions=tuple(_confusion(confusion) for confusion in row.confusions.all()),
        vendor_labels=tuple(label.name for label in row.vendor_labels.all()),
    )


def _profile(row: models.Profile) -> core.Profile:
    return core.Profile(
        definition=row.definition,
        position=row.position,
        office=row.office,
        served=row.served,
        work_kind=row.work_kind,
        judgment=row.judgment,
        regulation=row.regulation,
        volume=row.volume,
        channels=row.channels,
        systems=row.systems,
        staffing=row.staffing,
        quality=row.quality,
        training=row.training,
        pricing=row.pricing,
        shortlist=split_lines(row.shortlist),
        risks=split_lines(row.risks),
        automation=row.automation,
    )


def split_lines(string: str) -> tuple[str, ...]:
    """The items of a field that holds one a line."""
    return tuple(line.strip() for line in string.splitlines() if line.strip())


def _service_line(row: models.ServiceLine) -> core.ServiceLine:
    return core.ServiceLine(
        slug=row.slug,
        name=row.name,
        note=row.note,
        tasks=tuple(task.text for task in row.tasks.all()),
        typical=tuple(
            core.TypicalAnswer(question=answer.option.question.slug, option=answer.option.slug)
            for answer in row.typical.all()
        ),
    )


def _kpi(row: models.Kpi) -> core.Kpi:
    return core.Kpi(
        slug=row.slug,
        name=row.name,
        formula=row.formula,
        unit=row.unit,
        better=row.better,
        range=row.range,
        range_note=row.range_note,
        sources=_sources(row.sources.all()),
    )


def _sources(rows: Iterable[models.KpiSource | models.RegimeSource]) -> tuple[core.Source, ...]:
    return tuple(
        core.Source.model_validate(
            {"title": row.title, "url": row.url, "grade": row.grade, "note": row.note}
        )
        for row in rows
    )


def _confusion(row: models.Confusion) -> core.Confusion:
    return core.Confusion(
        other=row.other.slug if row.other else "",
        other_name=row.other_name,
        goes_wrong=row.goes_wrong,
        tell_apart=row.tell_apart,
    )


def _questions() -> tuple[core.Question, ...]:
    rows = models.Question.objects.select_related("border_first", "border_second").prefetch_related(
        "options", "weights__axis"
    )
    return tuple(
        core.Question.model_validate(
            {
                "slug": row.slug,
                "part": row.part,
                "prompt": row.prompt,
                "help": row.help,
                "example": row.example,
                "not_sure": row.not_sure,
                "ordered": row.ordered,
                "between": _between(row),
                "options": [_option(option) for option in row.options.all()],
                "weights": [_weight(weight) for weight in row.weights.all()],
            }
        )
        for row in rows
    )


def _between(row: models.Question) -> tuple[str, ...]:
    if row.border_first is None or row.border_second is None:
        return ()
    return (row.border_first.slug, row.border_second.slug)


def _option(row: models.Option) -> core.Option:
    return core.Option(slug=row.slug, label=row.label, hint=row.hint, supposing=row.supposing)


def _weight(row: models.Weight) -> core.Weight:
    return core.Weight.model_validate(
        {
            "axis": row.axis.slug,
            "weight": hundredths(row.weight),
            "role": row.role,
            "required": row.required,
        }
    )


def _evidence() -> tuple[core.Evidence, ...]:
    rows = models.Evidence.objects.select_related("option__question", "outcome__axis").order_by(
        "outcome__axis__position",
        "option__question__position",
        "option__position",
        "outcome__position",
    )
    return tuple(
        core.Evidence(
            question=row.option.question.slug,
            option=row.option.slug,
            axis=row.outcome.axis.slug,
            outcome=row.outcome.slug,
            strength=row.strength,
            sentence=row.sentence,
            excludes=row.excludes,
        )
        for row in rows
    )


def _combinations() -> tuple[core.Combination, ...]:
    rows = models.Combination.objects.select_related("axis").prefetch_related("effects__outcome")
    return tuple(
        core.Combination(
            slug=row.slug,
            axis=row.axis.slug,
            condition=row.condition,
            effects=tuple(
                core.Effect(
                    outcome=effect.outcome.slug,
                    points=hundredths(effect.points),
                    sentence=effect.sentence,
                )
                for effect in row.effects.all()
            ),
        )
        for row in rows
    )


def _drivers() -> tuple[core.Driver, ...]:
    rows = models.Driver.objects.select_related("question").prefetch_related("scores__option")
    return tuple(
        core.Driver(
            slug=row.slug,
            name=row.name,
            question=row.question.slug,
            weight=row.weight,
            scores=tuple(
                core.DriverScore(option=score.option.slug, score=score.score)
                for score in row.scores.all()
            ),
            not_sure=row.not_sure,
            required=row.required,
        )
        for row in rows
    )


def _verdicts() -> tuple[core.Verdict, ...]:
    return tuple(
        core.Verdict(
            slug=row.slug,
            name=row.name,
            text=row.text,
            severity=row.severity,
            proceeds=row.proceeds,
        )
        for row in models.Verdict.objects.all()
    )


def _bands() -> tuple[core.Band, ...]:
    return tuple(
        core.Band(minimum=int(row.minimum * 10), verdict=row.verdict.slug)
        for row in models.Band.objects.select_related("verdict")
    )


def _stops() -> tuple[core.Stop, ...]:
    return tuple(
        core.Stop(
            slug=row.slug,
            condition=row.condition,
            verdict=row.verdict.slug,
            warning=row.warning.slug,
            at_most=row.at_most,
        )
        for row in models.Stop.objects.select_related("verdict", "warning")
    )


def _suggestions() -> tuple[core.Suggestion, ...]:
    rows = models.Suggestion.objects.select_related("option__question").order_by(
        "option__question__position", "position", "pk"
    )
    return tuple(
        core.Suggestion(
            question=row.option.question.slug,
            option=row.option.slug,
            condition=row.condition,
            sentence=row.sentence,
        )
        for row in rows
    )


def _labels() -> tuple[core.Label, ...]:
    rows = models.Label.objects.select_related("axis").prefetch_related(
        "names", "candidates__outcome"
    )
    return tuple(
        core.Label(
            slug=row.slug,
            names=tuple(name.name for name in row.names.all()),
            meaning=row.meaning,
            asks=row.asks,
            axis=row.axis.slug if row.axis else "",
            candidates=tuple(
                core.Candidate(outcome=candidate.outcome.slug, note=candidate.note)
                for candidate in row.candidates.all()
            ),
        )
        for row in rows
    )


def _pricing_models() -> tuple[core.PricingModel, ...]:
    return tuple(
        core.PricingModel(
            slug=row.slug,
            name=row.name,
            fits=row.fits,
            avoid=row.avoid,
            behaviour=row.behaviour,
            safeguards=row.safeguards,
        )
        for row in models.PricingModel.objects.all()
    )


def _pricing_rules() -> tuple[core.PricingRule, ...]:
    return tuple(
        core.PricingRule(
            slug=row.slug,
            condition=row.condition,
            model=row.model.slug,
            sentence=row.sentence,
        )
        for row in models.PricingRule.objects.select_related("model")
    )


def _regimes() -> tuple[core.Regime, ...]:
    return tuple(
        core.Regime(
            slug=row.slug,
            name=row.name,
            triggered_by=row.triggered_by,
            changes=row.changes,
            condition=row.condition,
            sources=_sources(row.sources.all()),
        )
        for row in models.Regime.objects.prefetch_related("sources")
    )


def _next_steps() -> tuple[core.NextStep, ...]:
    return tuple(
        core.NextStep(
            slug=row.slug,
            text=row.text,
            verdict=row.verdict.slug if row.verdict else "",
            axis=row.axis.slug if row.axis else "",
        )
        for row in models.NextStep.objects.select_related("verdict", "axis")
    )


def _notes() -> tuple[core.Note, ...]:
    return tuple(
        core.Note(slug=row.slug, topic=row.topic, title=row.title, text=row.text)
        for row in models.Note.objects.all()
    )


def _examples() -> tuple[core.Example, ...]:
    rows = models.Case.objects.filter(example=True).prefetch_related(
        "answers__question", "answers__option"
    )
    return tuple(
        core.Example(
            slug=row.slug,
            title=row.title,
            text=row.vignette,
            answers=tuple(
                core.TypicalAnswer(
                    question=answer.question.slug,
                    option=answer.option.slug if answer.option else NOT_SURE,
                )
                for answer in row.answers.all()
            ),
        )
        for row in rows
    )
