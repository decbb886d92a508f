"""People who work in the admin."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from matcher import impact
from matcher.editions import Release
from matcher.models import Evidence

StaffWith = Callable[..., Client]


@pytest.fixture
def staff_with(db: None) -> StaffWith:
    """The browser of a member of staff with these permissions: `staff_with("view_edition")`."""

    def staff_with(*names: str) -> Client:
        user = User.objects.create_user("member", password="secret", is_staff=True)
        permissions = Permission.objects.filter(content_type__app_label="matcher")
        user.user_permissions.set(permissions.get(codename=name) for name in names)
        client = Client()
        client.force_login(user)
        return client

    return staff_with


@pytest.fixture
def three_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """A comparison under edition and draft is over after three steps, not ten."""
    monkeypatch.setattr(impact, "ANSWER_SETS_PER_STEP", 4_000)


@pytest.fixture
def turned(draft: None, published: Release) -> None:
    """In the draft contacts of customers speak for another family than in edition 1."""
    cells = Evidence.objects.filter(option__slug="customer-contacts", outcome__axis__slug="family")
    cells.exclude(outcome__slug="hr-payroll").update(strength=-3)
    cells.filter(outcome__slug="hr-payroll").update(strength=3)
