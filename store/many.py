"""Numbers of things, as one says them in English."""

from __future__ import annotations


def many(number: int, thing: str) -> str:
    """Return how many there are: "1 page", "2 pages"."""
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
