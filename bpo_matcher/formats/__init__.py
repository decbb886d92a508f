"""How days and times are written at the desk, by language."""
