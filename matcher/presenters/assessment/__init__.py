"""The page that compares ways to get work done: its parts, and `page`, which puts them together."""
