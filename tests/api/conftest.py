"""Programs that call, each from its own address, so that none has used up a limit."""

import pytest

from matcher.api.callers import PACE
from matcher.editions import Release
from tests.api.calls import Program
from tests.client import Client


@pytest.fixture(autouse=True)
def _nobody_has_called() -> None:
    PACE._counts.clear()


@pytest.fixture
def program(published: Release, client: Client) -> Program:
    return Program(client)
