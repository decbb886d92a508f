"""The matcher itself: values in, values out. No Django, no clock, no database."""
