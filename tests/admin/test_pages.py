"""The pages of the draft: all of it can be reached, read, searched and saved."""

from collections.abc import Sequence
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.admin.utils import flatten_fieldsets
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from simple_history.models import HistoricalChanges

from matcher.core.taxonomy.topics import NoteTopic
from matcher.draft.compile import compile_draft
from matcher.models import (
    ApiKey,
    Assumption,
    Axis,
    Case,
    Edition,
    EditionPlaces,
    EmbeddingSite,
    Evidence,
    ExampleTask,
    FamilyCode,
    Kpi,
    KpiSource,
    Label,
    LineCode,
    Note,
    Option,
    Outcome,
    Profile,
    Programme,
    ProgrammeRow,
    ProgrammeUpload,
    Question,
    ReadText,
    RepeatableWrite,
    Respondent,
    ServiceLine,
    Settlement,
    SharedResult,
    Trigger,
    UnknownWord,
    Warning,
    Worker,
    WriteCount,
)
from tests.admin.pages import REGISTERED, add_row, address, change, errors, read_form

pytestmark = pytest.mark.usefixtures("draft")

Fieldsets = Sequence[tuple[str | None, dict[str, Any]]]

NO_ROWS = (ApiKey, Edition, EmbeddingSite, Programme, SharedResult, UnknownWord)
EDITED = [model for model in REGISTERED if model not in NO_ROWS]
MADE_BY_EDITORS = [model for model in EDITED if model is not Axis]

each_edited = pytest.mark.parametrize("model", EDITED, ids=lambda model: model.__name__)
each_made = pytest.mark.parametrize("model", MADE_BY_EDITORS, ids=lambda model: model.__name__)


def test_every_table_is_on_a_page_of_its_own_or_inside_another() -> None:
    family = Outcome.objects.filter(profile__isnull=False).first()
    pages = [admin.site.get_model_admin(model).inlines for model in REGISTERED]
    pages += [admin.site.get_model_admin(Outcome).get_inlines(None, family)]
    inside = {inline.model for inlines in pages for inline in inlines}
    every = apps.get_app_config("matcher").get_models()
    tables = {table for table in every if not issubclass(table, HistoricalChanges)}
    nowhere = {EditionPlaces, ReadText, RepeatableWrite, Worker, WriteCount}
    visitors = {ProgrammeRow, ProgrammeUpload, Respondent, Settlement, Assumption, Trigger}
    assert tables - inside - set(REGISTERED) == nowhere | visitors
    assert inside & set(REGISTERED) == {Evidence, ExampleTask, FamilyCode, LineCode, Option}


@each_edited
def test_every_field_of_a_row_is_on_its_page(
    admin_client: Client, model: type[models.Model]
) -> None:
    page = admin_client.get(change(model._default_manager.first())).context
    assert _shown(page["adminform"].fieldsets) - WORKED_OUT == _edited(model)
    for rows in page["inline_admin_formsets"]:
        if rows.opts.model not in REGISTERED:
            assert _shown(rows.fieldsets) == _edited(rows.opts.model) - {rows.formset.fk.name}


