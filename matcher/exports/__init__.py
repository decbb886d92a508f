"""A stored result as a document to take away."""
