"""manage.py score_answers: how often anybody is right about the cases, and how far they agree."""

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict

from django.core.management.base import BaseCommand, CommandError, CommandParser

from matcher.core.benchmark import (
    AxisAgreement,
    AxisRepeat,
    AxisScore,
    RaterScore,
    Scores,
    judged_axes,
    score,
)
from matcher.core.formats.benchmark import ReadRatings, read_ratings
from matcher.draft.cases import all_cases
from matcher.editions import NoEdition, current
from matcher.management.input_file import open_input


class Command(BaseCommand):
    """Prints the scores of one or more files, one rater each; what is wrong with a file goes to
    standard error, counts as not answered, and makes the exit status 1."""

    help = (
        "Score answers to benchmark_cases: JSON lines with id, answers by axis and, for whoever "
        "answers more than once, run. Each file is one rater. docs/benchmark.md describes it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", metavar="file", help="the answers of a rater")
        parser.add_argument("--json", action="store_true", help="print one JSON document")

    def handle(self, *, files: list[str], json: bool, **options: object) -> None:
        try:
            edition = current()
        except NoEdition as error:
            raise CommandError(f"{error} Run: manage.py publish --note “…”") from None
        taxonomy, cases = edition.taxonomy, all_cases()
        read = [read_ratings(taxonomy, cases, file, open_input(file)) for file in files]
        scores = score(judged_axes(taxonomy), cases, [each.rater for each in read])
        if json:
            self.stdout.write(_document(edition.number, scores))
        else:
            self.stdout.write("\n".join(_lines(edition.number, len(cases), scores)))
        for each in read:
            for problem in _problems(each):
                self.stderr.write(problem)
        if any(each.problems for each in read):
            sys.exit(1)


def _document(edition: int, scores: Scores) -> str:
    return json.dumps({"edition": edition, **asdict(scores)}, ensure_ascii=False)


def _problems(read: ReadRatings) -> Iterator[str]:
    for problem in read.problems:
        yield f"{read.rater.name}, line {problem.line}: {problem.error}"


# ── As tables ────────────────────────────────────────────────────────────────────────────


def _lines(edition: int, cases: int, scores: Scores) -> Iterator[str]:
    yield f"{cases} cases, scored with edition {edition}."
    for rater in scores.raters:
        yield from ("", *_rater_lines(cases, rater))
    for pair in scores.agreements:
        yield from ("", f"{pair.raters[0]} and {pair.raters[1]}: Cohen’s kappa")
        yield from map(_agreement_line, pair.axes)


def _rater_lines(cases: int, rater: RaterScore) -> Iterator[str]:
    answered = cases - len(rater.missing)
    runs = "1 run" if rater.runs == 1 else f"{rater.runs} runs"
    yield f"{rater.name}: {answered} of {cases} cases answered, {runs}"
    if rater.missing:
        yield f"  not answered in every run: {', '.join(rater.missing)}"
    yield from map(_score_line, rater.axes)
    yield from (_repeat_line(each) for each in rater.repeats if each.cases)


def _score_line(each: AxisScore) -> str:
    return (
        f"  {each.axis:10} {each.answered:4} of {each.judged} answered, "
        f"{_share(each.expected, each.judged)} as expected, "
        f"{_share(each.accepted, each.judged)} accepted"
    )


def _repeat_line(each: AxisRepeat) -> str:
    same = _share(each.same, each.cases)
    return f"  {each.axis:10} the same in all runs for {same} of {each.cases} cases"


def _agreement_line(each: AxisAgreement) -> str:
    kappa = "not defined" if each.kappa is None else f"{each.kappa:.2f}"
    return f"  {each.axis:10} {kappa}, {each.same} of {each.cases} cases the same"


def _share(part: int, whole: int) -> str:
    return f"{part} ({part / whole:.1%})" if whole else "0"
