"""What is wrong with what a form sent, named at the top of its page."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, and the part of the page to go to; empty where there is none."""

    sentence: str
    href: str = ""
