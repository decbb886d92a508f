"""Lists of rows as CSV files, out and in."""
