"""The core alone: microseconds, and what the walk is worth over all cases."""

from functools import partial
from statistics import mean

from matcher.core import Answers, Taxonomy, match
from matcher.core.answers import with_answer
from matcher.core.formats.jsonl import run_lines
from matcher.core.scoring import rank
from matcher.core.walk import walk
from tests.bench.timing import cpu_seconds

Row = tuple[str, str, str]
LINES = 10_000


def speed(taxonomy: Taxonomy, cases: list[Answers]) -> list[Row]:
    """Mean over all cases, in microseconds, and the budget."""
    full = [case.as_dict() for case in cases]
    half = [Answers(case.picks[:5]) for case in cases]
    family = taxonomy.axes[0].slug
    matched = [match(taxonomy, case) for case in half]
    return [
        _row("rank the first axis, with reasons", 50, full, partial(rank, taxonomy, family)),
        _row("match, fully answered", 200, cases, partial(match, taxonomy)),
        _row("match, five answers", 200, half, partial(match, taxonomy)),
        _row("walk, five answers", None, matched, partial(walk, taxonomy)),
    ]


def _row(name: str, budget: int | None, inputs: list, call) -> Row:  # type: ignore[no-untyped-def]
    seconds = cpu_seconds(lambda: [call(given) for given in inputs]) / len(inputs)
    return (name, f"{seconds * 1e6:.0f}", f"at most {budget}" if budget else "")


def lines(taxonomy: Taxonomy, raw: list[bytes]) -> Row:
    """Seconds for ten thousand lines of `manage.py match`, without starting Python."""
    many = (raw * (LINES // len(raw) + 1))[:LINES]
    seconds = cpu_seconds(
        lambda: sum(1 for line in run_lines(taxonomy, 1, many) if line.model_dump_json()),
        round_seconds=0,
    )
    return (f"{LINES:,} lines through `match`, seconds", f"{seconds:.1f}", "at most 10")


def walks(taxonomy: Taxonomy, cases: list[Answers]) -> list[Row]:
    """How much the walk saves, and that it loses nothing."""
    done = [_walk(taxonomy, case) for case in cases]
    ends = [end for _asked, _settled, end in done]
    same = sum(end == _outcome(taxonomy, case) for end, case in zip(ends, cases, strict=True))
    return [
        (
            "questions asked by the walk, mean",
            f"{mean(asked for asked, _, _ in done):.2f}",
            f"of {len(taxonomy.questions)}",
        ),
        ("family settled after, mean", f"{mean(settled for _, settled, _ in done):.2f}", ""),
        ("walks that end as answering everything does", f"{same} of {len(cases)}", "all"),
    ]


def _walk(taxonomy: Taxonomy, case: Answers) -> tuple[int, int, object]:
    """Questions asked, after how many the first axis was settled, and where it ended."""
    known, given, settled = case.as_dict(), Answers(context=case.context), None
    while True:
        result = match(taxonomy, given)
        if settled is None and result.rankings[taxonomy.axes[0].slug].settled:
            settled = len(given)
        asked = walk(taxonomy, result).next
        if asked not in known:  # nothing is left but who buys
            end = _with_offered(taxonomy, case, given)
            return len(given), settled or len(given), _outcome(taxonomy, end)
        given = with_answer(taxonomy, given, asked, known[asked])


def _with_offered(taxonomy: Taxonomy, case: Answers, given: Answers) -> Answers:
    """The answers of the walk and those to what it leaves to the result to offer."""
    known = case.as_dict()
    while offered := walk(taxonomy, match(taxonomy, given)).offered:
        given = with_answer(taxonomy, given, offered[0], known[offered[0]])
    return given


def _outcome(taxonomy: Taxonomy, answers: Answers) -> object:
    result = match(taxonomy, answers)
    return {axis: ranking.top for axis, ranking in result.rankings.items()}, result.warnings
