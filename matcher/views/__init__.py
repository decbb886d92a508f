"""Pages: guard, parse, one call, respond."""
