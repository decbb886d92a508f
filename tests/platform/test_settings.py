"""What the environment decides, and the sentence that a wrong value gets."""

import os
import runpy
import subprocess
import sys
from collections.abc import Callable
from ipaddress import ip_network
from pathlib import Path
from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured

from bpo_matcher.checks import trusted_proxies
from bpo_matcher.settings import Environment

ROOT = Path(__file__).parents[2]

SITE_URL_SENTENCE = (
    "SITE_URL must be the URL visitors use, without a path, such as https://match.example.org."
)
DATABASE_URL_SENTENCE = (
    "DATABASE_URL must be sqlite:///path/of/file or postgres://user:password@host:5432/name."
)
TRUSTED_PROXIES_SENTENCE = (
    "TRUSTED_PROXIES must be IP addresses or networks, such as 10.0.0.0/8, or unix for a unix "
    "socket, separated by commas."
)
API_READ_LIMIT_SENTENCE = (
    "API_READ_LIMIT must be how often one client may read by the API in a minute, at least 1."
)
API_ORIGINS_SENTENCE = (
    "API_ORIGINS must be origins such as https://intranet.example.org, separated by commas, or * "
    "for every one."
)
ALLOWED_HOSTS_SENTENCE = (
    "ALLOWED_HOSTS must be further host names without scheme or port, separated by commas."
)
KNOWN = "known-to-everybody-and-used-by-tests-only"
SECRET_KEY_SENTENCE = (
    "SECRET_KEY is missing: set it to a long random text, or let `make setup` generate one."
)


@pytest.fixture
def settings_of(monkeypatch: pytest.MonkeyPatch) -> Callable[..., dict[str, Any]]:
    """Run the settings file with nothing in the environment but the given values."""
    for name in Environment.model_fields:
        monkeypatch.delenv(name, raising=False)

    def settings_of(**environment: str) -> dict[str, Any]:
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        return runpy.run_path(str(ROOT / "bpo_matcher" / "settings.py"))

    return settings_of


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DEBUG", "perhaps", "DEBUG must be 0, or 1 on a developer's own machine."),
        ("SITE_URL", "match.example.org", SITE_URL_SENTENCE),
        ("SITE_URL", "ftp://match.example.org", SITE_URL_SENTENCE),
        ("SITE_URL", "https://example.org/match", SITE_URL_SENTENCE),
        ("SITE_URL", "http://*", SITE_URL_SENTENCE),
        ("ALLOWED_HOSTS", "http://a.example", ALLOWED_HOSTS_SENTENCE),
        ("ALLOWED_HOSTS", "a.example, b.example:8000", ALLOWED_HOSTS_SENTENCE),
        ("DATABASE_URL", "nonsense", DATABASE_URL_SENTENCE),
        ("DATABASE_URL", "sqlite://", DATABASE_URL_SENTENCE),
        ("DATABASE_URL", "mysql://user@host/name", DATABASE_URL_SENTENCE),
        ("DATABASE_URL", "postgres://user:secret@host:port/name", DATABASE_URL_SENTENCE),
        ("DATABASE_URL", "postgres://user:secret@host", DATABASE_URL_SENTENCE),
        ("TRUSTED_PROXIES", "10.0.0.1, proxy.example.org", TRUSTED_PROXIES_SENTENCE),
        ("TRUSTED_PROXIES", "10.0.0.1/8", TRUSTED_PROXIES_SENTENCE),
        (
            "WRITE_LIMIT",
            "0",
            "WRITE_LIMIT must be how many results one client may store in an hour, at least 1.",
        ),
        ("LOG_FORMAT", "xml", "LOG_FORMAT must be text or json."),
        (
            "METRICS_TOKEN",
            "short",
            "METRICS_TOKEN must be a random text of at least 16 characters.",
        ),
        ("API_READ_LIMIT", "none", API_READ_LIMIT_SENTENCE),
        ("API_ORIGINS", "intranet.example.org", API_ORIGINS_SENTENCE),
        ("API_ORIGINS", "https://example.org/path", API_ORIGINS_SENTENCE),
        (
            "COUNT_UNKNOWN_WORDS",
            "often",
            "COUNT_UNKNOWN_WORDS must be 0, or 1 to count unknown words for editors.",
        ),
        (
            "SEMANTIC",
            "rather",
            "SEMANTIC must be 0, or 1 to read what visitors write with a language model.",
        ),
    ],
)
def test_a_malformed_value_is_refused_in_one_sentence(settings_of, name, value, sentence):
    with pytest.raises(ImproperlyConfigured) as refusal:
        settings_of(SECRET_KEY=KNOWN, **{name: value})
    assert str(refusal.value) == sentence


def test_a_missing_secret_key_is_refused(settings_of, tmp_path):
    with pytest.raises(ImproperlyConfigured) as refusal:
        settings_of(SECRET_KEY_FILE=str(tmp_path / "missing"))
    assert str(refusal.value) == SECRET_KEY_SENTENCE


