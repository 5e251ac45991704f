"""One family of errors, written for the person who reads them."""

from __future__ import annotations


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
    """A query could not be understood."""


class UsageError(DubaoError):
    """The program was used in a way it does not offer (exit status 2)."""
