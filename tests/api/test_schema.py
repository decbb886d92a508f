"""What a machine makes up from the document finds nothing: no 500, no undocumented answer, nothing
accepted that the document refuses."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

import hypothesis
import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck
from hypothesis.errors import Unsatisfiable  # where nothing can be wrong with a call
from pytest_django import Settings
from schemathesis.config import (
    ChecksConfig,
    PositiveDataAcceptanceConfig,
    ProjectConfig,
    ProjectsConfig,
    SchemathesisConfig,
)

from bpo_matcher.wsgi import application
from matcher.editions import Release

EXAMPLES = hypothesis.settings(max_examples=8, suppress_health_check=list(HealthCheck))
"""Right ones of each call, and as many that are wrong."""

SAID_ELSEWHERE = ["2xx", "401", "403", "404", "409", "410", "422", "429"]
"""What may be answered to a body of the right shape: no schema says that a title can be seen, or
under which link there is a result."""


@pytest.fixture
def api(published: Release, settings: Settings) -> Iterator[schemathesis.BaseSchema]:
    settings.WRITE_LIMIT = settings.API_READ_LIMIT = 10**6
    accepted = PositiveDataAcceptanceConfig(expected_statuses=SAID_ELSEWHERE)
    checks = ChecksConfig(positive_data_acceptance=accepted)
    projects = ProjectsConfig(default=ProjectConfig(checks=checks))
    config = SchemathesisConfig(projects=projects)
    with within_the_transaction():
        yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, config=config)


@contextmanager
def within_the_transaction() -> Iterator[None]:
    """A server closes the connection after a request; the test would lose its transaction."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def test_no_call_surprises_whoever_reads_the_document(
    api: schemathesis.BaseSchema, subtests: pytest.Subtests
) -> None:
    for found in api.get_all_operations():
        operation = found.ok()
        for mode in schemathesis.GenerationMode:
            with subtests.test(operation=operation.label, mode=mode.value), suppress(Unsatisfiable):
                cases = operation.as_strategy(generation_mode=mode)
                EXAMPLES(hypothesis.given(cases)(answered_as_documented))()


def answered_as_documented(case: schemathesis.Case) -> None:
    case.call_and_validate(headers={"Accept-Encoding": "identity"})
