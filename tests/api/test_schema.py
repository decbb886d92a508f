"""What a machine makes up from the document finds nothing: no 500, no undocumented answer, nothing
accepted that the document refuses."""

import hypothesis
import pytest
import schemathesis
from hypothesis import HealthCheck
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

EXAMPLES = 8
"""Of each call, beside what is at the edges of its schema."""

SAID_ELSEWHERE = ["2xx", "401", "403", "404", "409", "410", "422", "429"]
"""What may be answered to a body of the right shape: no schema says that a title can be seen, or
under which link there is a result."""


@pytest.fixture
def api(published: Release, settings: Settings) -> schemathesis.BaseSchema:
    settings.WRITE_LIMIT = settings.API_READ_LIMIT = 10**6
    accepted = PositiveDataAcceptanceConfig(expected_statuses=SAID_ELSEWHERE)
    checks = ChecksConfig(positive_data_acceptance=accepted)
    projects = ProjectsConfig(default=ProjectConfig(checks=checks))
    config = SchemathesisConfig(projects=projects)
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application, config=config)


schema = schemathesis.pytest.from_fixture("api")


@schema.parametrize()
@hypothesis.settings(
    max_examples=EXAMPLES,
    suppress_health_check=list(HealthCheck),  # the database is rolled back after all examples
)
def test_no_call_surprises_whoever_reads_the_document(case: schemathesis.Case) -> None:
    case.call_and_validate()
