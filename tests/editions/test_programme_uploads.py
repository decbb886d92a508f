"""Files that become rows of a programme: kept, read, added once, and forgotten."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from matcher import programme_uploads
from matcher.models import ProgrammeUpload
from matcher.programme_uploads import (
    KEPT_UNASKED,
    NoUpload,
    StoredUpload,
    add_uploaded_rows,
    keep_upload,
    kept_files,
    open_upload,
    use_columns,
)
from matcher.programmes import (
    MAX_ROWS,
    ProgrammeLinks,
    StoredProgramme,
    create_programme,
    delete_programme,
    open_programme,
)
from matcher.sheets.reading import read_tables
from matcher.sheets.table import Table
from tests.web.editions import publish, small

pytestmark = pytest.mark.django_db

CSV = b"Process,Colour,Owner\nInvoices,green,=A1\nReturns,grey,Ann\nPayroll,not sure,\n"

TABLE = Table(
    "",
    (
        ("Process", "Colour", "Owner"),
        ("Invoices", "green", "=A1"),
        ("Returns", "grey", "Ann"),
        ("Payroll", "not sure"),
    ),
)


@pytest.fixture
def links() -> ProgrammeLinks:
    return create_programme(release=publish(small()), names=("First",))


@pytest.fixture
def programme(links: ProgrammeLinks) -> StoredProgramme:
    return open_programme(links.token)


def keep(programme: StoredProgramme, data: bytes = CSV) -> int:
    return keep_upload(programme, data=data, tables=read_tables(data), file_name="work.csv")


def rows(links: ProgrammeLinks) -> list[tuple[int, str, str]]:
    found = open_programme(links.token).rows
    return [(row.number, row.name, dict(row.own).get("colour", "")) for row in found]


def test_a_file_is_kept_as_it_was_read_for_a_day(programme: StoredProgramme) -> None:
    before = timezone.now()
    kept = open_upload(programme, keep(programme))
    assert kept.forget_at is not None
    assert before + KEPT_UNASKED <= kept.forget_at <= timezone.now() + KEPT_UNASKED
    assert kept == StoredUpload(
        number=1,
        file_name="work.csv",
        tables=(TABLE,),
        sheet=0,
        columns=("name", "colour", ""),
        numbers={},
        is_added=False,
        forget_at=kept.forget_at,
    )


def test_numbers_and_hidden_sheets_are_kept_as_what_they_are(programme: StoredProgramme) -> None:
    tables = (Table("Lists", (("1", 1.0, 0.5),), ("A1:B1",), hidden=True), TABLE)
    number = keep_upload(programme, data=b"", tables=tables, file_name="work.xlsx")
    assert open_upload(programme, number).tables == tables


def test_good_rows_are_added_once_and_the_others_left_out(
    links: ProgrammeLinks, programme: StoredProgramme
) -> None:
    number = keep(programme)
    for _twice in range(2):
        add_uploaded_rows(programme, number, keep_columns=True)
    assert rows(links) == [(1, "First", ""), (2, "Invoices", "green"), (3, "Payroll", "not-sure")]
    kept = open_upload(programme, number)
    assert (kept.is_added, kept.numbers, kept.forget_at) == (True, {2: 2, 4: 3}, None)
    assert kept_files(programme) == ((1, "work.csv"),)


def test_columns_can_be_used_otherwise_until_the_rows_are_added(
    links: ProgrammeLinks, programme: StoredProgramme
) -> None:
    number = keep(programme)
    use_columns(programme, number, ("", "", "name"))
    add_uploaded_rows(programme, number, keep_columns=True)
    use_columns(programme, number, ("name", "", ""))
    assert rows(links)[1:] == [(2, "=A1", ""), (3, "Ann", "")]
    assert open_upload(programme, number).columns == ("", "", "name")


def test_only_as_many_rows_are_added_as_there_is_room_for(
    links: ProgrammeLinks, programme: StoredProgramme
) -> None:
    data = b"Name\n" + b"".join(b"Work %d\n" % number for number in range(MAX_ROWS))
    add_uploaded_rows(programme, keep(programme, data), keep_columns=True)
    assert [name for _number, name, _colour in rows(links)][-1] == f"Work {MAX_ROWS - 2}"


def test_the_same_file_is_kept_once_until_its_rows_are_added(programme: StoredProgramme) -> None:
    assert (keep(programme), keep(programme), keep(programme, CSV + b"\nA")) == (1, 1, 2)
    add_uploaded_rows(programme, 1, keep_columns=False)
    assert keep(programme) == 3


@pytest.mark.parametrize("keep_columns", [True, False])
def test_a_file_is_forgotten_after_a_day_unless_it_is_to_stay(
    programme: StoredProgramme, monkeypatch: pytest.MonkeyPatch, keep_columns: bool
) -> None:
    added, waiting = keep(programme), keep(programme, CSV + b"\nA")
    add_uploaded_rows(programme, added, keep_columns=keep_columns)
    later = timezone.now() + KEPT_UNASKED + timedelta(minutes=1)
    monkeypatch.setattr(programme_uploads.timezone, "now", lambda: later)
    for number in (waiting, *(() if keep_columns else (added,))):
        with pytest.raises(NoUpload):
            open_upload(programme, number)
    call_command("purge_results", verbosity=0)
    assert ProgrammeUpload.objects.count() == int(keep_columns)


def test_a_file_goes_with_its_programme(programme: StoredProgramme) -> None:
    add_uploaded_rows(programme, keep(programme), keep_columns=True)
    delete_programme(programme)
    assert not ProgrammeUpload.objects.exists()


def test_a_file_that_there_never_was_has_no_rows(programme: StoredProgramme) -> None:
    with pytest.raises(NoUpload):
        add_uploaded_rows(programme, 1, keep_columns=True)
    with pytest.raises(NoUpload):
        open_upload(programme, 1)


def test_a_file_that_was_kept_in_the_first_shape_is_read(programme: StoredProgramme) -> None:
    ProgrammeUpload.objects.create(
        programme_id=programme.id,
        number=7,
        file_name="work.xlsx",
        sha256="",
        sheets_json=(
            '[{"name":"Work","rows":[["Name","1"],[],["Invoices",1.5]],"merged":["A1:B1"],'
            '"hidden":false}]'
        ),
        columns="name\n",
        numbers="3:1",
        added_at=timezone.now(),
    )
    assert open_upload(programme, 7) == StoredUpload(
        number=7,
        file_name="work.xlsx",
        tables=(Table("Work", (("Name", "1"), (), ("Invoices", 1.5)), ("A1:B1",)),),
        sheet=None,
        columns=("name", ""),
        numbers={3: 1},
        is_added=True,
        forget_at=None,
    )
