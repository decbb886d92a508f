"""Django's settings. `Environment` lists everything that a deployment may choose."""

import re
import tomllib
from datetime import timedelta
from importlib.util import find_spec
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Any, Literal

import dj_database_url
from django.core.exceptions import ImproperlyConfigured
from pydantic import AfterValidator, BeforeValidator, Field, HttpUrl, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"


# ── The environment ──────────────────────────────────────────────────────────────────────


def split_commas(value: object) -> object:
    """Make a tuple of a comma-separated string; leave anything else to the field's own type."""
    if not isinstance(value, str):
        return value
    return tuple(part.strip() for part in value.split(",") if part.strip())


def split_origins(value: object) -> object:
    """Make a tuple of comma-separated origins, refusing what no browser would send as one."""
    origins = split_commas(value)
    if isinstance(origins, tuple) and not all(map(_ORIGIN.fullmatch, origins)):
        raise ValueError("names something that is no origin")
    return origins


_ORIGIN = re.compile(r"\*|https?://[a-z0-9.-]+(:\d+)?|https?://\[[0-9a-f:]+\](:\d+)?")


def without_path(url: HttpUrl) -> HttpUrl:
    """Refuse what Django could not serve: it always answers at the root of a host."""
    if (url.path or "/") != "/" or url.query or url.fragment or url.username:
        raise ValueError("has more than a scheme, a host and a port")
    if "*" in (url.host or ""):
        raise ValueError("is no host that visitors could use")
    return url


def split_hosts(value: object) -> object:
    """Make a tuple of comma-separated host names, refusing what no request could name."""
    hosts = split_commas(value)
    if isinstance(hosts, tuple) and not all(map(_HOST.fullmatch, hosts)):
        raise ValueError("names something that is no host")
    return hosts


_HOST = re.compile(r"\*|\.?[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)*\.?|\[[0-9a-fA-F:.]+\]")


def database(url: str) -> dict[str, Any]:
    """Django's settings for the database at this URL, tuned for the two kinds we support.

    Raises ValueError if the URL names any other kind, or no file: each process would then have a
    database of its own, in memory.
    """
    if url.rstrip("/") == "sqlite:":
        raise ValueError("names no file")
    config: dict[str, Any] = dict(dj_database_url.parse(url))
    match config["ENGINE"]:
        case "django.db.backends.sqlite3":
            return config | _SQLITE | {"NAME": _below_checkout(config["NAME"])}
        case "django.db.backends.postgresql" if config["NAME"]:
            return config | _postgresql(config.get("OPTIONS", {}))
        case _:
            raise ValueError("is neither SQLite nor a named PostgreSQL database")


def _below_checkout(name: str) -> str:
    """A relative path counts from the checkout, wherever the command is started."""
    return name if name == ":memory:" else str(BASE_DIR / name)


# IMMEDIATE: a transaction that reads and then writes asks for the lock at its start, and so
# waits for its turn instead of failing with "database is locked". FULL: what was committed
# survives a power cut, for 0.1 ms a commit.
_SQLITE: dict[str, Any] = {
    "CONN_MAX_AGE": None,
    "OPTIONS": {
        "timeout": 5,
        "transaction_mode": "IMMEDIATE",
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    },
}


def _postgresql(options: dict[str, Any]) -> dict[str, Any]:
    """The connections belong to the pool of the process, so Django keeps none itself. The pool
    waits less than half a second for one, tries each before use and gives up soon, to start over
    with the next request: a database that is away keeps nobody waiting, and is used again once it
    is back. Cursors on the server would be lost behind PgBouncer, which lends a connection for one
    transaction; Django would use them for lists to choose from."""
    pool = {"min_size": 1, "max_size": 16, "timeout": 0.4, "reconnect_timeout": 1}
    return {
        "CONN_MAX_AGE": 0,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
        "OPTIONS": {"connect_timeout": 2} | options | {"pool": pool},
    }


