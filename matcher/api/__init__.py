"""The API at `/api/v1/`: a program's request in, JSON out. Nothing here computes, and no page knows
of it."""
