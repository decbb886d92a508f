"""manage.py work: rows are matched until it is told to stop."""

import os
import signal
from threading import Event

import pytest
from django.core.management import call_command
from django.db import OperationalError

from matcher.core.work_summary import RELEASE
from matcher.management.commands import work as command
from matcher.management.commands.work import work
from matcher.models import ProgrammeRow, Worker
from matcher.programmes import create_programme
from tests.web.editions import publish, small

pytestmark = pytest.mark.django_db


class Stopped(Event):
    """Is set after so many pauses."""

    def __init__(self, after: int) -> None:
        super().__init__()
        self._left = after
        self.workers: list[int] = []

    def wait(self, timeout: float | None = None) -> bool:
        self.workers.append(Worker.objects.count())
        self._left -= 1
        if not self._left:
            self.set()
        return self.is_set()


@pytest.fixture
def rows() -> None:
    create_programme(release=publish(small()), names=["One", "Two", "Three"])


def test_a_worker_says_that_it_is_there_works_and_signs_off(rows: None) -> None:
    stopped, said = Stopped(2), list[str]()
    work(stopped, said.append)
    assert not ProgrammeRow.objects.filter(is_due=True).exists()
    assert (stopped.workers, Worker.objects.count(), said) == ([1, 1], 0, [])


def test_it_matches_what_an_earlier_release_has_matched(rows: None) -> None:
    ProgrammeRow.objects.update(is_due=False, release=RELEASE - 1, summary_json="of before")
    work(Stopped(2), print)
    assert not ProgrammeRow.objects.filter(summary_json="of before").exists()


def test_it_says_once_that_it_is_older_than_rows_and_leaves_them_alone(
    rows: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    ProgrammeRow.objects.update(release=RELEASE + 1)
    monkeypatch.setattr(command, "BEAT_SECONDS", 0)
    said = list[str]()
    work(Stopped(3), said.append)
    assert said == [
        "3 rows were changed by a newer release and are left to it: start a worker of that release."
    ]
    assert ProgrammeRow.objects.filter(is_due=True).count() == 3


def test_a_database_that_does_not_answer_is_asked_again(
    rows: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([OperationalError("gone"), OperationalError("gone"), 0])

    def work_off(_rows: object) -> int:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(command, "work_off", work_off)
    monkeypatch.setattr(command.connection, "close", lambda: None)
    said = list[str]()
    work(Stopped(3), said.append)
    assert said == ["The database does not answer, and is asked again: gone"]


def test_a_signal_stops_it(rows: None, monkeypatch: pytest.MonkeyPatch) -> None:
    before = {
        each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    }
    monkeypatch.setattr(command, "work_off", lambda _rows: os.kill(os.getpid(), signal.SIGTERM))
    call_command("work")
    for number, handler in before.items():
        signal.signal(number, handler)
    assert Worker.objects.count() == 0
