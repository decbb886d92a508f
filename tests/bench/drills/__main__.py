"""Faults on purpose: what the site survives.

    python -m tests.bench.drills [NAME ...]

Runs the named drills, or all but the one with a million results, one after the other. Each of them
stands up a site of its own, stops by itself, leaves nothing behind, and prints what it tried, what
survived and what was lost; `python -m tests.bench.drills.NAME` runs one.
"""

import argparse
import subprocess
import sys

DRILLS = (
    "kill_workers",
    "stop_under_load",
    "database_away",
    "disk_full",
    "two_publishers",
    "two_releases",
    "slow_clients",
    "heavy_pages",
    "large_body",
    "clock_back",
    "strangers",
    "many_editions",
)


def main() -> None:
    """Run them. Exits with 1 if anything was lost."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(DRILLS))
    names = parser.parse_args().names or DRILLS
    statuses = []
    for name in names:
        print(f"\n## {name}\n", flush=True)
        statuses.append(subprocess.call([sys.executable, "-m", f"{__package__}.{name}"]))
    sys.exit(any(statuses))


if __name__ == "__main__":
    main()
