"""The benchmark, as its page says it is run."""

import io
import json
import re
import shlex
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from matcher.editions import Release

PAGE = (Path(__file__).parents[2] / "docs" / "benchmark.md").read_text(encoding="utf-8")

pytestmark = pytest.mark.usefixtures("draft")


def blocks(language: str) -> list[str]:
    """The fenced blocks of the page in this language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)


def run(*arguments: str) -> tuple[str, str]:
    """What the command prints to standard output and to standard error."""
    output, errors = io.StringIO(), io.StringIO()
    call_command(*arguments, stdout=output, stderr=errors)
    return output.getvalue(), errors.getvalue()


def follow(line: str) -> str:
    """Do what a line of the page says; what it prints, if not into a file."""
    command, _redirect, file = line.partition(" > ")
    program, *arguments = shlex.split(command)
    assert program == "manage.py"
    output, errors = run(*arguments)
    assert errors == ""
    if not file:
        return output
    Path(file).write_text(output, encoding="utf-8")
    return ""


def test_the_benchmark_runs_from_its_page_alone(
    published: Release, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (answers,) = blocks("jsonl")
    Path("answers.jsonl").write_text(answers, encoding="utf-8")
    printed = [follow(line) for block in blocks("sh") for line in block.splitlines()]

    cases = [json.loads(line) for line in Path("cases.jsonl").read_text("utf-8").splitlines()]
    assert PAGE.startswith(f"# The benchmark\n\n{len(cases)} described pieces of work")
    assert {tuple(case) for case in cases} == {("id", "title", "text")}
    assert all(case["text"] for case in cases)
    axes = json.loads(Path("choices.json").read_text("utf-8"))["axes"]
    assert list(axes) == ["family", "delivery", "geography", "route", "fit"]

    (theirs, ours) = filter(None, printed)
    assert "answers.jsonl: 1 of 79 cases answered, 2 runs\n" in theirs
    assert "\n  not answered in every run: A02, A03, A04," in theirs
    family = "family        3 of 158 answered, 2 (1.3%) as expected, 3 (1.9%) accepted"
    assert f"\n  {family}\n" in theirs
    assert "  geography  the same in all runs for 0 (0.0%) of 1 cases\n" in theirs
    assert "expected and answers.jsonl: Cohen’s kappa\n  family     0.00, 1 of 2" in theirs
    (our_figures,) = blocks("text")
    assert ours == f"79 cases, scored with edition 1.\n\n{our_figures}"


def test_what_is_wrong_goes_to_standard_error_with_its_line(
    published: Release, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "answers.jsonl"
    file.write_text('\n{"id": "A01", "answers": {"family": "fruit"}}\n{', encoding="utf-8")
    with pytest.raises(SystemExit) as ended:
        call_command("score_answers", str(file), "--json")
    output, errors = capsys.readouterr()
    assert ended.value.code == 1
    assert [line.partition(":")[0] for line in errors.splitlines()] == [
        f"{file}, line 2",
        f"{file}, line 3",
    ]
    document = json.loads(output)
    assert document["edition"] == 1
    assert document["raters"][0]["axes"][0] == {
        "axis": "family",
        "judged": 79,
        "answered": 0,
        "expected": 0,
        "accepted": 0,
    }


def test_a_site_without_an_edition_has_no_benchmark(db: None) -> None:
    for command in (["benchmark_cases"], ["score_answers", "answers.jsonl"]):
        with pytest.raises(CommandError, match="Nothing has been published yet"):
            run(*command)


def test_a_file_that_cannot_be_read_is_named(published: Release, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"Cannot read .*nowhere\.jsonl: No such file"):
        run("score_answers", str(tmp_path / "nowhere.jsonl"))
