"""What every release stored, as it wrote it, and the test that it is read for years (ADR 7)."""
