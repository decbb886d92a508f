"""The editor's pages: every row of the draft, the editions, and what visitors keep."""

from matcher.admin.base.row_history import history
from matcher.admin.pages.cases import cases
from matcher.admin.pages.cases_from_result import case_made
from matcher.admin.pages.condition import condition, condition_words
from matcher.admin.pages.dashboard import front
from matcher.admin.pages.editions_compare import compare_editions
from matcher.admin.pages.editions_roll_back import back_to_edition
from matcher.admin.pages.evidence import evidence, grids
from matcher.admin.pages.impact import impact
from matcher.admin.pages.preview import preview
from matcher.admin.pages.side_by_side import beside
from matcher.admin.pages.taxonomy_import import export_taxonomy, import_taxonomy
from matcher.admin.rows.cases import CaseAdmin
from matcher.admin.rows.editions import EditionAdmin
from matcher.admin.rows.fit import DriverAdmin, StopAdmin, VerdictAdmin
from matcher.admin.rows.labels import LabelAdmin
from matcher.admin.rows.outcomes import (
    AxisAdmin,
    ExampleTaskAdmin,
    KpiAdmin,
    OutcomeAdmin,
    ServiceLineAdmin,
)
from matcher.admin.rows.questions import EvidenceAdmin, OptionAdmin, QuestionAdmin
from matcher.admin.rows.recommendations import (
    NextStepAdmin,
    NoteAdmin,
    PricingModelAdmin,
    PricingRuleAdmin,
    RegimeAdmin,
)
from matcher.admin.rows.results import SharedResultAdmin
from matcher.admin.rows.rules import CombinationAdmin, WarningAdmin

__all__ = [
    "AxisAdmin",
    "CaseAdmin",
    "CombinationAdmin",
    "DriverAdmin",
    "EditionAdmin",
    "EvidenceAdmin",
    "ExampleTaskAdmin",
    "KpiAdmin",
    "LabelAdmin",
    "NextStepAdmin",
    "NoteAdmin",
    "OptionAdmin",
    "OutcomeAdmin",
    "PricingModelAdmin",
    "PricingRuleAdmin",
    "QuestionAdmin",
    "RegimeAdmin",
    "ServiceLineAdmin",
    "SharedResultAdmin",
    "StopAdmin",
    "VerdictAdmin",
    "WarningAdmin",
    "back_to_edition",
    "beside",
    "case_made",
    "cases",
    "compare_editions",
    "condition",
    "condition_words",
    "evidence",
    "export_taxonomy",
    "front",
    "grids",
    "history",
    "impact",
    "import_taxonomy",
    "preview",
]
