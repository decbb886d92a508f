"""The taxonomy: its values, its kinds of rows, and the difference between two of them."""
