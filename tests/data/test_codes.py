"""Codes as delivered: what they lead to, what they rest on, and that they score nothing."""

from collections import defaultdict

from matcher.core import Outcome, Taxonomy, match
from matcher.core.answers import Answers
from matcher.core.codes import code_hits, codes_of
from matcher.core.words.suggester import Suggester
from matcher.draft.compile import compile_cases
from tests import builders

SENTENCE = "We need somebody to chase late payers and match receipts"


def all_codes(taxonomy: Taxonomy) -> list[tuple[str, str, str]]:
    return [
        (holder.code.scheme, holder.code.code, holder.code.title)
        for family in taxonomy.outcomes
        for holder in codes_of(family, family.service_lines)
    ]


def without_codes(taxonomy: Taxonomy) -> Taxonomy:
    def bare(family: Outcome) -> Outcome:
        lines = tuple(line.model_copy(update={"codes": ()}) for line in family.service_lines)
        return family.model_copy(update={"codes": (), "service_lines": lines})

    outcomes = tuple(map(bare, taxonomy.outcomes))
    return builders.changed(taxonomy, outcomes=outcomes, code_schemes=())


def test_no_code_changes_any_outcome(draft: None, drafted: Taxonomy) -> None:
    bare = without_codes(drafted)
    assert all_codes(drafted)
    assert not all_codes(bare)
    for case in compile_cases():
        answers = Answers(tuple((one.question, one.option) for one in case.answers))
        assert match(drafted, answers) == match(bare, answers), case.slug
    assert Suggester.of(drafted).suggest(SENTENCE) == Suggester.of(bare).suggest(SENTENCE)


def test_a_code_has_one_title_wherever_it_stands(drafted: Taxonomy) -> None:
    titles: dict[tuple[str, str], set[str]] = defaultdict(set)
    for scheme, code, title in all_codes(drafted):
        titles[scheme, code].add(title)
    assert [code for code, said in titles.items() if len(said) > 1] == []


def test_industries_are_of_families_alone_and_no_code_of_the_un_is_delivered(
    drafted: Taxonomy,
) -> None:
    of_families = {code.scheme for family in drafted.outcomes for code in family.codes}
    of_lines = {
        code.scheme
        for family in drafted.outcomes
        for line in family.service_lines
        for code in line.codes
    }
    assert of_families == {"naics"}
    assert of_lines == {"apqc-pcf", "isco-08", "onet-soc", "cpv"}
    assert {scheme.slug for scheme in drafted.code_schemes} == {*of_families, *of_lines, "unspsc"}


def test_each_classification_says_whose_it_is_and_was_looked_up(drafted: Taxonomy) -> None:
    for scheme in drafted.code_schemes:
        assert scheme.notice
        assert all(source.checked_on and source.says for source in scheme.sources), scheme.slug
    (pcf,) = (scheme for scheme in drafted.code_schemes if scheme.slug == "apqc-pcf")
    assert "is an open standard developed by APQC, a nonprofit" in pcf.notice
    assert pcf.notice.endswith("please visit www.apqc.org/pcf.")


def test_the_code_of_call_centres_finds_the_lines_of_customer_contact(drafted: Taxonomy) -> None:
    (hit,) = code_hits(drafted, "79512000")
    assert hit.code.title == "Call centre"
    assert {holder.family.slug for holder in hit.holders} == {"customer-operations"}
    assert [holder.line.slug for holder in hit.holders if holder.line] == [
        *("inbound-service", "live-chat", "appointments", "retention"),
        *("overflow-after-hours", "outbound-service"),
    ]


def test_payroll_is_found_by_both_its_places_in_the_process_framework(drafted: Taxonomy) -> None:
    for code in ("10497", "10732"):
        (hit,) = code_hits(drafted, code)
        assert [holder.line.slug for holder in hit.holders if holder.line] == ["payroll-processing"]
