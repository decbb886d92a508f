"""The pages of the desk: the module of each is named like its URL."""