class Environment(BaseSettings):
    """What the environment decides. Each title says what the setting does, each description
    completes "<NAME> must be ...", and `examples` says a default in words where it is computed:
    docs/settings.md is made of them."""

    model_config = SettingsConfigDict(
        case_sensitive=True, env_ignore_empty=True, frozen=True, validate_default=False
    )

    SITE_URL: Annotated[HttpUrl, AfterValidator(without_path)] = Field(
        default=HttpUrl("http://127.0.0.1:8000"),
        title="The URL of the site; `https://` turns on HSTS, secure cookies and the redirect",
        description="the URL visitors use, without a path, such as https://match.example.org",
    )
    SECRET_KEY: str = Field(
        default="",
        title="Signs sessions and previews; this or `SECRET_KEY_FILE`, the same on all servers",
        description="a long random text",
        examples=["what `SECRET_KEY_FILE` holds"],
    )
    SECRET_KEY_FILE: Path = Field(
        default=VAR_DIR / "secret_key",
        title="Where the secret key is, if not in the environment",
        description="the path of a file that holds the secret key",
        examples=["`var/secret_key`, made by `make setup`"],
    )
    DATABASE_URL: Annotated[dict[str, Any], NoDecode, BeforeValidator(database)] = Field(
        default_factory=lambda: database("sqlite:///var/db.sqlite3"),
        title="The database",
        description="sqlite:///path/of/file or postgres://user:password@host:5432/name",
        examples=["`sqlite:///var/db.sqlite3`"],
    )
    ALLOWED_HOSTS: Annotated[tuple[str, ...], NoDecode, BeforeValidator(split_hosts)] = Field(
        default=(),
        title="Names under which the site answers besides that of `SITE_URL`",
        description="further host names without scheme or port, separated by commas",
    )
    TRUSTED_PROXIES: Annotated[
        tuple[IPv4Network | IPv6Network | Literal["unix"], ...],
        NoDecode,
        BeforeValidator(split_commas),
    ] = Field(
        default=(),
        title="Your own proxies: their `X-Forwarded-For` names the client, and their "
        "`X-Forwarded-Proto` and `X-Request-ID` are believed",
        description="IP addresses or networks, such as 10.0.0.0/8, or unix for a unix socket, "
        "separated by commas",
    )
    WRITE_LIMIT: int = Field(
        default=120,
        ge=1,
        title="New results, and as many new programmes, that one network address (of IPv6 a /64) "
        "may store in an hour; the same form again, deletions and edited titles do not count",
        description="how many results one client may store in an hour, at least 1",
    )
    COUNT_UNKNOWN_WORDS: bool = Field(
        default=False,
        title="Counts, for editors, the words of pasted phrases that nothing explains: the word "
        "alone, once a day, seen from the fifth day on; the privacy page then says so",
        description="0, or 1 to count unknown words for editors",
    )
    SEMANTIC: bool = Field(
        default=False,
        title="Suggestions from a visitor’s words are made with a small language model on this "
        "machine; needs the extra `semantic`, and 200 MB more in each process",
        description="0, or 1 to read what visitors write with a language model",
    )
    LOG_FORMAT: Literal["text", "json"] = Field(
        default="text",
        title="How the log on stderr is written; `json` is one object a line, with a line for each "
        "request besides",
        description="text or json",
    )
    BACKUP_DIR: Path = Field(
        default=VAR_DIR / "backups",
        title="Where `manage.py backup` writes, and where `/readyz` looks for the last backup, by "
        "whatever tool",
        description="the path of a folder for backups",
        examples=["`var/backups`"],
    )
    METRICS_TOKEN: str = Field(
        default="",
        min_length=16,
        title="Turns on `/metrics`, for whoever sends it as a bearer token; needs the extra "
        "`metrics`",
        description="a random text of at least 16 characters",
    )
    RELEASE: str = Field(
        default_factory=lambda: tomllib.loads(
            (BASE_DIR / "pyproject.toml").read_text(encoding="utf-8")
        )["project"]["version"],
        title="The name of the running version, part of every ETag",
        description="the name of the running version",
        examples=["the version in `pyproject.toml`"],
    )
    API_READ_LIMIT: int = Field(
        default=600,
        ge=1,
        title="Calls by API and MCP that one network address may make in a minute; each process "
        "counts by itself",
        description="how often one client may read by the API in a minute, at least 1",
    )
    API_ORIGINS: Annotated[tuple[str, ...], NoDecode, BeforeValidator(split_origins)] = Field(
        default=(),
        title="Origins whose pages may call the API and MCP from a browser, separated by commas, "
        "or `*` for all",
        description="origins such as https://intranet.example.org, separated by commas, or * for "
        "every one",
    )
    DEBUG: bool = Field(
        default=False,
        title="Pages that show errors in full, for a developer’s own machine only",
        description="0, or 1 on a developer's own machine",
    )


