"""Whatever somebody types stays text: on pages, in documents, and for whoever opens those. It is
also never a fault of ours: it is taken, or refused in a page."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from urllib.parse import quote, urlencode
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from django.db import models
from django.http import HttpResponse

from matcher.core import Taxonomy
from matcher.editions import edition
from matcher.models import Programme, SharedResult
from tests.admin.pages import REGISTERED, address, change
from tests.client import Client
from tests.hostile.payloads import PAYLOADS, PROBE
from tests.web.editions import publish, small
from tests.web.programmes import made
from tests.web.reading import Page

pytestmark = pytest.mark.django_db

FORMULA = re.compile(r"\s*[=+\-@]")
OBEYED = str(1913 * 7331)
EVIL = (PROBE, "calc", "evil")


@pytest.fixture(params=PAYLOADS)
def payload(request: pytest.FixtureRequest) -> str:
    return PAYLOADS[request.param]


@pytest.fixture
def visitor() -> Client:
    """Somebody whose faults are answered by the page that they become."""
    return Client(raise_request_exception=False)


def form(**values: str) -> str:
    return urlencode(values, errors="surrogatepass")


# ── What is wrong with an answer ─────────────────────────────────────────────────────────


def harm(response: HttpResponse) -> list[str]:
    """What a text has done to an answer, in words."""
    if response.status_code >= 500:
        return [f"status {response.status_code}: {getattr(response, 'exc_info', '')}"]
    headers = [name for name in response.headers if name.lower() == "set-cookie"]
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    return headers + list(HARM_BY_TYPE.get(kind, harm_in_text)(response))


def harm_on_page(response: HttpResponse) -> Iterator[str]:
    page = Page(response)
    for element in page.elements:
        names = [name for name in element.attributes if name.startswith("on")]
        urls = [element.attributes.get(name, "") for name in ("href", "src", "action")]
        if element.tag == PROBE or names or any(map(is_bad, urls)):
            yield f"<{element.tag} {dict(element.attributes)}>"
        if element.tag in ("iframe", "object", "embed", "style"):
            yield f"<{element.tag}>"
        if element.tag == "script" and "src" not in element.attributes and PROBE in element.text:
            yield "a script of theirs"
    yield from harm_in_text(response)


def is_bad(url: str) -> bool:
    return re.match(r"[\s\x00-\x1f]*(javascript|data|vbscript):", url, re.IGNORECASE) is not None


def harm_in_text(response: HttpResponse) -> Iterator[str]:
    content = response.content.decode(errors="replace")
    if OBEYED in content:
        yield "a template was obeyed"
    is_ours = "/admin/login/" not in content  # Django's own form gives back what was typed into it
    if is_ours and ("\0" in content or "\x1b" in content):
        yield "a control character"


def harm_in_csv(response: HttpResponse) -> Iterator[str]:
    for row in csv.reader(io.StringIO(response.content.decode("utf-8-sig"))):
        for cell in row:
            if FORMULA.match(cell) and any(evil in cell for evil in (*EVIL, "=1+1")):
                yield f"a formula: {cell}"


def harm_in_archive(response: HttpResponse) -> Iterator[str]:
    """Every part of a Word or Excel file is well-formed, and holds no formula or link of theirs."""
    with ZipFile(io.BytesIO(response.content)) as archive:
        for name in archive.namelist():
            if name.endswith((".xml", ".rels")):
                for element in ElementTree.fromstring(archive.read(name)).iter():
                    tag = element.tag.rpartition("}")[2]
                    if tag == "f" and any(evil in (element.text or "") for evil in EVIL):
                        yield f"a formula in {name}: {element.text}"
                    if tag == "Relationship" and is_bad(element.attrib["Target"]):
                        yield f"a link in {name}: {element.attrib['Target']}"


OFFICE = "application/vnd.openxmlformats-officedocument"
HARM_BY_TYPE: dict[str, Callable[[HttpResponse], Iterator[str]]] = {
    "text/html": harm_on_page,
    "text/csv": harm_in_csv,
    f"{OFFICE}.wordprocessingml.document": harm_in_archive,
    f"{OFFICE}.spreadsheetml.sheet": harm_in_archive,
}


def harms(client: Client, urls: list[str]) -> dict[str, list[str]]:
    """What is wrong, by URL; nothing if all is well."""
    found = {url: harm(client.get(url)) for url in urls}
    return {url: wrong for url, wrong in found.items() if wrong}


# ── What visitors type ───────────────────────────────────────────────────────────────────


def test_in_the_address(visitor: Client, payload: str) -> None:
    publish(small())
    part = quote(payload, safe="", errors="surrogatepass")
    urls = [
        f"/{part}/",
        *(f"/{room}/{part}/" for room in ("match", "families", "method", "guide", "r", "preview")),
        f"/match/?label={part}&colour={part}&{part}={part}&asked={part}&then={part}",
        f"/match/result/?colour=green&size={part}&task={part}&other={part}&{part}=1",
        f"/match/result.md?colour=green&label={part}",
        f"/match/answers/?colour={part}",
        f"/compare/?r={part}&r={part}",
        f"/labels/?q={part}",
        f"/suggest/?text={part}",
        f"/guide/places/?sort={part}",
        f"/admin/login/?next={part}",
    ]
    assert harms(visitor, urls) == {}


def test_in_a_box_for_words(visitor: Client, payload: str) -> None:
    publish(small())
    answers = [
        visitor.post("/suggest/", form(text=payload)),
        visitor.post("/match/assessment/", form(colour="green", hours=payload, currency=payload)),
        visitor.post("/admin/login/", form(username=payload, password=payload, next=payload)),
    ]
    assert [harm(answer) for answer in answers] == [[], [], []]


def test_as_the_title_of_a_result(visitor: Client, payload: str) -> None:
    publish(small())
    answer = visitor.post("/results/", form(edition="1", colour="green", title=payload))
    assert harm(answer) == []
    kept = SharedResult.objects.values_list("token", flat=True).first()
    assert (kept is not None) is (answer.status_code == 303)
    if not kept:  # the words are still in the form
        assert answer.status_code == 400
        return
    below = ("", "in-full/", "brief.md", "brief.docx", "workbook.xlsx")
    urls = [answer["Location"], f"/r/{kept}.json", f"/r/{kept}.md", f"/compare/?r={kept}&r={kept}"]
    assert harms(visitor, [*urls, *(f"/r/{kept}/{name}" for name in below)]) == {}


def test_in_a_programme(visitor: Client, payload: str) -> None:
    programme = made("colour=green", names=("Invoices", "Returns"))
    programme.ask(1, "Ada")
    row = {"name": payload, "version": "0", "colour": "green"}
    answers = [
        visitor.post("/programme/", form(title=payload, names=payload)),
        visitor.post(f"{programme.edit}title/", form(title=payload)),
        visitor.post(programme.edit, form(names=payload)),
        visitor.post(programme.row(2), form(**row)),
        visitor.post(f"{programme.row(1)}people/", form(label=payload, name=payload)),
        visitor.post(programme.respondent(1, 1), form(colour=payload, version="0")),
    ]
    assert [harm(answer) for answer in answers] == [[]] * len(answers)
    edited = ("", "links/", "row/1/", "row/1/people/", "row/2/", "question/colour/")
    files = ("", "programme.csv", "programme.json", "template.csv", "template.xlsx")
    urls = [f"{programme.edit}{name}" for name in edited]
    urls += [f"{programme.read}{name}" for name in files] + [programme.respondent(1, 1)]
    assert harms(visitor, urls) == {}


def test_in_a_spreadsheet(visitor: Client, payload: str) -> None:
    programme = made()
    upload = f"{programme.edit}upload/"
    cells = csv_of(["Name", payload], [payload, payload], ["Returns", "x"])
    boundary = "b0und4ry"
    disposition = 'Content-Disposition: form-data; name="file"; filename="works.csv"'
    body = f"--{boundary}\r\n{disposition}\r\n\r\n".encode() + cells
    sent = visitor.post(
        upload,
        body + f"\r\n--{boundary}--\r\n".encode(),
        f"multipart/form-data; boundary={boundary}",
    )
    assert harm(sent) == []
    if sent.status_code == 303:
        assert harms(visitor, [sent["Location"], f"{sent['Location']}results.xlsx"]) == {}


def csv_of(*rows: list[str]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue().encode(errors="surrogatepass")


# ── What editors type ────────────────────────────────────────────────────────────────────

MARKUP = [PAYLOADS[name] for name in ("script", "attribute", "closing tags", "link", "data link")]
MARKUP += [PAYLOADS[name] for name in ("entities", "template", "format")]

NO_TEXT = re.compile(r"[a-z0-9_-]*|https?://\S+|\d{4}-\d{2}-\d{2}.*|[A-Z]{1,3}|[\w/]+/\w+")
NOT_TYPED_FREELY = {"condition", "scope", "kind", "url", "zone", "sha256", "answers", "instead"}


def spoiled(value: object, texts: Iterator[str], name: str = "") -> object:
    """The same with something behind each text in it."""
    if isinstance(value, dict):
        return {key: spoiled(inner, texts, key) for key, inner in value.items()}
    if isinstance(value, list):
        return [spoiled(inner, texts, name) for inner in value]
    if not isinstance(value, str) or name in NOT_TYPED_FREELY or NO_TEXT.fullmatch(value):
        return value
    return f"{value} {next(texts)}"


def test_in_any_text_of_the_taxonomy(visitor: Client, drafted: Taxonomy) -> None:
    texts = (MARKUP[number % len(MARKUP)] for number in range(100_000))
    release = publish(Taxonomy.from_json(json.dumps(spoiled(json.loads(drafted.to_json()), texts))))
    assert release.taxonomy.to_json().count(PROBE) > 2_000

    urls = ["/", "/match/", "/families/", "/labels/", "/method/", "/guide/", "/privacy/"]
    urls += ["/guide/places/", "/guide/changes/", "/programme/", "/method/fit/"]
    taxonomy = release.taxonomy
    urls += [f"/match/{question.slug}/" for question in taxonomy.questions]
    urls += [f"/method/{question.slug}/" for question in taxonomy.questions]
    urls += [f"/method/{axis.slug}/" for axis in taxonomy.axes]
    urls += [f"/families/{outcome.slug}/" for outcome in taxonomy.outcomes]
    answers = "object=invoices-payments&served=internal-staff&volume=steady&control=not-sure"
    urls += [f"/match/result/?{answers}", f"/match/result/in-full/?{answers}"]
    urls += [f"/match/result.{kind}?{answers}" for kind in ("md", "json", "docx", "xlsx")]
    assert harms(visitor, urls) == {}


def test_in_any_row_at_the_desk(admin_client: Client) -> None:
    """In the lists of all rows, and on the pages of what visitors have left."""
    title = MARKUP[0]
    publish(small())
    assert Client().post("/results/", {"edition": "1", "colour": "green", "title": title})
    made("colour=green", names=(title,), title=title, release=edition(1))
    for model in REGISTERED:
        texts = [field for field in model._meta.fields if takes_markup(field)]
        row = model.objects.filter(pk=getattr(model.objects.first(), "pk", None))
        row.update(**{field.attname: title for field in texts})
    pages = [address(model) for model in REGISTERED]
    pages += [change(model.objects.get()) for model in (SharedResult, Programme)]
    assert harms(admin_client, pages) == {}


def takes_markup(field: models.Field) -> bool:
    """Whether it is a text that is written freely, and long enough."""
    is_text = isinstance(field, models.CharField | models.TextField)
    is_free = not (field.choices or field.unique or field.attname in NOT_TYPED_FREELY)
    is_kept = not field.attname.endswith(("_json", "query", "sha256", "zone"))
    return is_text and is_free and is_kept and (field.max_length or 10_000) >= len(MARKUP[0])
