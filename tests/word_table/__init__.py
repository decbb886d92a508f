"""Building the word table that suggestions use: `make words`."""
