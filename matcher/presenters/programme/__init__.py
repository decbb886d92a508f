"""Programmes: the page that makes one, its table, and the pages on which it is edited."""
