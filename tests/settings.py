"""The settings of a test run: the real ones, with an environment that is the same everywhere.

Only DATABASE_URL is taken from outside, so that the same tests run on PostgreSQL.
"""

import os

CHOSEN = ("DEBUG", "SITE_URL", "ALLOWED_HOSTS", "TRUSTED_PROXIES", "RELEASE", "WRITE_LIMIT")
OPTIONAL = ("COUNT_UNKNOWN_WORDS", "SEMANTIC", "LOG_FORMAT", "BACKUP_DIR", "METRICS_TOKEN")
for name in (*CHOSEN, *OPTIONAL, "API_READ_LIMIT", "API_ORIGINS"):
    os.environ.pop(name, None)
os.environ["SECRET_KEY"] = "known-to-everybody-and-used-by-tests-only"

from bpo_matcher.settings import *  # noqa: E402, F403
from bpo_matcher.settings import DATABASES, STATIC_ROOT, STORAGES, VAR_DIR  # noqa: E402

# Nothing is collected before a test run: static files are served from where they are written.
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = True
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"

SITE_URL = "http://testserver"  # as the test client calls us; a server of a test has its own

DATABASE = DATABASES["default"]
DATABASE["TEST"] = {"NAME": f"test_{DATABASE['NAME']}"}
if DATABASE["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: threads and processes then meet the locks that they meet in production.
    DATABASE["TEST"] = {"NAME": str(VAR_DIR / "test.sqlite3")}

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # fast
