"""What the admin pages of all rows have in common."""
