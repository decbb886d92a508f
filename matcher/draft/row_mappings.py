"""The mapping of each kind of row: all that its row and its value do not call the same.

A new field of a table that the taxonomy has under the same name needs no line here.
"""

from matcher import models
from matcher.core import (
    NOT_SURE,
    points_as_decimal,
    points_from_decimal,
    score_as_decimal,
    score_from_decimal,
)
from matcher.core.taxonomy import values
from matcher.draft import case_contents
from matcher.draft.mapping import Conversion, RowMapping
from matcher.draft.references import Border, ByKey, ByOutcomeSlug


def split_lines(string: str) -> tuple[str, ...]:
    """The items of a field that holds one a line."""
    return tuple(line.strip() for line in string.splitlines() if line.strip())


POINTS = Conversion(points_from_decimal, points_as_decimal)
SCORE = Conversion(score_from_decimal, score_as_decimal)
LINES = Conversion(split_lines, "\n".join)

# ── Outcomes, and what belongs to a family ───────────────────────────────────────────────

AXIS = RowMapping(
    model=models.Axis,
    value=values.Axis,
    attribute="axes",
    conversions={"clear_from": POINTS, "likely_from": POINTS, "unclear_below": POINTS},
    references=(ByKey("tie_question", ("tie_question",), deferred=True),),
)

FACT = RowMapping(model=models.OutcomeFact, value=values.Fact, attribute="facts", owner="outcome")

PROFILE = RowMapping(
    model=models.Profile,
    value=values.Profile,
    attribute="profile",
    owner="outcome",
    retired=frozenset({"shortlist", "risks"}),
)

TASK = RowMapping(model=models.ExampleTask, value=None, attribute="tasks", owner="line")

TYPICAL_ANSWER = RowMapping(
    model=models.TypicalAnswer,
    value=values.TypicalAnswer,
    attribute="typical",
    owner="line",
    references=(ByKey("option", ("question", "option")),),
)

LINE_CODE = RowMapping(
    model=models.LineCode,
    value=values.Code,
    attribute="codes",
    owner="line",
    references=(ByKey("scheme", ("scheme",)),),
)

SERVICE_LINE = RowMapping(
    model=models.ServiceLine,
    value=values.ServiceLine,
    attribute="service_lines",
    owner="family",
    parts=(TASK, TYPICAL_ANSWER, LINE_CODE),
)

KPI = RowMapping(
    model=models.Kpi,
    value=values.Kpi,
    attribute="kpis",
    owner="family",
    parts=(
        RowMapping(model=models.KpiSource, value=values.Source, attribute="sources", owner="kpi"),
    ),
)

EXPOSURE = RowMapping(
    model=models.Exposure,
    value=values.Exposure,
    attribute="exposures",
    owner="family",
    conversions={"score": POINTS},
    references=(ByKey("level", ("scale", "level")),),
)

CRITERION = RowMapping(
    model=models.Criterion, value=values.ScopedText, attribute="criteria", owner="family"
)

RISK = RowMapping(model=models.Risk, value=values.ScopedText, attribute="risks", owner="family")

HAND_BACK = RowMapping(
    model=models.HandBack, value=values.ScopedText, attribute="hand_backs", owner="family"
)

CONFUSION = RowMapping(
    model=models.Confusion,
    value=values.Confusion,
    attribute="confusions",
    owner="family",
    references=(ByOutcomeSlug("other", "other"),),
)

VENDOR_LABEL = RowMapping(
    model=models.VendorLabel, value=None, attribute="vendor_labels", owner="family"
)

FAMILY_CODE = RowMapping(
    model=models.FamilyCode,
    value=values.Code,
    attribute="codes",
    owner="family",
    references=(ByKey("scheme", ("scheme",)),),
)

NEEDS = RowMapping(
    model=models.OutcomeNeeds,
    value=values.Needs,
    attribute="needs",
    owner="outcome",
    conversions={"of": LINES},
)

OUTCOME = RowMapping(
    model=models.Outcome,
    value=values.Outcome,
    attribute="outcomes",
    references=(ByKey("axis", ("axis",)),),
    parts=(
        *(FACT, PROFILE, SERVICE_LINE, KPI, EXPOSURE, CRITERION),
        *(RISK, HAND_BACK, CONFUSION, VENDOR_LABEL, NEEDS, FAMILY_CODE),
    ),
    siblings=("axis__slug",),
)

# ── Questions ────────────────────────────────────────────────────────────────────────────

OPTION = RowMapping(
    model=models.Option,
    value=values.Option,
    attribute="options",
    owner="question",
    conversions={"conflicts": LINES},
)

WEIGHT = RowMapping(
    model=models.Weight,
    value=values.Weight,
    attribute="weights",
    owner="question",
    conversions={"weight": POINTS},
    references=(ByKey("axis", ("axis",)),),
)

