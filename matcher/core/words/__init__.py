"""Words: which families a description in somebody's own words may belong to.

Nothing here scores: words propose, and only answers that were confirmed count."""
