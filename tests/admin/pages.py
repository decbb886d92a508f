"""What a browser does with a page of the admin: find it, read its form, send it, see errors."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db import models
from django.forms import BaseForm
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

Data = dict[str, Any]

REGISTERED = [
    model
    for model in apps.get_app_config("matcher").get_models()
    if admin.site.is_registered(model)
]


def address(model: type[models.Model], page: str = "changelist", *args: object) -> str:
    return reverse(f"admin:matcher_{model._meta.model_name}_{page}", args=args)


def change(row: models.Model) -> str:
    return address(type(row), "change", row.pk)


def read_form(client: Client, url: str) -> Data:
    """The fields of the page's form and of the rows inside it, as a browser would send them."""
    response = client.get(url)
    assert response.status_code == 200
    data: Data = {}
    for form in forms_of(response):
        for field in form:
            value = field.value()
            if isinstance(value, str):
                data[field.html_name] = value.replace("\n", "\r\n")
            elif value is True:
                data[field.html_name] = "on"
            elif value is None:
                data[field.html_name] = ""
            elif value is not False:
                data[field.html_name] = value
    return data


def add_row(data: Data, prefix: str, **values: object) -> None:
    """Fill in one more row of those inside the page."""
    total = int(data[f"{prefix}-TOTAL_FORMS"])
    data[f"{prefix}-TOTAL_FORMS"] = total + 1
    data |= {f"{prefix}-{total}-{name}": value for name, value in values.items()}


def errors(response: HttpResponse) -> dict[str, list[str]]:
    """Every error on the page, by the name of its field."""
    assert response.status_code == 200
    found = {
        form.add_prefix(field): list(messages)
        for form in forms_of(response)
        for field, messages in form.errors.items()
    }
    for rows in response.context["inline_admin_formsets"]:
        if messages := rows.formset.non_form_errors():
            found[rows.formset.prefix] = list(messages)
    return found


def forms_of(response: HttpResponse) -> list[BaseForm]:
    inlines = [one.formset for one in response.context["inline_admin_formsets"]]
    return [
        response.context["adminform"].form,
        *(one.management_form for one in inlines),
        *(form for one in inlines for form in one.forms),
    ]


def publishing(client: Client, **typed: str) -> Data:
    """What a publisher sends who read the page as it is now: what they typed, and its mark."""
    return {"mark": client.get(reverse("admin:desk_editions_publish")).context["mark"], **typed}


def deleting(client: Client, *rows: models.Model) -> Data:
    """What somebody sends who read the page that asks whether to delete these rows of one kind: one
    row on its own page, several on that of the list."""
    if len(rows) == 1:
        page = client.get(address(type(rows[0]), "delete", rows[0].pk))
        return {"post": "yes", "mark": page.context["mark"]}
    chosen = {"action": "delete_selected", "_selected_action": [row.pk for row in rows]}
    page = client.post(address(type(rows[0])), chosen)
    return {**chosen, "post": "yes", "mark": page.context["mark"]}
