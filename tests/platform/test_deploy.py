"""What is offered for deployment starts the server as we start it ourselves, and gives away
nothing. No container engine is needed to read it."""

import json
import re
from pathlib import Path

import pytest
import yaml

from bpo_matcher.launch import SERVER
from bpo_matcher.settings import Environment

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "docs" / "deploy"
UNIT = (DEPLOY / "bpo-matcher.service").read_text()
CONTAINER = (ROOT / "Containerfile").read_text()
COMPOSE = yaml.safe_load((ROOT / "compose.yaml").read_text())


def test_the_unit_and_the_image_start_the_server_with_our_options():
    (command,) = re.findall(r"ExecStart=(.+)", UNIT.replace("\\\n", ""))
    image = json.loads(CONTAINER.rpartition("CMD ")[2].replace("\\\n", ""))
    assert command.split()[1:] == ["--port=8000", "--workers=2", *SERVER]
    assert image == ["granian", "--host=0.0.0.0", "--port=8000", "--workers=2", *SERVER]


def test_the_image_holds_no_secret_runs_as_nobody_and_tells_whether_it_lives():
    final = CONTAINER.rpartition("\nFROM ")[2]
    assert "SECRET_KEY=" not in final
    assert "\nUSER 10001:10001\n" in final
    assert "/healthz" in final


@pytest.mark.parametrize("service", COMPOSE["services"])
def test_a_container_may_write_into_its_data_only(service):
    values = COMPOSE["services"][service]
    assert values["read_only"] is True
    assert values["cap_drop"] == ["ALL"]
    assert values["volumes"] == ["data:/data"]


@pytest.mark.parametrize(
    "folder", ["bpo_matcher", "matcher", "templates", "static", "root_files", "fixtures"]
)
def test_the_image_has_every_folder_that_is_served(folder):
    assert f"\nCOPY {folder} {folder}\n" in CONTAINER


def test_every_setting_that_a_file_names_exists():
    named = re.findall(r"^#?([A-Z_]+)=", (DEPLOY / "bpo-matcher.env").read_text(), re.MULTILINE)
    for service in COMPOSE["services"].values():
        named += service["environment"]
    assert set(named) - Environment.model_fields.keys() == set()


def test_no_proxy_of_ours_writes_down_urls_or_hands_out_probes():
    nginx, caddy = ((DEPLOY / name).read_text() for name in ("nginx.conf", "Caddyfile"))
    assert nginx.count("access_log off;") == nginx.count("\nserver {")
    assert not re.search(r"^\s*log\b", caddy, re.MULTILINE)
    assert "^/(readyz|metrics)$" in nginx
    assert "path /readyz /metrics" in caddy


def test_every_file_for_deployment_is_named_where_it_is_explained():
    guide = (ROOT / "docs" / "deploy.md").read_text()
    files = [path.name for path in DEPLOY.iterdir()]
    assert [name for name in files if f"deploy/{name}" not in guide] == []