def test_a_secret_key_that_can_be_guessed_is_refused(settings_of, tmp_path):
    key_file = tmp_path / "key"
    key_file.write_text("guess")
    for key, path in (("x" * 31, "none"), ("", str(key_file))):
        with pytest.raises(ImproperlyConfigured, match="The secret key is too short"):
            settings_of(SECRET_KEY=key, SECRET_KEY_FILE=path)
    assert settings_of(DEBUG="1", SECRET_KEY="x")["SECRET_KEY"] == "x"


def test_an_empty_secret_key_counts_as_missing(settings_of, tmp_path):
    with pytest.raises(ImproperlyConfigured) as refusal:
        settings_of(SECRET_KEY="", SECRET_KEY_FILE=str(tmp_path / "missing"))
    assert str(refusal.value) == SECRET_KEY_SENTENCE


def test_an_empty_secret_key_file_is_named(settings_of, tmp_path):
    key_file = tmp_path / "key"
    key_file.write_text("\n")
    with pytest.raises(ImproperlyConfigured) as refusal:
        settings_of(SECRET_KEY_FILE=str(key_file))
    assert str(refusal.value) == (
        f"There is no secret key in {key_file}: delete that file and let `make setup` write one."
    )


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (Path.mkdir, "Is a directory"),
        (lambda path: path.write_bytes(b"\xff\xfe"), "it is not text"),
    ],
)
def test_a_secret_key_file_that_cannot_be_read_is_named(settings_of, tmp_path, make, reason):
    key_file = tmp_path / "key"
    make(key_file)
    with pytest.raises(ImproperlyConfigured) as refusal:
        settings_of(SECRET_KEY_FILE=str(key_file))
    assert str(refusal.value) == f"The secret key cannot be read from {key_file}: {reason}."


def test_the_secret_key_may_lie_in_a_file(settings_of, tmp_path):
    key_file = tmp_path / "key"
    key_file.write_text(f"{KNOWN}\n")
    assert settings_of(SECRET_KEY_FILE=str(key_file))["SECRET_KEY"] == KNOWN


def test_metrics_without_their_package_are_refused_at_the_start(settings_of, monkeypatch):
    assert settings_of(SECRET_KEY=KNOWN, METRICS_TOKEN="x" * 16)["METRICS_TOKEN"] == "x" * 16
    monkeypatch.setattr("importlib.util.find_spec", lambda _name: None)
    with pytest.raises(ImproperlyConfigured) as refusal:
        settings_of(SECRET_KEY=KNOWN, METRICS_TOKEN="x" * 16)
    assert str(refusal.value) == (
        "METRICS_TOKEN needs a package that is not installed: run "
        "`python3 bpo_matcher/launch.py tools run metrics`."
    )


def test_json_logs_have_a_line_for_each_request(settings_of):
    log = settings_of(SECRET_KEY=KNOWN, LOG_FORMAT="json")["LOGGING"]
    assert log["handlers"]["stderr"]["formatter"] == "json"
    assert log["loggers"]["matcher.requests"]["level"] == "INFO"


def test_a_relative_folder_for_backups_counts_from_the_checkout(settings_of, tmp_path):
    backups = settings_of(SECRET_KEY=KNOWN, BACKUP_DIR="kept")["BACKUP_DIR"]
    assert backups == ROOT / "kept"
    assert settings_of(BACKUP_DIR=str(tmp_path))["BACKUP_DIR"] == tmp_path


def test_a_developer_needs_no_secret_key(settings_of, tmp_path):
    settings = settings_of(DEBUG="1", SECRET_KEY_FILE=str(tmp_path / "missing"))
    assert settings["DEBUG"] is True
    assert settings["SECRET_KEY"]


