"""Files of spreadsheets, read as plain tables. What is hostile in them is refused in words."""
