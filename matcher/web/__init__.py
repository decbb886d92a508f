"""Requests and responses: pages, fragments, errors, caching, and who is asking."""