def read_environment() -> Environment:
    """Read the environment, or raise ImproperlyConfigured with a sentence that says what to do."""
    try:
        return Environment()
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0])
        wanted = Environment.model_fields[name].description
        raise ImproperlyConfigured(f"{name} must be {wanted}.") from None


SHORTEST_KEY = 32
"""Characters of a secret key."""


def secret_key(environment: Environment) -> str:
    """The key from the environment or from its file; only DEBUG has one of its own."""
    key = environment.SECRET_KEY or _secret_key_in(environment.SECRET_KEY_FILE)
    if environment.DEBUG:
        return key or "only-for-a-developer-machine"
    if 0 < len(key) < SHORTEST_KEY:
        raise ImproperlyConfigured(
            f"The secret key is too short: it signs sessions and previews, so it has to have "
            f"{SHORTEST_KEY} random characters or more, not {len(key)}."
        )
    if key:
        return key
    raise ImproperlyConfigured(
        "SECRET_KEY is missing: set it to a long random text, or let `make setup` generate one."
    )


def _secret_key_in(path: Path) -> str:
    """The key in the file, empty if there is no file. Raises ImproperlyConfigured for a file that
    holds none."""
    try:
        key = path.read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not text"
        raise ImproperlyConfigured(
            f"The secret key cannot be read from {path}: {reason}."
        ) from None
    if not key:
        raise ImproperlyConfigured(
            f"There is no secret key in {path}: delete that file and let `make setup` write one."
        )
    return key


def metrics_token(environment: Environment) -> str:
    """The token for /metrics. Raises ImproperlyConfigured if it is set in vain."""
    if environment.METRICS_TOKEN and find_spec("prometheus_client") is None:
        raise ImproperlyConfigured(
            "METRICS_TOKEN needs a package that is not installed: run "
            "`python3 bpo_matcher/launch.py tools run metrics`."
        )
    return environment.METRICS_TOKEN


env = read_environment()

# ── What follows from it ─────────────────────────────────────────────────────────────────

DEBUG = env.DEBUG
SECRET_KEY = secret_key(env)
RELEASE = env.RELEASE
WRITE_LIMIT = env.WRITE_LIMIT
COUNT_UNKNOWN_WORDS = env.COUNT_UNKNOWN_WORDS
SEMANTIC = env.SEMANTIC
BACKUP_DIR = BASE_DIR / env.BACKUP_DIR
METRICS_TOKEN = metrics_token(env)
API_READ_LIMIT = env.API_READ_LIMIT
TRUSTED_PROXIES = tuple(proxy for proxy in env.TRUSTED_PROXIES if proxy != "unix")
TRUST_UNIX_SOCKET = "unix" in env.TRUSTED_PROXIES

SITE_URL = str(env.SITE_URL).rstrip("/")
SITE_HOST = env.SITE_URL.host or ""
HTTPS = env.SITE_URL.scheme == "https"
LOCAL_HOSTS = ("127.0.0.1", "localhost", "[::1]")
ALLOWED_HOSTS = [
    *(LOCAL_HOSTS if SITE_HOST in LOCAL_HOSTS and not HTTPS else [SITE_HOST]),
    *env.ALLOWED_HOSTS,
]
CSRF_TRUSTED_ORIGINS = [SITE_URL]
CSRF_FAILURE_VIEW = "matcher.web.errors.csrf_failure"

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_SSL_HOST = SITE_URL.partition("://")[2] if HTTPS else None
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # HSTS for subdomains and
    "security.W021",  # HSTS preloading: the owner of the whole domain decides, not one site on it
]
if env.TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

