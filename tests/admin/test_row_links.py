"""From a row that a finding or a change is about to its page."""

from typing import get_args

import pytest
from django.test import Client
from django.urls import reverse

from matcher.admin.pages.row_links import PAGES, row_urls
from matcher.core import Taxonomy
from matcher.core.taxonomy.row_ref import Location, RowTypeName, row_ref
from matcher.core.taxonomy.row_types import rows
from matcher.models import Option, Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("draft")]


def test_every_row_of_the_taxonomy_is_edited_somewhere(drafted: Taxonomy) -> None:
    locations = {row.location for row in rows(drafted)}
    assert row_urls(locations).keys() == locations


def test_every_type_of_row_has_a_page() -> None:
    assert set(PAGES) == set(get_args(RowTypeName))


def test_a_row_without_a_page_leads_to_the_one_that_it_belongs_to(admin_client: Client) -> None:
    evidence = row_ref("evidence", "served", "internal-ops", "family", "hr-payroll")
    option = Option.objects.get(question__slug="served", slug="internal-ops")
    address = reverse("admin:matcher_option_change", args=[option.pk])
    assert row_urls([evidence]) == {evidence: address}
    assert admin_client.get(address).status_code == 200


@pytest.mark.parametrize(
    "location",
    [
        "",
        "taxonomy",
        "fit check",
        "question served",
        row_ref("question", "mood"),
        row_ref("option", "served", "mood"),
        row_ref("outcome", "", ""),
        row_ref("evidence", "served", "not-sure", "family", "hr-payroll"),
    ],
)
def test_what_is_gone_or_no_row_has_no_page(location: Location) -> None:
    assert row_urls([location]) == {}


def test_many_rows_cost_one_query_a_table(django_assert_num_queries) -> None:
    families = Outcome.objects.filter(axis__slug="family")
    outcomes = [row_ref("outcome", "family", family.slug) for family in families]
    questions = [row_ref("question", slug) for slug in ("served", "object")]
    with django_assert_num_queries(2):
        assert len(row_urls([*outcomes, *questions])) == 12
