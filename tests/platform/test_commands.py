"""The commands and pins that the documents promise."""

import io
import re
import tomllib
from pathlib import Path

import pytest
from django.core.management import call_command

from bpo_matcher.settings import Environment

ROOT = Path(__file__).parents[2]
REQUIREMENTS = sorted((ROOT / "requirements").glob("*.txt"))


def targets() -> set[str]:
    """What `make` can be asked for."""
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), flags=re.MULTILINE))


def pins(path: Path) -> dict[str, str]:
    """Versions by package."""
    return dict(re.findall(r"^([a-z0-9-]+)==(\S+)", path.read_text(), flags=re.MULTILINE))


def test_the_commands_in_the_readme_exist():
    readme = (ROOT / "README.md").read_text()
    named = set(re.findall(r"(?:^|`)make ([a-z]+)", readme, flags=re.MULTILINE))
    assert {"run", "test"} <= named
    assert named <= targets()


def test_every_command_is_in_the_help():
    makefile = (ROOT / "Makefile").read_text()
    explained = set(re.findall(r"@echo 'make ([a-z]+)", makefile))
    assert explained == targets() - {"help"}


def test_every_setting_says_what_it_does_and_what_it_must_be():
    fields = Environment.model_fields.items()
    assert [name for name, field in fields if not (field.title and field.description)] == []


def test_the_table_of_settings_is_made_of_the_settings():
    table = io.StringIO()
    call_command("settings_table", stdout=table)
    assert (ROOT / "docs" / "settings.md").read_text() == table.getvalue()


def test_there_are_pins_for_every_group():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    extras = project["project"]["optional-dependencies"]
    groups = {"run", "newest", *extras, *project["dependency-groups"]}
    assert {path.stem for path in REQUIREMENTS} == groups


@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
def test_pins_name_no_address(path):
    text = path.read_text()
    assert text
    assert "://" not in text
    assert not re.search(r"^\s*-", text.replace("    --hash=sha256:", ""), flags=re.MULTILINE)


@pytest.mark.parametrize("path", REQUIREMENTS, ids=lambda path: path.name)
def test_every_pin_has_a_hash(path):
    blocks = re.split(r"\n(?=\S)", path.read_text())
    assert [block for block in blocks if "--hash=sha256:" not in block] == []


INSTALLED_TOGETHER = [path for path in REQUIREMENTS if path.stem != "newest"]


@pytest.mark.parametrize("path", INSTALLED_TOGETHER, ids=lambda path: path.name)
def test_a_package_has_one_version_in_all_groups(path):
    everywhere = {}
    for other in INSTALLED_TOGETHER:
        everywhere |= pins(other)
    mine = pins(path)
    assert mine
    assert mine == {name: everywhere[name] for name in mine}


def test_every_dependency_is_pinned():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wanted = {"run": project["project"]["dependencies"], **project["dependency-groups"]}
    for group, dependencies in wanted.items():
        names = {re.split(r"[\[~>=]", dependency)[0].lower() for dependency in dependencies}
        assert names <= pins(ROOT / "requirements" / f"{group}.txt").keys()


def test_the_newest_django_is_tried_and_the_long_term_release_is_served():
    newest, served = (pins(ROOT / "requirements" / f"{name}.txt") for name in ("newest", "run"))
    assert served["django"].startswith("5.2.")
    assert int(newest["django"].split(".")[0]) > 5
