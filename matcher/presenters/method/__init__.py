"""The pages that explain how the matcher decides, made from the data: what counts, how much, and
why. A module is named like the template that it is for."""
