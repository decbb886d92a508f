"""The URLs of the product. They read like sentences: nouns first, verbs last."""

from django.urls import include, path

from matcher.api import pages as api_pages
from matcher.api.assistants.views import mcp
from matcher.api.service import service
from matcher.views import (
    assessment,
    compare,
    content,
    downloads,
    embed,
    feeds,
    guide,
    labels,
    method,
    programme_edit,
    programme_editions,
    programme_names,
    programme_of_two,
    programme_people,
    programme_progress,
    programme_uploads,
    programmes,
    respondent,
    results,
    reviews,
    robots,
    shared,
    suggest,
    wizard,
)

app_name = "matcher"

PROGRAMME_EDITING = [
    path("", programme_edit.edit, name="programme_edit"),
    path("links/", programme_edit.links, name="programme_links"),
    path("progress/", programme_progress.for_editors, name="programme_progress"),
    path("edition/", programme_editions.edition, name="programme_edition"),
    path("title/", programme_edit.title, name="programme_title"),
    path("delete/", programme_edit.delete, name="programme_delete"),
    path("names/", programme_names.names, name="programme_names"),
    path("upload/", programme_uploads.upload, name="programme_upload"),
    path("upload/<str:number>/", programme_uploads.uploaded, name="programme_uploaded"),
    path("upload/<str:number>/results.xlsx", programme_uploads.returned, name="programme_returned"),
    path("question/<slug:question>/", programme_edit.question, name="programme_question"),
    path("row/<str:number>/", programme_edit.row, name="programme_row"),
    path("row/<str:number>/heirs/", programme_edit.row_heirs, name="programme_row_heirs"),
    path("row/<str:number>/delete/", programme_edit.row_delete, name="programme_row_delete"),
    path("row/<str:number>/review.ics", programme_edit.row_review, name="programme_row_review"),
    path("row/<str:number>/people/", programme_people.people, name="programme_people"),
    path(
        "row/<str:number>/people/<str:respondent>/delete/",
        programme_people.respondent_delete,
        name="programme_respondent_delete",
    ),
    path(
        "row/<str:number>/settle/<slug:question>/", programme_people.settle, name="programme_settle"
    ),
]
"""What whoever has the key of a programme may do with it."""

urlpatterns = [
    # What programs call: first, because they call often and URLs are tried in this order
    path("api/v1/openapi.json", api_pages.openapi_json, name="openapi"),
    path("api/v1/", service.urls),
    path("mcp/", mcp, name="mcp"),
    # What people open
    path("", wizard.home, name="home"),
    path("suggest/", suggest.suggest, name="suggest"),
    # /match/: the answers are in the query string
    path("match/", wizard.match, name="match"),
    path("match/result/", results.result, name="result"),
    path("match/result/in-full/", results.in_full, name="in_full"),
    path("match/result.<str:extension>", downloads.live, name="live_document"),
    path("match/answers/", wizard.answers, name="answers"),
    path("match/context/", wizard.context, name="context"),
    path("match/assessment/", assessment.assessment, name="assessment"),
    path("match/<slug:question>/", wizard.question, name="question"),
    # /results/ and /r/<token>/: a match that is kept
    path("results/", results.results, name="results"),
    path("r/<str:token>.json", downloads.shared_json, name="shared_json"),
    path("r/<str:token>.md", downloads.shared_md, name="shared_md"),
    path("r/<str:token>/", shared.shared, name="shared"),
    path("r/<str:token>/in-full/", shared.in_full, name="shared_in_full"),
    path("r/<str:token>/assessment/", shared.assessment, name="shared_assessment"),
    path("r/<str:token>/brief.md", downloads.brief_md, name="brief"),
    path("r/<str:token>/brief.docx", downloads.brief_docx, name="brief_docx"),
    path("r/<str:token>/memo.pdf", downloads.memo_pdf, name="memo_pdf"),
    path("r/<str:token>/workbook.xlsx", downloads.workbook_xlsx, name="workbook_xlsx"),
    path("r/<str:token>/link.svg", shared.link_code, name="link_code"),
    path("r/<str:token>/changes.atom", feeds.shared_atom, name="shared_atom"),
    path("r/<str:token>/changes.json", feeds.shared_json, name="shared_changes"),
    path("r/<str:token>/review-in-<str:months>-months.ics", reviews.shared, name="shared_review"),
    path("r/<str:token>/created/", shared.created, name="created"),
    path("r/<str:token>/title/<str:key>/", shared.title, name="title"),
    path("r/<str:token>/delete/<str:key>/", shared.delete, name="delete"),
    path("compare/", compare.compare, name="compare"),
    # /programme/<token>/: many pieces of work that are kept together
    path("programme/", programmes.programmes, name="programmes"),
    path("programme/of-two/", programme_of_two.programme_of_two, name="programme_of_two"),
    path("programme/template.csv", programmes.template_csv, name="template_csv"),
    path("programme/template.xlsx", programmes.template_excel, name="template_excel"),
    path("programme/<str:token>/", programmes.programme, name="programme"),
    path(
        "programme/<str:token>/template.csv",
        programmes.own_template_csv,
        name="programme_template_csv",
    ),
    path(
        "programme/<str:token>/template.xlsx",
        programmes.own_template_excel,
        name="programme_template_excel",
    ),
    path("programme/<str:token>/progress/", programme_progress.for_readers, name="programme_steps"),
    path("programme/<str:token>/programme.csv", programmes.as_csv, name="programme_csv"),
    path("programme/<str:token>/programme.docx", programmes.as_word, name="programme_docx"),
    path("programme/<str:token>/programme.xlsx", programmes.as_excel, name="programme_xlsx"),
    path("programme/<str:token>/programme.json", programmes.as_json, name="programme_json"),
    path("programme/<str:token>/changes.atom", feeds.programme_atom, name="programme_atom"),
    path("programme/<str:token>/changes.json", feeds.programme_json, name="programme_changes"),
    path("programme/<str:token>/reviews.ics", reviews.programme, name="programme_reviews"),
    path(
        "programme/<str:token>/row/<str:respondent>/",
        respondent.respondent,
        name="programme_respondent",
    ),
    path("programme/<str:token>/edit/<str:key>/", include(PROGRAMME_EDITING)),
    # What there is to read
    path("guide/", guide.guide, name="guide"),
    path("guide/places/", guide.places, name="places"),
    path("guide/changes/", guide.guide_changes, name="guide_changes"),
    path("guide/<slug:slug>/", guide.guide_page, name="guide_page"),
    path("families/", content.families, name="families"),
    path("families/<slug:family>/", content.family, name="family"),
    path("labels/", labels.labels, name="labels"),
    path("method/", method.method, name="method"),
    path("method/<slug:name>/", method.method_of, name="method_of"),
    path("method/rules/<slug:part>/", method.method_rules, name="method_rules"),
    path("privacy/", content.privacy, name="privacy"),
    path("embed/", embed.embed, name="embed"),
    # For machines
    path("developers/", api_pages.developers, name="developers"),
    path("developers/reference/", api_pages.reference, name="developers_reference"),
    path("llms.txt", api_pages.llms, name="llms"),
    path("robots.txt", robots.robots, name="robots"),
]