QUESTION = RowMapping(
    model=models.Question,
    value=values.Question,
    attribute="questions",
    references=(Border(),),
    parts=(OPTION, WEIGHT),
)

EVIDENCE = RowMapping(
    model=models.Evidence,
    value=values.Evidence,
    attribute="evidence",
    references=(
        ByKey("option", ("question", "option")),
        ByKey("outcome", ("axis", "outcome")),
    ),
    order=(
        "outcome__axis__position",
        "option__question__position",
        "option__position",
        "outcome__position",
    ),
)

SUGGESTION = RowMapping(
    model=models.Suggestion,
    value=values.Suggestion,
    attribute="suggestions",
    references=(ByKey("option", ("question", "option")),),
    order=("option__question__position", "position", "pk"),
    siblings=("option__question__slug",),
)

CONTEXT = RowMapping(
    model=models.ContextQuestion,
    value=values.ContextQuestion,
    attribute="context",
    parts=(
        RowMapping(
            model=models.ContextOption,
            value=values.ContextOption,
            attribute="options",
            owner="question",
            conversions={"groups": LINES},
        ),
        RowMapping(
            model=models.ContextGroup,
            value=values.ContextGroup,
            attribute="groups",
            owner="question",
        ),
    ),
    siblings=("asked",),
)

ANSWER = (
    ByKey("question", ("question",)),
    ByKey("option", ("question", "option"), absent=NOT_SURE),
)
"""An answer to a question: without an option it is *not sure*."""

RETIRED = RowMapping(
    model=models.Retired,
    value=values.Retired,
    attribute="retired",
    parts=(
        RowMapping(
            model=models.RetiredInstead,
            value=values.TypicalAnswer,
            attribute="instead",
            owner="retired",
            references=ANSWER,
        ),
    ),
)

OUTSIDE = RowMapping(model=models.Outside, value=values.Outside, attribute="outside")

# ── Rules and the fit check ──────────────────────────────────────────────────────────────

COMBINATION = RowMapping(
    model=models.Combination,
    value=values.Combination,
    attribute="combinations",
    references=(ByKey("axis", ("axis",)),),
    parts=(
        RowMapping(
            model=models.Effect,
            value=values.Effect,
            attribute="effects",
            owner="combination",
            conversions={"points": POINTS},
            references=(ByKey("outcome", ("outcome",), within="axis"),),
        ),
    ),
    siblings=("axis__slug",),
)

WARNING = RowMapping(model=models.Warning, value=values.Warning, attribute="warnings")

DRIVER = RowMapping(
    model=models.Driver,
    value=values.Driver,
    attribute="drivers",
    retired=frozenset({"not_sure"}),
    references=(ByKey("question", ("question",)),),
    parts=(
        RowMapping(
            model=models.DriverScore,
            value=values.DriverScore,
            attribute="scores",
            owner="driver",
            references=(ByKey("option", ("option",), within="question"),),
        ),
    ),
)

GUIDE_PAGE = RowMapping(
    model=models.GuidePage,
    value=values.GuidePage,
    attribute="guide",
    parts=(
        RowMapping(
            model=models.GuideSection,
            value=values.GuideSection,
            attribute="sections",
            owner="page",
        ),
    ),
)

VERDICT = RowMapping(
    model=models.Verdict,
    value=values.Verdict,
    attribute="verdicts",
    references=(ByKey("guide", ("guide",)),),
)

BAND = RowMapping(
    model=models.Band,
    value=values.Band,
    attribute="bands",
    conversions={"minimum": SCORE},
    references=(ByKey("verdict", ("verdict",)),),
)

STOP = RowMapping(
    model=models.Stop,
    value=values.Stop,
    attribute="stops",
    references=(ByKey("verdict", ("verdict",)), ByKey("warning", ("warning",))),
)

# ── Labels and recommendations ───────────────────────────────────────────────────────────

LABEL = RowMapping(
    model=models.Label,
    value=values.Label,
    attribute="labels",
    references=(ByKey("axis", ("axis",)),),
    parts=(
        RowMapping(model=models.LabelName, value=None, attribute="names", owner="label"),
        RowMapping(
            model=models.LabelCandidate,
            value=values.Candidate,
            attribute="candidates",
            owner="label",
            references=(ByOutcomeSlug("outcome", "outcome"),),
        ),
    ),
)

TERM = RowMapping(
    model=models.Term,
    value=values.Term,
    attribute="terms",
    conversions={"names": LINES},
    references=(
        ByKey("outcome", ("axis", "outcome")),
        ByKey("option", ("question", "option")),
    ),
)

