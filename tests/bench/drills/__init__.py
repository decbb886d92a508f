"""Faults and loads on purpose, each by one command, with databases of their own: they stop by
themselves and print what was tried and what it cost."""
