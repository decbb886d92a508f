"""Texts that visitors who mean no good would type, one of each kind."""

PROBE = "xss-probe"
"""An element that no page of ours has: where a parser finds it, markup was let through."""

SUM = "{{1913*7331}}{% widthratio 1913 1 7331 %}${1913*7331}#{1913*7331}"
"""Whoever obeys one of these writes 1337."""

PAYLOADS = {
    "script": f"<{PROBE} onclick=alert(1)><script>{PROBE}()</script>",
    "attribute": f"\"'><{PROBE} onmouseover=alert(1) x=\"'",
    "closing tags": f"</title></textarea></script></style></select>--><{PROBE}>",
    "entities": f"&lt;{PROBE}&gt;&#60;{PROBE}&#62;",
    "link": f"[a](javascript:{PROBE}) ![i](https://{PROBE}.example/i) <javascript:{PROBE}>",
    "data link": f'[a](data:text/html,<{PROBE}>) https://{PROBE}.example/"onclick=x',
    "template": SUM,
    "format": "%(title)s %s %d {0} {title.__class__} {}",
    "formula": "=1+1",
    "formula of a command": "@SUM(1)|cmd|' /C calc'!A0",
    "formula after a space": ' \t=HYPERLINK("https://evil.example")',
    "formula of a sign": "-2+3+cmd|' /C calc'!A0",
    "statement": "'; DROP TABLE matcher_sharedresult; --",
    "turned round": "\u202e\u2066evil\u2069 exe.fdp",
    "invisible": "a\u200b\u2060\ufeffb",
    "nothing but invisible": "\u200b\u2060",
    "NUL": "a\0b",
    "control": "a\x01\x1b[31m\x7fb",
    "lines": "a\r\nSet-Cookie: probe=1\r\n\r\n<b>",
    "path": "../../../../etc/passwd",
    "half a pair": "a\ud800b",
    "piled up": "a" + "\u0300" * 60,
    "emoji": "👩‍👩‍👧‍👦🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "long": "9" * 5_000,
    "huge number": "9" * 400,
    "no number": "NaN",
    "object": '{"__proto__": [1e999]}',
}
