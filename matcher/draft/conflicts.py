"""Options that exclude each other: both sides of each pair say so."""

from matcher.draft.row_mappings import split_lines
from matcher.models import Option


def mirror_conflicts(option: Option, *, former_slug: str) -> tuple[Option, ...]:
    """Let every other option of the question exclude this one if, and only if, this one excludes
    it. Returns those that said something else. `former_slug` is the name that they may know it
    by."""
    excluded = split_lines(option.conflicts)
    return tuple(
        other
        for other in option.question.options.exclude(pk=option.pk)
        if _mirror(other, option.slug, former_slug, wanted=other.slug in excluded)
    )


def _mirror(other: Option, slug: str, former_slug: str, *, wanted: bool) -> bool:
    """Whether the other option had to be changed."""
    present = split_lines(other.conflicts)
    names = [name for name in present if name not in (slug, former_slug)]
    names += [slug] if wanted else []
    if set(names) == set(present):
        return False
    other.conflicts = "\n".join(names)
    other.save()
    return True
