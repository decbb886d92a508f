"""The values that a taxonomy is made of. A missing slug is the empty string."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict

from matcher.core.picks import Answer
from matcher.core.quantities import Hundredths, Tenths

RESERVED = frozenset(
    {
        *("result", "answers", "asked", "then", "label", "task", "text", "title", "edition"),
        *("r", "p", "a", "b", "q", "other", "name", "tz", "proposed", "context", "key"),
        *("theme", "site", "assessment", "sort", "page"),
    }
)
"""Names with a meaning of their own in a URL or a form: no question may have one of them as its
slug."""

LINE = "line"
"""The service line that the work is: what scopes may compare, and the slug of the question of
context whose options are the service lines of the families. No other question may have it."""

MAX_ANSWERS = 5_000
"""How many answers a question may have: proofs look at each of them, once for each edition."""

Role = Literal["essential", "tie-break"]
Part = Literal["work", "terms"]
Grade = Literal["A", "B", "C", ""]
Tint = Literal["go", "pilot", "not-yet", "keep", "hold", "open"]

RESERVED_GUIDE_SLUGS = frozenset({"changes", "places"})
"""The last part of addresses of the guide that no page written by an editor can have."""

LinkedFrom = Literal["", "families", "labels", "fit", "background"]
"""The pages that may lead to a page of the guide: all families, the words of vendors, the fit
check, background and limits."""
Kind = Literal["one", "several"]
PlaceRuleKind = Literal["adequacy", "barred", "watched"]
Asked = Literal["first", "last"]


class Value(BaseModel):
    """A frozen value. Unknown fields are ignored, so that old editions stay readable."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy, in which `update` replaces values. What is computed from them is its own."""
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied


class Axis(Value):
    """One thing that is decided. Thresholds are points.

    `tie_question` settles equal points by the strengths of the answer given to it.
    `full_answers` is how many answers of its own an axis needs before it may be called clear.
    `close_percent` is the share of the first outcome's points from which a second is close.
    `robust_clear`: clear also needs that no single answer, taken away, changes the first place.
    `assessed`: its outcomes are ways to get work done, compared by criteria and cost.
    """

    slug: str
    name: str
    asks: str
    tie_question: str = ""
    clear_from: Hundredths
    likely_from: Hundredths
    full_answers: int = 0
    close_percent: int = 80
    unclear_below: Hundredths = Hundredths(0)
    robust_clear: bool = False
    assessed: bool = False


class Source(Value):
    """Where a figure or a rule comes from. Grade A: regulator or benchmark body; B: practitioner;
    C: vendor. `title` names publisher, work and year.

    `note` is what the source adds to the figure, such as a caution; `dated` its own date; `says`
    what it says, in our words. `checked_on` is the day on which somebody in the role `checked_by`
    last opened it, empty where nobody did. Days are written as in ISO 8601.
    """

    title: str
    url: str = ""
    grade: Grade = ""
    note: str = ""
    dated: str = ""
    says: str = ""
    checked_on: str = ""
    checked_by: str = ""


class TypicalAnswer(Value):
    """One question = option pair that work on a service line usually has."""

    question: str
    option: str


class Code(Value):
    """A code of the classification that `scheme` names, with its official `title`. It never
    scores."""

    scheme: str
    code: str
    title: str


class CodeScheme(Value):
    """Another classification, and what it is `about`. `notice` is how its publisher wants to be
    named, with the licence, and no Markdown; `forms` are how a code of it is written, with N for a
    digit."""

    slug: str
    name: str
    about: str
    notice: str
    forms: tuple[str, ...]
    sources: tuple[Source, ...] = ()


class ServiceLine(Value):
    """A part of a family that is bought on its own, with tasks as people describe them. `scope`,
    here and elsewhere, is the condition over context under which it is true; empty: everywhere."""

    slug: str
    name: str
    note: str = ""
    scope: str = ""
    tasks: tuple[str, ...] = ()
    typical: tuple[TypicalAnswer, ...] = ()
    codes: tuple[Code, ...] = ()

    @cached_property
    def typical_picks(self) -> frozenset[tuple[str, str]]:
        """The typical answers as question and option."""
        return frozenset((answer.question, answer.option) for answer in self.typical)


class Kpi(Value):
    """A measure with its formula. `range` is empty where no reliable range was found;
    `range_note` then says so, or what may be said instead."""

    slug: str
    name: str
    formula: str
    unit: str
    better: str
    range: str = ""
    range_note: str = ""
    scope: str = ""
    sources: tuple[Source, ...] = ()


