"""The origins whose pages may show the matcher in a frame, as an administrator types them."""

import pytest
from django.core.exceptions import ValidationError

from matcher.models.embedding import MOST_ORIGINS, validate_origins


@pytest.mark.parametrize(
    "origins",
    [
        "https://example.org",
        "https://a-b.example.org:8443\r\nhttps://xn--bcher-kva.example",
        "http://localhost:3000 http://127.0.0.1",
        "\n".join(f"https://host{number}.example.org" for number in range(MOST_ORIGINS)),
    ],
)
def test_origins_are_taken_as_browsers_send_them(origins):
    validate_origins(origins)


@pytest.mark.parametrize(
    "origin",
    [
        *("*", "https://*", "https://*.example.org", "https:", "example.org", "'self'", "data:"),
        *("http://example.org", "http://localhost.example.org", "https://example.org/"),
        *("https://example.org/path", "https://Example.org", "https://example.org:0"),
        *("https://example.org:65536", "https://example.org:", "https://user@example.org"),
        *("https://example.org;script-src", "https://example.org,https://b.example"),
        *("https://-a.example", "https://bücher.example", "https://example.org?", "null"),
    ],
)
def test_nothing_else_is_taken_for_an_origin(origin):
    with pytest.raises(ValidationError) as error:
        validate_origins(f"https://example.org\n{origin}")
    assert f"“{origin}”" in error.value.messages[0]


def test_there_is_an_end_to_origins():
    origins = "\n".join(f"https://host{number}.example.org" for number in range(MOST_ORIGINS + 1))
    with pytest.raises(ValidationError, match="At most 20 origins"):
        validate_origins(origins)
