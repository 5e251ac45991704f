"""One family of errors, written for the person who reads them."""

from __future__ import annotations

import unicodedata


class DubaoError(Exception):
    """Something went wrong that a person can be told about.

    Attributes:
        title: what happened, in a few words ("This page cannot be read").
        message: to which file or article, and what was kept.
        hint: what to do about it, or "".

    All three are plain text that may quote foreign text: never parse them as markup.
    """

    def __init__(self, title: str, message: str = "", hint: str = "") -> None:
        super().__init__(title, message, hint)
        self.title = title
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Return one line: title, message and hint, as "Title: message. Hint"."""
        said = ": ".join(part.rstrip(".") for part in (self.title, self.message) if part)
        return ". ".join(part for part in (said, self.hint.rstrip(".")) if part)


class PageError(DubaoError):
    """A file could not be turned into pages (empty, binary, too large, unreadable)."""


class LibraryError(DubaoError):
    """The library could not be opened, read or written."""


class UnknownArticleError(LibraryError):
    """No article, or more than one, has the id that was given."""


class QueryError(DubaoError):
    """A query could not be understood.

    Attributes:
        query: the query as it was written.
        start, end: the characters of it that are wrong.
    """

    def __init__(self, query: str, start: int, end: int, wrong: str, hint: str = "") -> None:
        spot = f"at character {start + 1}" if start < len(query) else "at the end"
        super().__init__("This query cannot be understood", f"{wrong}, {spot}", hint)
        self.query = query
        self.start = start
        self.end = end

    @property
    def pointer(self) -> str:
        """The query, and under it a line with ``^`` below what is wrong, for a terminal."""
        before, spot = _cells(self.query[: self.start]), _cells(self.query[self.start : self.end])
        return f"{self.query}\n{' ' * before}{'^' * max(1, spot)}"


def _cells(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


class UsageError(DubaoError):
    """The program was used in a way it does not offer (exit status 2)."""
