"""A test client that sends forms as browsers do; Django's own sends them as uploads of files."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from django import test

FORM = "application/x-www-form-urlencoded"


class Client(test.Client):
    """A visitor."""

    def post(self, path: str, data: Any = None, content_type: str = FORM, **extra: Any) -> Any:
        """Send a form, or any other body as it is."""
        if isinstance(data, Mapping):
            data = urlencode(data, doseq=True)
        return super().post(path, data or "", content_type, **extra)
