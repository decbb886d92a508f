"""The first page of the desk: where the draft stands against the current edition."""
