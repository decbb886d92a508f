"""From the address of a row in findings and changes to its page."""

import pytest
from django.test import Client
from django.urls import reverse

from matcher.admin.pages.row_links import row_urls
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.row_types import rows
from matcher.models import Option, Outcome

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("draft")]


def test_every_row_of_the_taxonomy_is_edited_somewhere(drafted: Taxonomy) -> None:
    wheres = {f"{row.row_type.name} {row.key}".rstrip() for row in rows(drafted)}
    assert set(row_urls(wheres)) == wheres


def test_a_row_without_a_page_leads_to_the_one_that_it_belongs_to(admin_client: Client) -> None:
    where = "evidence served=internal-ops on family/hr-payroll"
    option = Option.objects.get(question__slug="served", slug="internal-ops")
    address = reverse("admin:matcher_option_change", args=[option.pk])
    assert row_urls([where]) == {where: address}
    assert admin_client.get(address).status_code == 200


@pytest.mark.parametrize(
    "where",
    [
        "",
        "taxonomy",
        "fit check",
        "evidence",
        "question mood",
        "option served=mood",
        "outcome /",
        "x",
    ],
)
def test_what_is_gone_or_no_row_has_no_page(where: str) -> None:
    assert row_urls([where]) == {}


def test_many_rows_cost_one_query_a_table(django_assert_num_queries) -> None:
    outcomes = [f"outcome family/{one.slug}" for one in Outcome.objects.filter(axis__slug="family")]
    with django_assert_num_queries(2):
        assert len(row_urls([*outcomes, "question served", "question object"])) == 12
