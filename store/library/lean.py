"""Articles without copies of text that stands on their page: a passage that is its spans joined keeps only these."""

from __future__ import annotations

from msgspec.structs import replace

from store.model import Article, Passage

_SPACED = " "
"""Kept for a passage whose spans are joined by spaces, as the lines of a title are; no text is a space alone."""


_PARTS = ("headline", "kicker", "subtitle", "credit", "jump")


def _pieces(passage: Passage, page: str) -> list[str]:
    return [page[start:end] for start, end in passage.spans]


def _without(passage: Passage, page: str) -> Passage:
    if not passage.spans:
        return passage
    pieces = _pieces(passage, page)
    for kept, glue in (("", ""), (_SPACED, " ")):
        if passage.text == glue.join(pieces):
            return Passage(kept, passage.spans)
    return passage


def _with(passage: Passage, page: str) -> Passage:
    if not passage.spans or passage.text not in {"", _SPACED}:
        return passage
    return Passage(passage.text.join(_pieces(passage, page)), passage.spans)


def without_copies(article: Article, page: str) -> Article:
    """Return an article as it is kept beside the raw text of its page."""
    draft = article.draft
    parts = {name: _without(getattr(draft, name), page) for name in _PARTS}
    paragraphs = tuple(_without(passage, page) for passage in draft.paragraphs)
    return replace(article, draft=replace(draft, paragraphs=paragraphs, **parts))


def with_text(article: Article, page: str) -> Article:
    """Return an article that was kept beside the raw text of its page, as it was."""
    draft = article.draft
    parts = {name: _with(getattr(draft, name), page) for name in _PARTS}
    paragraphs = tuple(_with(passage, page) for passage in draft.paragraphs)
    return replace(article, draft=replace(draft, paragraphs=paragraphs, **parts))
