"""Documents: CPU milliseconds of one, the median of 30, each of another name."""

from collections.abc import Callable
from datetime import UTC, datetime
from statistics import median
from time import process_time

from matcher.core import Answers, match
from matcher.editions import Release
from matcher.exports.excel import write_excel
from matcher.exports.markdown import write_markdown
from matcher.exports.memo import memo
from matcher.exports.pdf import write_pdf
from matcher.exports.sourcing_brief import brief
from matcher.exports.word import write_word
from matcher.exports.work import Work
from matcher.exports.workbook import workbook

Row = tuple[str, str, str]

COUNT = 30


def milliseconds(release: Release, case: Answers) -> list[Row]:
    """From the answers to the bytes, with the match and its reasons."""

    def work(number: int) -> Work:
        url = f"https://match.example.org/r/{number:032d}/"
        found = match(release.taxonomy, case)
        return Work(f"Work {number}", found, release, datetime.now(UTC), url, f"{number:032d}")

    return [
        _row("brief as DOCX", 100, work, lambda work: write_word(brief(work), work.made)),
        _row("workbook as XLSX", 100, work, lambda work: write_excel(workbook(work))),
        _row("memo as PDF", 150, work, lambda work: write_pdf(memo(work), work)),
        _row("memo as Markdown", None, work, lambda work: write_markdown(memo(work))),
    ]


def _row(
    name: str,
    budget: int | None,
    work: Callable[[int], Work],
    write: Callable[[Work], object],
) -> Row:
    write(work(0))  # what a process makes once
    times = []
    for number in range(1, COUNT + 1):
        started = process_time()
        write(work(number))
        times.append(process_time() - started)
    return name, f"{median(times) * 1000:.0f}", f"at most {budget}" if budget else ""
