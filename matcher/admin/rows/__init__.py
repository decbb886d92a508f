"""A form and a list for each kind of row."""