def test_the_command_line_shows_the_sentence_and_nothing_else(tmp_path):
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "bpo_matcher.settings"}
    command = subprocess.run(
        [sys.executable, "manage.py", "check"],
        cwd=ROOT,
        env=environment | {"TRUSTED_PROXIES": "everybody"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (command.returncode, command.stdout) == (1, "")
    assert command.stderr == f"{TRUSTED_PROXIES_SENTENCE}\n"


def test_a_database_that_cannot_be_used_is_one_sentence(tmp_path):
    no_database = tmp_path / "db.sqlite3"
    no_database.write_text("This is no database at all. " * 100)
    command = subprocess.run(
        [sys.executable, "manage.py", "migrate", "--skip-checks"],
        cwd=ROOT,
        env={**os.environ, "DEBUG": "1", "DATABASE_URL": f"sqlite:///{no_database}"}
        | {"DJANGO_SETTINGS_MODULE": "bpo_matcher.settings"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert command.returncode == 1
    assert command.stderr.startswith(
        "The database that DATABASE_URL names cannot be used as it is: file is not a database."
    )
    assert "Traceback" not in command.stderr


def test_a_command_whose_reader_has_gone_ends_without_a_word():
    """As in `manage.py match … | head`, also when the output is shorter than a buffer."""
    reader, writer = os.pipe()
    os.close(reader)
    command = subprocess.run(
        [sys.executable, "manage.py", "result_schema"],
        cwd=ROOT,
        env=os.environ | {"DJANGO_SETTINGS_MODULE": "bpo_matcher.settings"},
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writer)
    assert (command.returncode, command.stderr) == (1, "")


def test_without_any_environment_only_this_machine_is_served(settings_of):
    settings = settings_of(SECRET_KEY=KNOWN)
    assert settings["DEBUG"] is False
    assert settings["SITE_URL"] == "http://127.0.0.1:8000"
    assert settings["ALLOWED_HOSTS"] == ["127.0.0.1", "localhost", "[::1]"]
    assert settings["SECURE_HSTS_SECONDS"] == 0
    assert settings["SESSION_COOKIE_SECURE"] is False
    assert settings["CSRF_COOKIE_SECURE"] is False
    assert settings["SECURE_SSL_REDIRECT"] is False


def test_an_https_url_turns_on_all_that_needs_https(settings_of):
    settings = settings_of(SECRET_KEY=KNOWN, SITE_URL="https://match.example.org/")
    assert settings["SITE_URL"] == "https://match.example.org"
    assert settings["ALLOWED_HOSTS"] == ["match.example.org"]
    assert settings["CSRF_TRUSTED_ORIGINS"] == ["https://match.example.org"]
    assert settings["SECURE_HSTS_SECONDS"] == 31_536_000
    assert settings["SESSION_COOKIE_SECURE"] is True
    assert settings["CSRF_COOKIE_SECURE"] is True
    assert settings["SECURE_SSL_REDIRECT"] is True
    assert settings["SECURE_SSL_HOST"] == "match.example.org"


def test_further_hosts_are_added_to_that_of_the_url(settings_of):
    settings = settings_of(
        SECRET_KEY=KNOWN,
        SITE_URL="https://match.example.org",
        ALLOWED_HOSTS="a.example, b.example",
    )
    assert settings["ALLOWED_HOSTS"] == ["match.example.org", "a.example", "b.example"]


def test_the_word_of_a_proxy_counts_only_when_proxies_are_trusted(settings_of):
    assert "SECURE_PROXY_SSL_HEADER" not in settings_of(SECRET_KEY=KNOWN)
    settings = settings_of(TRUSTED_PROXIES="10.0.0.1, fd00::/8,")
    assert settings["TRUSTED_PROXIES"] == (ip_network("10.0.0.1/32"), ip_network("fd00::/8"))
    assert settings["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")


def test_a_unix_socket_can_be_trusted_beside_addresses(settings_of):
    settings = settings_of(SECRET_KEY=KNOWN, TRUSTED_PROXIES="unix, 10.0.0.1")
    assert settings["TRUSTED_PROXIES"] == (ip_network("10.0.0.1/32"),)
    assert settings["TRUST_UNIX_SOCKET"] is True
    assert settings["SECURE_PROXY_SSL_HEADER"] == ("HTTP_X_FORWARDED_PROTO", "https")
    assert settings_of(TRUSTED_PROXIES="10.0.0.1")["TRUST_UNIX_SOCKET"] is False


def test_trusting_everybody_is_warned_of(settings):
    settings.TRUSTED_PROXIES = (ip_network("10.0.0.0/8"), ip_network("::/0"))
    sentence = (
        "TRUSTED_PROXIES holds ::/0, which is everybody: any client may choose the address "
        "that its writes and log-ins are counted by."
    )
    warned = [(warning.id, warning.msg) for warning in trusted_proxies(None)]
    assert warned == [("bpo_matcher.W001", sentence)]


def test_a_relative_database_file_counts_from_the_checkout(settings_of):
    settings = settings_of(SECRET_KEY=KNOWN, DATABASE_URL="sqlite:///var/other.sqlite3")
    assert settings["DATABASES"]["default"]["NAME"] == str(ROOT / "var" / "other.sqlite3")


def test_an_absolute_database_file_stays_where_it_is(settings_of, tmp_path):
    settings = settings_of(SECRET_KEY=KNOWN, DATABASE_URL=f"sqlite:///{tmp_path}/other.sqlite3")
    assert settings["DATABASES"]["default"]["NAME"] == f"{tmp_path}/other.sqlite3"


def test_options_in_the_url_of_postgresql_are_kept_beside_the_pool(settings_of):
    settings = settings_of(
        SECRET_KEY=KNOWN, DATABASE_URL="postgres://user:secret@host:5432/name?sslmode=require"
    )
    database = settings["DATABASES"]["default"]
    assert database["OPTIONS"] == {
        "connect_timeout": 2,
        "sslmode": "require",
        "pool": {"min_size": 1, "max_size": 16, "timeout": 0.4, "reconnect_timeout": 1},
    }
    assert (database["CONN_MAX_AGE"], database["CONN_HEALTH_CHECKS"]) == (0, True)
    assert database["DISABLE_SERVER_SIDE_CURSORS"] is True


def test_production_settings_pass_djangos_own_deployment_checks():
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "bpo_matcher.settings",
        "SITE_URL": "https://match.example.org",
        "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    }
    environment.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)  # set for the browser tests
    check = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (check.returncode, check.stderr) == (0, "")
