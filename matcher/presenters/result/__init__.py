"""The page of a match: its parts, one module each, and `page`, which puts them together."""
