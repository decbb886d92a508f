"""The rows of the draft and the taxonomy that they make: the only door between tables and core."""
