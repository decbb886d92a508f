"""The editor's pages: every row of the draft, the editions, and what visitors keep."""

from matcher.admin.advice import (
    NextStepAdmin,
    NoteAdmin,
    PricingModelAdmin,
    PricingRuleAdmin,
    RegimeAdmin,
)
from matcher.admin.beside import beside
from matcher.admin.case_made import case_made
from matcher.admin.cases import CaseAdmin
from matcher.admin.cases_tried import cases
from matcher.admin.comparing import compare_editions
from matcher.admin.conditions import condition, condition_words
from matcher.admin.editions import EditionAdmin
from matcher.admin.fit import DriverAdmin, StopAdmin, VerdictAdmin
from matcher.admin.front import front
from matcher.admin.going_back import back_to_edition
from matcher.admin.grids import evidence, grids
from matcher.admin.history import history
from matcher.admin.impact import impact
from matcher.admin.labels import LabelAdmin
from matcher.admin.outcomes import (
    AxisAdmin,
    ExampleTaskAdmin,
    KpiAdmin,
    OutcomeAdmin,
    ServiceLineAdmin,
)
from matcher.admin.previews import preview
from matcher.admin.questions import EvidenceAdmin, OptionAdmin, QuestionAdmin
from matcher.admin.results import SharedResultAdmin
from matcher.admin.rules import CombinationAdmin, WarningAdmin
from matcher.admin.transfer import export_taxonomy, import_taxonomy

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
