"""How values are read and written: taxonomies as JSON, and answers as JSON lines."""