PRICING_MODEL = RowMapping(
    model=models.PricingModel,
    value=values.PricingModel,
    attribute="pricing_models",
    parts=(
        RowMapping(
            model=models.PriceExample,
            value=values.PriceExample,
            attribute="examples",
            owner="model",
            parts=(
                RowMapping(
                    model=models.PriceSource,
                    value=values.Source,
                    attribute="sources",
                    owner="example",
                ),
            ),
        ),
    ),
)

PRICING_RULE = RowMapping(
    model=models.PricingRule,
    value=values.PricingRule,
    attribute="pricing_rules",
    references=(ByKey("model", ("model",)),),
)

REGIME = RowMapping(
    model=models.Regime,
    value=values.Regime,
    attribute="regimes",
    parts=(
        RowMapping(
            model=models.RegimeSource, value=values.Source, attribute="sources", owner="regime"
        ),
    ),
)

STANDARD = RowMapping(
    model=models.Standard,
    value=values.Standard,
    attribute="standards",
    parts=(
        RowMapping(
            model=models.StandardSource, value=values.Source, attribute="sources", owner="standard"
        ),
    ),
)

PLACE = RowMapping(
    model=models.Place,
    value=values.Place,
    attribute="places",
    conversions={"zones": LINES, "languages": LINES},
)

PLACE_RULE = RowMapping(
    model=models.PlaceRule,
    value=values.PlaceRule,
    attribute="place_rules",
    parts=(
        RowMapping(
            model=models.PlaceEntry,
            value=values.PlaceEntry,
            attribute="entries",
            owner="rule",
            conversions={"countries": LINES},
        ),
        RowMapping(
            model=models.PlaceRuleSource, value=values.Source, attribute="sources", owner="rule"
        ),
    ),
)

EXPOSURE_SCALE = RowMapping(
    model=models.ExposureScale,
    value=values.ExposureScale,
    attribute="exposure_scales",
    parts=(
        RowMapping(
            model=models.ExposureLevel,
            value=values.ExposureLevel,
            attribute="levels",
            owner="scale",
        ),
        RowMapping(
            model=models.ScaleSource, value=values.Source, attribute="sources", owner="scale"
        ),
    ),
)

ANNEX_CLAUSE = RowMapping(
    model=models.AnnexClause,
    value=values.AnnexClause,
    attribute="annex",
    references=(ByKey("regime", ("regime",)),),
)

CODE_SCHEME = RowMapping(
    model=models.CodeScheme,
    value=values.CodeScheme,
    attribute="code_schemes",
    conversions={"forms": LINES},
    parts=(
        RowMapping(
            model=models.CodeSource, value=values.Source, attribute="sources", owner="scheme"
        ),
    ),
)

NEXT_STEP = RowMapping(
    model=models.NextStep,
    value=values.NextStep,
    attribute="next_steps",
    references=(ByKey("verdict", ("verdict",)), ByKey("axis", ("axis",))),
)

NOTE = RowMapping(model=models.Note, value=values.Note, attribute="notes", siblings=("topic",))

MAPPINGS = (
    *(AXIS, OUTCOME, QUESTION, EVIDENCE, COMBINATION, WARNING, DRIVER),
    *(GUIDE_PAGE, VERDICT, BAND, STOP),
    *(SUGGESTION, LABEL, TERM, PRICING_MODEL, PRICING_RULE, REGIME, STANDARD),
    *(PLACE, PLACE_RULE),
    *(EXPOSURE_SCALE, ANNEX_CLAUSE, CODE_SCHEME),
    *(NEXT_STEP, NOTE, CONTEXT, OUTSIDE, RETIRED),
)
"""Every kind of row that belongs to no other row, but for the examples."""

# ── Cases ────────────────────────────────────────────────────────────────────────────────

CASE_ANSWER = RowMapping(
    model=models.CaseAnswer,
    value=values.TypicalAnswer,
    attribute="answers",
    owner="case",
    references=ANSWER,
)

EXAMPLE = RowMapping(
    model=models.Case,
    value=values.Example,
    attribute="examples",
    renamed={"text": "vignette"},
    constant={"example": True},
    ignored=frozenset({"reason", "to_review"}),
    parts=(CASE_ANSWER,),
)
"""The cases that the home page offers to open. The other cases are no part of a taxonomy."""

CASE = RowMapping(
    model=models.Case,
    value=case_contents.CaseRow,
    attribute="cases",
    renamed={"text": "vignette"},
    parts=(
        CASE_ANSWER,
        RowMapping(
            model=models.CaseExpectation,
            value=case_contents.ExpectedOutcome,
            attribute="expectations",
            owner="case",
            references=(ByKey("outcome", ("axis", "outcome")),),
        ),
        RowMapping(
            model=models.CaseVerdict,
            value=case_contents.ExpectedVerdict,
            attribute="verdicts",
            owner="case",
            references=(ByKey("verdict", ("verdict",)),),
        ),
    ),
)
"""Every case with all that its rows say, but for the list of its warnings."""
