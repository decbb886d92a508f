"""As on the public pages; every time has its zone."""

DATE_FORMAT = "j F Y"
DATETIME_FORMAT = "j F Y, H:i e"
