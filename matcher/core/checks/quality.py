"""Are the rules good ones? None of these findings prevents publishing, but most of what they report
is probably not meant."""

from collections.abc import Sequence

from matcher.core.checks.content import (
    dead_links,
    empty_families,
    misleading_labels,
    missing_exposure,
    missing_sources,
    missing_texts,
    overlong_texts,
    thin_options,
    unnamed_sources,
    unused_content,
)
from matcher.core.checks.duplicates import duplicate_reasons, duplicate_rules
from matcher.core.checks.evidence import idle_questions, turning_scales, unclear_outcomes
from matcher.core.checks.figures import unsourced_figures
from matcher.core.checks.findings import Finding
from matcher.core.checks.lines import misleading_lines
from matcher.core.checks.measures import few_ranges, mismatched_measures
from matcher.core.checks.reachability import Reachability
from matcher.core.checks.satisfiability import satisfiability, truths_by_rule
from matcher.core.checks.signs import contrary_sentences
from matcher.core.checks.verdicts import silent_verdicts
from matcher.core.taxonomy import Taxonomy
from matcher.core.taxonomy.row_types import TaxonomyRow


def quality(
    taxonomy: Taxonomy, rows: Sequence[TaxonomyRow], reachability: Reachability
) -> tuple[Finding, ...]:
    """All warnings and information about a valid taxonomy. `rows` are all its rows."""
    truths = truths_by_rule(taxonomy, rows, reachability)
    return (
        *unclear_outcomes(taxonomy, reachability),
        *idle_questions(taxonomy),
        *turning_scales(taxonomy),
        *contrary_sentences(taxonomy),
        *misleading_lines(taxonomy, reachability),
        *misleading_labels(taxonomy, reachability),
        *satisfiability(taxonomy, rows, truths),
        *silent_verdicts(taxonomy, truths),
        *duplicate_rules(rows),
        *duplicate_reasons(rows),
        *empty_families(taxonomy),
        *thin_options(taxonomy),
        *missing_texts(rows),
        *missing_sources(taxonomy),
        *missing_exposure(taxonomy),
        *unnamed_sources(rows),
        *unsourced_figures(taxonomy, rows),
        *mismatched_measures(taxonomy),
        *few_ranges(taxonomy),
        *unused_content(taxonomy, truths),
        *overlong_texts(rows),
        *dead_links(taxonomy, rows),
    )
