"""Measures speed: `make bench`. Prints Markdown; docs/performance.md holds a run of it."""
