"""The editor's pages: every row of the draft, the editions, and what visitors keep."""

from matcher.admin.pages.cases import cases
from matcher.admin.pages.cases_from_result import cases_from_result
from matcher.admin.pages.condition import condition
from matcher.admin.pages.condition_words import condition_words
from matcher.admin.pages.consequence import consequence
from matcher.admin.pages.editions_compare import editions_compare
from matcher.admin.pages.editions_publish import editions_publish
from matcher.admin.pages.editions_roll_back import editions_roll_back
from matcher.admin.pages.evidence import evidence, evidence_grid
from matcher.admin.pages.flow import flow
from matcher.admin.pages.history import history
from matcher.admin.pages.impact import impact
from matcher.admin.pages.preview import preview
from matcher.admin.pages.review import review
from matcher.admin.pages.side_by_side import side_by_side
from matcher.admin.pages.taxonomy_export import taxonomy_export
from matcher.admin.pages.taxonomy_import import taxonomy_import
from matcher.admin.pages.today import today
from matcher.admin.pages.undo import undo
from matcher.admin.rows.api_keys import ApiKeyAdmin
from matcher.admin.rows.cases import CaseAdmin
from matcher.admin.rows.codes import CodeSchemeAdmin, FamilyCodeAdmin, LineCodeAdmin
from matcher.admin.rows.context import ContextQuestionAdmin, OutsideAdmin, RetiredAdmin
from matcher.admin.rows.editions import EditionAdmin
from matcher.admin.rows.embedding import EmbeddingSiteAdmin
from matcher.admin.rows.fit import DriverAdmin, StopAdmin, VerdictAdmin
from matcher.admin.rows.guide import GuidePageAdmin
from matcher.admin.rows.labels import LabelAdmin, TermAdmin, UnknownWordAdmin
from matcher.admin.rows.outcomes import (
    AxisAdmin,
    ExampleTaskAdmin,
    KpiAdmin,
    OutcomeAdmin,
    ServiceLineAdmin,
)
from matcher.admin.rows.places import PlaceAdmin, PlaceRuleAdmin
from matcher.admin.rows.programmes import ProgrammeAdmin
from matcher.admin.rows.questions import EvidenceAdmin, OptionAdmin, QuestionAdmin
from matcher.admin.rows.recommendations import (
    NextStepAdmin,
    NoteAdmin,
    PriceExampleAdmin,
    PricingModelAdmin,
    PricingRuleAdmin,
    RegimeAdmin,
    StandardAdmin,
)
from matcher.admin.rows.results import SharedResultAdmin
from matcher.admin.rows.rules import CombinationAdmin, WarningAdmin
from matcher.admin.rows.software import AnnexClauseAdmin, ExposureAdmin, ExposureScaleAdmin

__all__ = [
    "AnnexClauseAdmin",
    "ApiKeyAdmin",
    "AxisAdmin",
    "CaseAdmin",
    "CodeSchemeAdmin",
    "CombinationAdmin",
    "ContextQuestionAdmin",
    "DriverAdmin",
    "EditionAdmin",
    "EmbeddingSiteAdmin",
    "EvidenceAdmin",
    "ExampleTaskAdmin",
    "ExposureAdmin",
    "ExposureScaleAdmin",
    "FamilyCodeAdmin",
    "GuidePageAdmin",
    "KpiAdmin",
    "LabelAdmin",
    "LineCodeAdmin",
    "NextStepAdmin",
    "NoteAdmin",
    "OptionAdmin",
    "OutcomeAdmin",
    "OutsideAdmin",
    "PlaceAdmin",
    "PlaceRuleAdmin",
    "PriceExampleAdmin",
    "PricingModelAdmin",
    "PricingRuleAdmin",
    "ProgrammeAdmin",
    "QuestionAdmin",
    "RegimeAdmin",
    "RetiredAdmin",
    "ServiceLineAdmin",
    "SharedResultAdmin",
    "StandardAdmin",
    "StopAdmin",
    "TermAdmin",
    "UnknownWordAdmin",
    "VerdictAdmin",
    "WarningAdmin",
    "cases",
    "cases_from_result",
    "condition",
    "condition_words",
    "consequence",
    "editions_compare",
    "editions_publish",
    "editions_roll_back",
    "evidence",
    "evidence_grid",
    "flow",
    "history",
    "impact",
    "preview",
    "review",
    "side_by_side",
    "taxonomy_export",
    "taxonomy_import",
    "today",
    "undo",
]