class ExposureLevel(Value):
    """A level of a scale, such as a gradient, and what it `means`."""

    slug: str
    name: str
    means: str


class ExposureScale(Value):
    """Published scores, from 0 to 1, of how far generative AI could do the tasks of occupations.
    `meaning` is what a score says and what it does not; `citation` is how the publisher wants to be
    named, with the licence."""

    slug: str
    name: str
    meaning: str
    citation: str
    levels: tuple[ExposureLevel, ...] = ()
    sources: tuple[Source, ...] = ()


class Exposure(Value):
    """The mean score of the tasks of an occupation near a family, and its level on the scale.
    `code` is that of ISCO-08. `checked_on` is the day on which somebody last read it at the source
    of the scale; empty: nobody did, and it is not shown. `scope` says for whom it is near."""

    scale: str
    code: str
    title: str
    score: Hundredths
    level: str
    checked_on: str = ""
    scope: str = ""


class ScopedText(Value):
    """A risk with its control, a criterion for choosing a provider, or a reason to hand an item
    back."""

    text: str
    scope: str = ""


class Confusion(Value):
    """Another family (or, with `other` empty, another kind of work) that is often mistaken
    for this one."""

    other: str = ""
    other_name: str
    goes_wrong: str
    tell_apart: str


class Profile(Value):
    """What a family looks like and what follows from it. Texts may contain Markdown links.

    `inward` and `expertise` are its place on the map of families, from 0 to 100: whom it serves,
    from outsiders to the organisation's own people, and what decides a case, from rules to expert
    judgment. A family without both is not on the map.

    `exposure_note` is what the exposure of the family to AI means for a buyer.

    `shortlist` and `risks` are those of release 0.1.0; see `Outcome.lifted`.
    """

    definition: str
    position: str
    office: str
    served: str
    work_kind: str
    judgment: str
    regulation: str
    volume: str
    channels: str
    systems: str
    staffing: str
    quality: str
    training: str
    pricing: str
    shortlist: tuple[str, ...] = ()
    risks: tuple[str, ...] = ()
    automation: str
    exposure_note: str = ""
    inward: int | None = None
    expertise: int | None = None


class Fact(Value):
    """A named sentence about an outcome, such as who directs the people in a delivery model."""

    name: str
    text: str


class Needs(Value):
    """What an outcome is made of: with fewer than `at_least` of these outcomes left it is ruled out
    too, and `sentence` says why."""

    of: tuple[str, ...]
    at_least: int
    sentence: str


