"""The drills can be believed: what is lost is said, and a save is sent until it is settled."""

from collections.abc import Sequence
from email.message import Message
from importlib import import_module
from pathlib import Path

import pytest

from tests.bench.drills import __main__ as drills, visitors
from tests.bench.drills.report import Outcome, run, table
from tests.bench.drills.visitors import Answer, Form, Savers, Savings, hidden_fields

FORM = Form("Drill 1", "a=b", key="1" * 32)


def answer(status: int, body: str = "", seconds: float = 0.0, **headers: str) -> Answer:
    message = Message()
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    return Answer(status, message, body, seconds)


CONFIRMED = answer(303, Location="/r/token/created/")
BROKEN = answer(0, "ConnectionResetError()")
TOLD_TO_WAIT = answer(503, "<h1>Drill 1</h1>", Retry_After="5")


class Site:
    """Gives one answer after the other, whatever is sent."""

    def __init__(self, answers: Sequence[Answer]) -> None:
        self._answers = iter(answers)

    def post(self, _path: str, _body: str) -> Answer:
        return next(self._answers)


def test_every_drill_is_one_command():
    for name in drills.DRILLS:
        assert import_module(f"tests.bench.drills.{name}").__doc__
    guide = (Path(__file__).parents[2] / "docs" / "operate.md").read_text()
    assert [name for name in drills.DRILLS if f"`{name}`" not in guide] == []


def test_what_was_lost_is_counted_written_out_and_told_by_the_exit_status(monkeypatch, capsys):
    outcomes = [Outcome("links", 3, ("the second",), "quick"), Outcome("pages", 1_000)]
    lines = [
        "| What | Tried | Survived | Lost | |",
        "|---|---:|---:|---:|---|",
        "| links | 3 | 2 | 1 | quick |",
        "| pages | 1,000 | 1,000 | 0 |  |",
        "\nLost, links: the second",
    ]
    assert list(table(outcomes)) == lines
    monkeypatch.setattr("signal.signal", lambda *_handler: None)
    with pytest.raises(SystemExit) as ended:
        run(lambda: outcomes)
    assert (ended.value.code, capsys.readouterr().out) == (True, "\n".join([*lines, ""]))


@pytest.mark.parametrize(
    ("answers", "links", "faults"),
    [
        ([CONFIRMED], {"Drill 1": "/r/token/"}, ()),
        ([BROKEN, TOLD_TO_WAIT, CONFIRMED], {"Drill 1": "/r/token/"}, ()),
        ([answer(500), CONFIRMED], {"Drill 1": "/r/token/"}, ("Drill 1 was answered 500",)),
        ([answer(503), CONFIRMED], {"Drill 1": "/r/token/"}, ("Drill 1 was answered 503",)),
        (
            [answer(503, Retry_After="5"), CONFIRMED],
            {"Drill 1": "/r/token/"},
            ("the title of Drill 1 was not kept",),
        ),
        (
            [answer(0, seconds=13.0), CONFIRMED],
            {"Drill 1": "/r/token/"},
            ("Drill 1 hung for 13.0 s",),
        ),
        ([answer(400)], {}, ("Drill 1 was answered 400",)),
    ],
)
def test_a_form_is_sent_until_it_is_settled(monkeypatch, answers, links, faults):
    monkeypatch.setattr(visitors, "PAUSE_SECONDS", 0)
    saved = Savers((Site(answers),)).save_all([FORM])
    statuses = [answer.status for answer in answers]
    assert saved == Savings(
        links,
        {status: statuses.count(status) for status in statuses},
        faults,
        max(answer.seconds for answer in answers),
    )


def test_a_form_is_sent_with_the_hidden_fields_of_its_page():
    page = answer(200, '<input type="hidden" name="mark" value="a&amp;b"><input name="note">')
    assert hidden_fields(page) == {"mark": "a&b"}