def test_fields_that_a_layout_does_not_name_come_at_its_end(
    admin_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = admin.site.get_model_admin(Kpi)
    (sources,) = pages.inlines
    monkeypatch.setattr(pages, "fields", ("name", ("better", "unit"), "position"))
    monkeypatch.setattr(sources, "fields", ("note",))
    page = admin_client.get(change(Kpi.objects.filter(sources__isnull=False)[0])).context
    named = ["name", "better", "unit"]
    unnamed = [name for name in _in_order(Kpi) if name not in {*named, "position"}]
    assert flatten_fieldsets(page["adminform"].fieldsets) == [*named, *unnamed, "position"]
    (rows,) = page["inline_admin_formsets"]
    unnamed = [name for name in _in_order(KpiSource) if name not in {"kpi", "note"}]
    assert flatten_fieldsets(rows.fieldsets) == ["note", *unnamed]


WORKED_OUT = {"results"}
"""What a page shows besides fields."""


def _shown(fieldsets: Fieldsets) -> set[str]:
    return set(flatten_fieldsets(fieldsets))


def _edited(model: type[models.Model]) -> set[str]:
    return {*_in_order(model)}


def _in_order(model: type[models.Model]) -> list[str]:
    fields = model._meta.get_fields()
    return [field.name for field in fields if field.concrete and not field.auto_created]


@each_edited
def test_every_list_opens_and_can_be_searched(
    admin_client: Client, model: type[models.Model]
) -> None:
    listed = admin_client.get(address(model))
    assert listed.context["cl"].result_count == model._default_manager.count() > 0
    nothing = admin_client.get(address(model), {"q": "no-such-words"})
    assert nothing.context["cl"].result_count == 0


@each_made
def test_every_page_for_a_new_row_opens(admin_client: Client, model: type[models.Model]) -> None:
    assert admin_client.get(address(model, "add")).status_code == 200


@each_edited
def test_saving_a_page_without_a_change_changes_nothing(
    admin_client: Client, model: type[models.Model]
) -> None:
    before = compile_draft()
    for row in {model._default_manager.first(), model._default_manager.last()}:
        data = read_form(admin_client, change(row))
        response = admin_client.post(change(row), data)
        assert response.status_code == 302, errors(response)
    assert compile_draft() == before


QUERIES = {
    "annexclause": (5, 18),
    "axis": (5, 6),
    "case": (79, 94),
    "codescheme": (5, 8),
    "combination": (8, 25),
    "contextquestion": (5, 11),
    "driver": (5, 9),
    "evidence": (7, 7),
    "exampletask": (7, 6),
    "exposure": (7, 7),
    "exposurescale": (5, 11),
    "familycode": (7, 7),
    "guidepage": (5, 8),
    "kpi": (6, 9),
    "label": (9, 19),
    "linecode": (7, 7),
    "nextstep": (7, 7),
    "note": (6, 7),
    "option": (8, 15),
    "outcome": (6, 69),
    "outside": (5, 17),
    "place": (5, 5),
    "placerule": (5, 23),
    "priceexample": (6, 9),
    "pricingmodel": (5, 5),
    "pricingrule": (6, 18),
    "question": (8, 17),
    "regime": (5, 32),
    "retired": (9, 12),
    "serviceline": (6, 17),
    "standard": (5, 20),
    "stop": (6, 19),
    "term": (6, 7),
    "verdict": (5, 9),
    "warning": (5, 17),
}
"""The queries of each list and of the page of its first row, session and user included."""


@each_edited
def test_a_list_and_a_page_cost_the_same_whatever_number_of_rows_they_show(
    admin_client: Client, model: type[models.Model]
) -> None:
    cost = (
        _queries(admin_client, address(model)),
        _queries(admin_client, change(model._default_manager.first())),
    )
    assert {model._meta.model_name: cost} == {
        model._meta.model_name: QUERIES[model._meta.model_name]
    }


def test_the_evidence_of_an_option_costs_the_same_for_no_cell_and_for_ten(
    admin_client: Client,
) -> None:
    full = Option.objects.annotate(cells=models.Count("evidence")).latest("cells")
    assert full.evidence.count() >= 10
    empty = Option.objects.create(question=full.question, slug="new", label="New", hint="New.")
    assert _queries(admin_client, change(full)) == _queries(admin_client, change(empty))


def _queries(client: Client, url: str) -> int:
    """The queries of a second visit, when the content types of the process are known."""
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


@pytest.mark.parametrize("model", [Question, Label, Outcome], ids=lambda model: model.__name__)
def test_what_visitors_see_is_one_click_away(
    admin_client: Client, model: type[models.Model]
) -> None:
    row = model._default_manager.first()
    link = admin_client.get(change(row)).context["absolute_url"]
    assert admin_client.get(link)["Location"] == f"http://testserver{row.get_absolute_url()}"


def test_a_list_shows_how_much_belongs_to_each_row_and_leads_there(admin_client: Client) -> None:
    family = Outcome.objects.filter(profile__isnull=False).first()
    lines = f"{address(ServiceLine)}?family__id__exact={family.pk}"
    shown = admin_client.get(address(Outcome)).content.decode()
    assert f'<a href="{lines}">{family.service_lines.count()}</a>' in shown
    assert admin_client.get(lines).context["cl"].result_count == family.service_lines.count()


def test_a_list_can_be_ordered_by_what_it_counts(admin_client: Client) -> None:
    column = admin.site.get_model_admin(Outcome).list_display.index("axis") + 2
    listed = admin_client.get(address(Outcome), {"o": f"-{column}"}).context["cl"].queryset
    counts = [row.evidence.count() for row in listed]
    assert counts == sorted(counts, reverse=True)


def test_a_list_is_in_the_order_of_the_walk(admin_client: Client) -> None:
    listed = admin_client.get(address(Option)).context["cl"].result_list
    questions = [row.question.slug for row in listed]
    assert list(dict.fromkeys(questions)) == [row.slug for row in Question.objects.all()]


def test_outcomes_stand_under_their_axis_and_options_under_their_question(
    admin_client: Client,
) -> None:
    page = admin_client.get(change(Option.objects.first())).context
    choices = page["inline_admin_formsets"][0].formset.forms[0].fields["outcome"].choices
    assert [group for group, _members in choices] == ["", *(str(a) for a in Axis.objects.all())]
    page = admin_client.get(change(ServiceLine.objects.first())).context
    choices = page["inline_admin_formsets"][1].formset.forms[0].fields["option"].choices
    assert [group for group, _members in choices] == ["", *(str(q) for q in Question.objects.all())]


def test_service_lines_and_kpis_are_offered_families_only(admin_client: Client) -> None:
    families = Outcome.objects.filter(profile__isnull=False)
    for model in (ServiceLine, Kpi):
        form = admin_client.get(address(model, "add")).context["adminform"].form
        (_empty, (_axis, offered)) = form.fields["family"].choices
        assert offered == [(family.pk, family.name) for family in families]


def test_a_new_row_is_placed_after_the_others(admin_client: Client) -> None:
    last = Warning.objects.last().position
    form = admin_client.get(address(Warning, "add")).context["adminform"].form
    assert form.initial["position"] == last + 10
    question = Question.objects.first()
    rows = admin_client.get(change(question)).context["inline_admin_formsets"][1].formset
    last = question.options.last().position
    assert rows.empty_form["position"].value() == last + 10


def test_an_option_is_added_with_its_evidence_at_once(admin_client: Client) -> None:
    weight = Question.objects.first().weights.first()
    outcome = Outcome.objects.filter(axis=weight.axis).first()
    data = read_form(admin_client, address(Option, "add")) | {
        "question": weight.question_id,
        "label": "Nobody",
        "slug": "nobody",
        "hint": "Nobody would notice.",
    }
    add_row(data, "evidence", outcome=outcome.pk, strength=-2, sentence="Nobody is served.")
    response = admin_client.post(address(Option, "add"), data)
    assert response.status_code == 302, errors(response)
    cell = Evidence.objects.get(option__slug="nobody")
    assert (cell.outcome, cell.strength, cell.excludes) == (outcome, -2, False)


def test_a_profile_makes_a_family_of_an_outcome(admin_client: Client) -> None:
    outcome = Outcome.objects.filter(profile=None).first()
    data = read_form(admin_client, change(outcome))
    assert "confusions-TOTAL_FORMS" not in data
    fields = [field.name for field in Profile._meta.fields if field.name not in ("id", "outcome")]
    typed = {"office": "back", "inward": 80, "expertise": 20}
    add_row(data, "profile", **(dict.fromkeys(fields, "Text.") | typed))
    response = admin_client.post(change(outcome), data)
    assert response.status_code == 302, errors(response)
    assert "confusions-TOTAL_FORMS" in read_form(admin_client, change(outcome))


def test_the_decisions_are_tuned_but_not_added_renamed_or_deleted(admin_client: Client) -> None:
    axis = Axis.objects.first()
    assert admin_client.get(address(Axis, "add")).status_code == 403
    assert admin_client.post(address(Axis, "delete", axis.pk)).status_code == 403
    data = read_form(admin_client, change(axis)) | {"slug": "other", "clear_from": "7"}
    assert admin_client.post(change(axis), data).status_code == 302
    changed = Axis.objects.get(pk=axis.pk)
    assert (changed.slug, changed.clear_from) == (axis.slug, 7)


def test_what_a_number_does_is_written_beside_it(admin_client: Client) -> None:
    page = admin_client.get(change(Option.objects.first())).content.decode()
    strength = Evidence._meta.get_field("strength")
    assert str(strength.help_text) in page.partition("row-help")[2]


def test_a_note_is_about_an_axis_or_a_topic_that_pages_show_and_nothing_else(
    admin_client: Client,
) -> None:
    page = change(Note.objects.first())
    topic = admin_client.get(page).context["adminform"].form.fields["topic"]
    axes = list(Axis.objects.values_list("slug", flat=True))
    assert [slug for slug, _name in topic.choices] == ["", *axes, *NoteTopic]
    data = read_form(admin_client, page) | {"topic": "pricng"}
    refusal = "Select a valid choice. pricng is not one of the available choices."
    assert errors(admin_client.post(page, data)) == {"topic": [refusal]}
    assert admin_client.post(page, data | {"topic": axes[0]}).status_code == 302


def test_hostile_text_is_shown_as_text(admin_client: Client) -> None:
    hostile = "<script>alert(1)</script>"
    Note.objects.update(title=hostile)
    Label.objects.first().names.filter(position=10).update(name=hostile)
    Outcome.objects.update(name=hostile)
    Question.objects.update(prompt=hostile)
    Option.objects.update(label=hostile)
    rows = (Note, Label, Case, Outcome, Question, Option, ServiceLine)
    pages = [address(model) for model in rows] + [change(model.objects.first()) for model in rows]
    for page in pages:
        shown = admin_client.get(page, {"q": hostile} if "change" not in page else {})
        assert hostile not in shown.content.decode()
    assert "&lt;script&gt;alert(1)" in admin_client.get(address(Note)).content.decode()


def test_an_address_that_leads_nowhere_is_said_in_words(admin_client: Client) -> None:
    response = admin_client.get(address(Option, "change", "none"), follow=True)
    assert "doesn’t exist" in response.content.decode()
    odd = admin_client.get(address(Option), {"question__id__exact": "none", "p": "x"}, follow=True)
    assert odd.status_code == 200


def test_the_index_names_every_list(admin_client: Client) -> None:
    shown = admin_client.get(reverse("admin:index")).content.decode()
    assert all(f'href="{address(model)}"' in shown for model in REGISTERED)