DATABASES = {"default": env.DATABASE_URL}

# ── The same everywhere ──────────────────────────────────────────────────────────────────

INSTALLED_APPS = [
    "bpo_matcher.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "corsheaders",
    "csp",
    "django_htmx",
    "simple_history",
    "matcher",
]

MIDDLEWARE = [
    "matcher.web.request_log.request_log",
    "matcher.web.probes.probes",
    "matcher.web.client.believe_proxies_only",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "bpo_matcher.compression.drop_refused_encodings",
    "django.middleware.gzip.GZipMiddleware",
    "bpo_matcher.compression.quick_compression",
    "csp.middleware.CSPMiddleware",
    "matcher.web.preview_middleware.preview",
    "matcher.web.embed_middleware.embed",
    "corsheaders.middleware.CorsMiddleware",
    "matcher.api.edge.edge",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "matcher.web.bodies.limit_bodies",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "axes.middleware.AxesMiddleware",  # has to be last: it answers for a log-in that failed
]

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]

# After five wrong passwords for one name, the place they came from has to wait. The same name from
# elsewhere does not, nor another name from there, unless that place has tried too many names.
AXES_FAILURE_LIMIT = 5
AXES_PLACE_LIMIT = 30
AXES_HANDLER = "matcher.web.log_in_limit.PlaceLimit"
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # trying again makes nobody wait longer
AXES_USERNAME_CALLABLE = "matcher.web.client.log_in_name"
AXES_CLIENT_IP_CALLABLE = "matcher.web.client.log_in_place"
AXES_LOCKOUT_CALLABLE = "matcher.web.errors.locked_out"
AXES_ENABLE_ACCESS_FAILURE_LOG = False  # failures are kept only as long as they count
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False  # the desk would call it "Axes", which means something else here

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4_000  # ticks in each row of a programme

SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"  # URLs hold answers; they stay here
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# Pages of other origins may call the API, and nothing else, where a deployment lists them.
CORS_URLS_REGEX = "/(api|mcp)/"
CORS_ALLOW_ALL_ORIGINS = "*" in env.API_ORIGINS
CORS_ALLOWED_ORIGINS = [origin for origin in env.API_ORIGINS if origin != "*"]
CORS_ALLOW_HEADERS = (
    *("accept", "authorization", "content-type", "edit-key", "idempotency-key", "if-none-match"),
    *("mcp-method", "mcp-name", "mcp-protocol-version"),
)
CORS_EXPOSE_HEADERS = ("etag", "location", "retry-after")

ROOT_URLCONF = "bpo_matcher.urls"
WSGI_APPLICATION = "bpo_matcher.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
    {  # the public pages; see matcher/web/page.py
        "NAME": "public",
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "environment": "matcher.web.environment.environment",
        },
    },
]

STATIC_URL = "/static/"  # not below the root of a preview
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_ROOT = BASE_DIR / "root_files"  # what pages of other sites name, without a hash
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # half as many to compress; pages name no others

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = len(LANGUAGES) > 1  # every text is marked; with one language looking it up is in vain
USE_TZ = True
TIME_ZONE = "UTC"
FORMAT_MODULE_PATH = "bpo_matcher.formats"

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Everything goes to stderr; Django's own way, mail to administrators, would be silent here.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "text": {
            "()": "bpo_matcher.log.DiscreetFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s [%(request_id)s]",
        },
        "json": {"()": "bpo_matcher.log.JsonFormatter"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": env.LOG_FORMAT}},
    "root": {"handlers": ["stderr"], "level": "INFO"},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # anybody can send any host
        "axes": {"level": "WARNING"},  # only who is locked out, not each log-in
        "matcher.requests": {"level": "INFO" if env.LOG_FORMAT == "json" else "WARNING"},
    },
}
