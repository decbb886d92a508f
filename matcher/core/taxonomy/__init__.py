"""The taxonomy: its values, its row types, and the difference between two of them."""
