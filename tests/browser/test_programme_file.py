"""A spreadsheet becomes a programme, and comes back with its results."""

from pathlib import Path

import pytest
from playwright.sync_api import FilePayload, Page, expect

from matcher.sheets.reading import read_tables

pytestmark = pytest.mark.browser

FILE: FilePayload = {
    "name": "work.csv",
    "mimeType": "text/csv",
    "buffer": b"What;Process;judgment\nPayables;Invoices;hardly evver\nReturns;Parcels;much\n",
}


def test_a_file_is_looked_at_corrected_added_and_taken_back(published, page: Page) -> None:
    page.goto("/programme/")
    page.get_by_label("Or a spreadsheet, XLSX or CSV").set_input_files(FILE)
    page.get_by_role("button", name="Create the programme").click()
    expect(page.locator("h1")).to_have_text("work.csv")
    expect(page.locator(".lead")).to_have_text("2 rows were read. 1 can be added as it is.")
    page.locator("#column-0").select_option("Name")
    page.locator("#column-1").select_option("Not read, and kept beside")
    page.get_by_role("button", name="Read it again with these columns").click()
    expect(page.locator("#column-0").locator("option:checked")).to_have_text("Name")
    page.get_by_role("button", name="Add this row").click()
    expect(page.locator(".lead")).to_have_text("2 rows were read. 1 row was added.")
    with page.expect_download() as download:
        page.get_by_role("link", name="Your file with the results").click()
    (table,) = read_tables(Path(download.value.path()).read_bytes())
    assert table.rows[1][:3] == ("Payables", "Invoices", "hardly evver")
    assert table.rows[2][-1] == (
        "judgment: “much” is none of the answers. "
        "Expected: Hardly ever; Now and then; Nearly always; I’m not sure."
    )
    page.get_by_role("link", name="Go on to the table").click()
    expect(page.locator(".works tbody th bdi").first).to_have_text("Payables")
