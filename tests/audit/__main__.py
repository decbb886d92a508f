"""`make audit`: every page and state under every checker, as a dated table in docs/audit.md.

`make audit ARGS=screens` takes pictures instead, into var/screens/; words after it choose the
states whose names contain one of them: `make audit ARGS="screens result compare"`.
"""

import argparse

from tests.audit.site import site


def main() -> None:
    parser = argparse.ArgumentParser(description="Look at every page and state.")
    parser.add_argument("what", nargs="?", choices=["screens"], help="take pictures instead")
    parser.add_argument("words", nargs="*", help="only states whose name contains one of these")
    arguments = parser.parse_args()
    with site() as audited:
        from tests.audit import checks, report, screens

        if arguments.what == "screens":
            screens.take(audited, arguments.words)
        else:
            report.write(checks.look(audited))


if __name__ == "__main__":
    main()