class Outcome(Value):
    """A possible answer on an axis. Only families have a profile and the content that goes with
    it. One that is made of others has `needs`.

    `phrase` is how it reads inside the sentence of the answer: a family after “is”, any other after
    “Run it”. Empty: its name stands there.

    `min_shared_hours` are the working hours that a place has to share with home on every day to be
    named with it; None: no places are named.
    """

    axis: str
    slug: str
    name: str
    summary: str
    phrase: str = ""
    in_first_source: bool = True
    facts: tuple[Fact, ...] = ()
    profile: Profile | None = None
    service_lines: tuple[ServiceLine, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    exposures: tuple[Exposure, ...] = ()
    criteria: tuple[ScopedText, ...] = ()
    risks: tuple[ScopedText, ...] = ()
    hand_backs: tuple[ScopedText, ...] = ()
    confusions: tuple[Confusion, ...] = ()
    vendor_labels: tuple[str, ...] = ()
    needs: Needs | None = None
    min_shared_hours: int | None = None
    codes: tuple[Code, ...] = ()

    @property
    def lifted(self) -> Self:
        """With the criteria and risks that release 0.1.0 kept in the profile as bare strings, when
        each was true everywhere."""
        profile = self.profile
        if profile is None or not (profile.shortlist or profile.risks):
            return self
        former = {"criteria": profile.shortlist, "risks": profile.risks}
        rows = {name: tuple(ScopedText(text=text) for text in former[name]) for name in former}
        kept = profile.model_copy(update={"shortlist": (), "risks": ()})
        return self.model_copy(update={**rows, "profile": kept})


class Option(Value):
    """What may be picked. `supposing` is a clause that reads well after “If”.

    In a question of kind `several`, `conflicts` are the options that cannot be ticked with this
    one, each of which names it too, and `group` is the heading that it stands under. `same_region`:
    whoever picks it buys in the region of home, so that only places there are named.
    """

    slug: str
    label: str
    hint: str
    supposing: str = ""
    group: str = ""
    conflicts: tuple[str, ...] = ()
    same_region: bool = False


class Weight(Value):
    """How much a question counts on an axis, and as what.

    `required`: without an answer to this question the axis stays provisional.
    """

    axis: str
    weight: Hundredths
    role: Role
    required: bool = False


class Question(Value):
    """What is asked. `ordered`: its options form a scale, from first to last. `circumstance`: the
    answer is about how the work stands, such as its volume or who should run it, and may change
    while the work stays what it is.

    `between` names the two outcomes that a border question distinguishes. It is asked only while
    these two are first and close, and nothing but the points of its answer counts. A base question
    has none.

    `kind`: whether one option is the answer, or all that are ticked. `proposed_from`: the lead in
    hundredths from which on a visitor's own words propose an answer; None where they propose none.
    """

    slug: str
    part: Part
    prompt: str
    help: str
    example: str
    not_sure: str
    kind: Kind = "one"
    ordered: bool = False
    circumstance: bool = False
    proposed_from: int | None = None
    between: tuple[str, ...] = ()
    options: tuple[Option, ...]
    weights: tuple[Weight, ...] = ()

    def option(self, slug: str) -> Option | None:
        """The option of that slug, or None."""
        return self._option_by_slug.get(slug)

    @cached_property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """The slug and the label of each option."""
        return tuple((option.slug, option.label) for option in self.options)

    @cached_property
    def single_answers(self) -> tuple[Answer, ...]:
        """Each option by itself."""
        return tuple((option.slug,) for option in self.options)

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """Every answer but *not sure*: each option by itself and, of a question of kind `several`,
        each set of ticks without a conflict. The fewer ticks, the earlier. It stops soon after
        `MAX_ANSWERS`."""
        answers: list[Answer] = []
        for option in self.options:
            compatible = [answer for answer in answers if not set(answer) & set(option.conflicts)]
            added = [(*answer, option.slug) for answer in compatible if self.kind == "several"]
            answers += [(option.slug,), *added]
            if len(answers) > MAX_ANSWERS:
                break
        return tuple(sorted(answers, key=len))

    @property
    def too_many_answers(self) -> bool:
        """Whether more answers are possible than proofs can look at."""
        return len(self.answers) > MAX_ANSWERS

    @cached_property
    def _option_by_slug(self) -> dict[str, Option]:
        return {option.slug: option for option in self.options}


class ContextOption(Value):
    """What may be picked where nothing is scored. `other_part`: the work has another part, for
    which the questions are to be answered again. `groups` are those of its question that it belongs
    to."""

    slug: str
    label: str
    hint: str = ""
    other_part: bool = False
    groups: tuple[str, ...] = ()


class ContextGroup(Value):
    """Options that scopes and conditions may name together, such as the countries of a union."""

    slug: str
    name: str


class ContextQuestion(Value):
    """A question about the buyer or the description that is never scored, asked before all others
    or after them. The one called `LINE` has no options of its own: see `Index.context_by_slug`.

    `home`: its options are countries, by their ISO 3166 codes in small letters, and the answer says
    in which of them the buyer is at home."""

    slug: str
    asked: Asked
    prompt: str
    help: str
    example: str
    not_sure: str
    options: tuple[ContextOption, ...]
    groups: tuple[ContextGroup, ...] = ()
    home: bool = False

    def option(self, slug: str) -> ContextOption | None:
        """The option of that slug, or None."""
        return self._option_by_slug.get(slug)

    @cached_property
    def _option_by_slug(self) -> dict[str, ContextOption]:
        return {option.slug: option for option in self.options}

    @cached_property
    def names(self) -> dict[str, str]:
        """What conditions may compare it with: options and groups, with their names."""
        groups = {group.slug: group.name for group in self.groups}
        return {option.slug: option.label for option in self.options} | groups


class Retired(Value):
    """An option that an earlier edition had, alone or with its question, and the answers that take
    its place: none, or one or more. `name` is the answer in words."""

    question: str
    option: str
    name: str = ""
    instead: tuple[TypicalAnswer, ...] = ()


class Outside(Value):
    """Another kind of buying than this taxonomy is about: what it is called, the answers by which
    it is known, and what to do instead. `sentence` is the first thing the visitor reads."""

    slug: str
    name: str
    condition: str
    sentence: str
    text: str


class Evidence(Value):
    """One cell: this option speaks for or against this outcome, from -3 to +3, and why.

    `excludes` rules the outcome out whatever its points; its strength is then 0.
    """

    question: str
    option: str
    axis: str
    outcome: str
    strength: int
    sentence: str
    excludes: bool = False


class Effect(Value):
    """What a combination adds to one outcome, and why."""

    outcome: str
    points: Hundredths
    sentence: str


class Combination(Value):
    """A rule over several answers that adds points on one axis."""

    slug: str
    axis: str
    condition: str
    effects: tuple[Effect, ...]


class Warning(Value):
    """Advice that shows while its condition holds."""

    slug: str
    title: str
    condition: str
    text: str


class DriverScore(Value):
    """How ready the work is, from 0 to 10, when this option is the answer."""

    option: str
    score: int


class Driver(Value):
    """One part of the fit check. `weight` is a percentage. Without a real answer the driver is left
    out; there is no score, and so no verdict of its, until every `required` driver has one.

    `not_sure` was the score of *not sure* in editions of release 0.1.0, which keep theirs. It is
    null in every later one, and nothing reads it.
    """

    slug: str
    name: str
    question: str
    weight: int
    scores: tuple[DriverScore, ...]
    not_sure: int | None = None
    required: bool = False


class Verdict(Value):
    """What the fit check can say. The higher `severity`, the more it argues for waiting.

    Its words in the sentence of the answer: `opening` are the first ones, where the work should not
    simply go ahead (empty: the name); `run` stands before how and where to run it (empty: “Run it”,
    or nothing where the verdict does not proceed); `closing` is the last sentence. `tint` is the
    colour of the answer. `guide` is the page of the guide that it leads to.
    """

    slug: str
    name: str
    text: str
    severity: int
    proceeds: bool
    opening: str = ""
    run: str = ""
    closing: str = ""
    tint: Tint = "open"
    guide: str = ""


class Band(Value):
    """From this score on, the verdict is this one."""

    minimum: Tenths
    verdict: str


class Stop(Value):
    """A condition that overrides the fit score. With `at_most` it only caps the score: a worse one
    is kept."""

    slug: str
    condition: str
    verdict: str
    warning: str
    at_most: bool = False


class Suggestion(Value):
    """An answer that other answers point to: offered for picking, never assumed."""

    question: str
    option: str
    condition: str
    sentence: str


class Candidate(Value):
    """An outcome that a label may mean, and when."""

    outcome: str
    note: str = ""


class Label(Value):
    """What vendors call things. `axis` is the one it speaks about, empty where it is not one
    of this taxonomy."""

    slug: str
    names: tuple[str, ...]
    meaning: str
    asks: str
    axis: str = ""
    candidates: tuple[Candidate, ...] = ()


class Term(Value):
    """A word of vendors beside the labels, under each of its `names`, and what it `says`. It may
    name an `outcome` on an `axis` by itself, and propose an answer, the `option` of a `question`;
    one that does neither says nothing about the work."""

    slug: str
    names: tuple[str, ...]
    says: str
    axis: str = ""
    outcome: str = ""
    question: str = ""
    option: str = ""


class PriceExample(Value):
    """What a vendor asks for a `unit`, as somebody read it: shown with its day, and only where a
    source was opened. `name` is that of the vendor and the product."""

    name: str
    unit: str
    price: str
    dated: str = ""
    note: str = ""
    sources: tuple[Source, ...] = ()


class PricingModel(Value):
    """A way to pay, and the behaviour that it creates. `examples_note` is what to bear in mind
    about the examples of prices."""

    slug: str
    name: str
    fits: str
    avoid: str
    behaviour: str
    safeguards: str
    scope: str = ""
    examples_note: str = ""
    examples: tuple[PriceExample, ...] = ()


class PricingRule(Value):
    """When a pricing model is suggested, and why."""

    slug: str
    condition: str
    model: str
    sentence: str


class Regime(Value):
    """A set of rules that work of this kind may fall under. `condition` says which answers touch
    it (empty: all, once the family is known), `scope` for whom it is law. It applies since
    `in_force`, and `next_change` is what happens on the `next_date`. Days are written as in ISO
    8601, as far as they are known: 2026, 2026-08 or 2026-08-02."""

    slug: str
    name: str
    triggered_by: str
    changes: str
    condition: str = ""
    scope: str = ""
    jurisdiction: str = ""
    in_force: str = ""
    next_date: str = ""
    next_change: str = ""
    sources: tuple[Source, ...] = ()


class Standard(Value):
    """What a provider can show that others have checked it: a certificate, an accreditation or a
    report. `covers` says what about, `attested_by` who checks, and `ask` what to ask the provider
    for. `condition` says which answers bring it up; empty: all of them."""

    slug: str
    name: str
    covers: str
    attested_by: str
    ask: str
    condition: str = ""
    scope: str = ""
    sources: tuple[Source, ...] = ()


class Place(Value):
    """A country where providers work, named by its option of the question about home. `zones` are
    the time zones that they work in, as IANA names; empty: all of the country. `languages` are the
    codes of its official languages, where CLDR names others or none; `note` says why. One that is
    not `shown` only says in which zones buyers who are at home there work."""

    country: str
    zones: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    note: str = ""
    shown: bool = True


class PlaceEntry(Value):
    """What a rule says of these countries, which may be named by a group. `partly`: the rule holds
    for some providers there only."""

    countries: tuple[str, ...]
    says: str
    partly: bool = False


class PlaceRule(Value):
    """A rule about places, for buyers in its `scope`. What it says of a place stands in the entry
    that names the place, or else in `otherwise`; empty: nothing."""

    slug: str
    name: str
    kind: PlaceRuleKind
    says: str
    otherwise: str = ""
    scope: str = ""
    entries: tuple[PlaceEntry, ...] = ()
    sources: tuple[Source, ...] = ()


class AnnexClause(Value):
    """A point of the annex on software and AI to a brief, and what is `to_fill_in` there.
    `condition` says which answers call for it, where the second outcome of an axis counts like the
    first; empty: all of them. The law that it names is that `regime`."""

    slug: str
    title: str
    text: str
    to_fill_in: str = ""
    condition: str = ""
    scope: str = ""
    regime: str = ""


class NextStep(Value):
    """What to do next: always, for one verdict, or as a check of one axis. `condition` says which
    answers call for it; empty: all of them."""

    slug: str = ""
    text: str
    verdict: str = ""
    axis: str = ""
    condition: str = ""
    scope: str = ""


class Note(Value):
    """Background that belongs to a topic rather than to one row. Text may contain Markdown."""

    slug: str
    topic: str
    title: str
    text: str
    scope: str = ""


class GuideSection(Value):
    """A section of a page of the guide. Text may contain Markdown."""

    slug: str
    title: str
    text: str


class GuidePage(Value):
    """A page of the guide. `summary` says it in one sentence; `linked_from` is another page that
    leads to it."""

    slug: str
    title: str
    summary: str
    linked_from: LinkedFrom = ""
    sections: tuple[GuideSection, ...] = ()


class Example(Value):
    """A described piece of work with its answers, to open from the home page.

    `sold_as` is what vendors offered it as; empty where the description names nothing.
    """

    slug: str
    title: str
    text: str
    sold_as: str = ""
    answers: tuple[TypicalAnswer, ...]


class TaxonomyValues(Value):
    """Everything a match is computed from. The order of each tuple is the order on the page."""

    axes: tuple[Axis, ...]
    outcomes: tuple[Outcome, ...]
    questions: tuple[Question, ...]
    evidence: tuple[Evidence, ...]
    combinations: tuple[Combination, ...] = ()
    warnings: tuple[Warning, ...] = ()
    drivers: tuple[Driver, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    bands: tuple[Band, ...] = ()
    stops: tuple[Stop, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    labels: tuple[Label, ...] = ()
    terms: tuple[Term, ...] = ()
    pricing_models: tuple[PricingModel, ...] = ()
    pricing_rules: tuple[PricingRule, ...] = ()
    regimes: tuple[Regime, ...] = ()
    standards: tuple[Standard, ...] = ()
    exposure_scales: tuple[ExposureScale, ...] = ()
    annex: tuple[AnnexClause, ...] = ()
    next_steps: tuple[NextStep, ...] = ()
    notes: tuple[Note, ...] = ()
    examples: tuple[Example, ...] = ()
    context: tuple[ContextQuestion, ...] = ()
    outside: tuple[Outside, ...] = ()
    retired: tuple[Retired, ...] = ()
    guide: tuple[GuidePage, ...] = ()
    places: tuple[Place, ...] = ()
    place_rules: tuple[PlaceRule, ...] = ()
    code_schemes: tuple[CodeScheme, ...] = ()

    @classmethod
    def from_json(cls, text: str | bytes) -> Self:
        """The taxonomy that `to_json` wrote. Raises pydantic.ValidationError."""
        return cls.model_validate_json(text).lifted

    @property
    def lifted(self) -> Self:
        """In the shape of today, where an earlier release wrote it."""
        outcomes = tuple(outcome.lifted for outcome in self.outcomes)
        return self.model_copy(update={"outcomes": outcomes})

    def to_json(self) -> str:
        """The same string for the same taxonomy, so that a checksum means something."""
        return self.model_dump_json()
