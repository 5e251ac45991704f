"""The proof that a split lost nothing, doubled nothing and moved nothing within a story."""

from __future__ import annotations

from collections.abc import Iterator

from store.model import Passage, Split


def passages(split: Split) -> Iterator[Passage]:
    """Yield every passage of a split."""
    for draft in split.drafts:
        yield from (draft.kicker, draft.headline, draft.subtitle, draft.credit, *draft.paragraphs, draft.jump)
    yield from split.furniture
    yield from split.captions


def _solid(text: str) -> str:
    return "".join(text.split())


def _unseen(seen: bytearray) -> Iterator[tuple[int, int]]:
    """Yield where the runs of zeros in ``seen`` start and end."""
    start = seen.find(0)
    while start >= 0:
        end = seen.find(1, start)
        yield start, end if end >= 0 else len(seen)
        start = seen.find(0, end) if end >= 0 else -1


def fault(page: str, split: Split) -> str:
    """Return what is wrong with a split of ``page``, or "" if nothing is.

    Right means: every character of the page that is not white space stands in exactly one passage; a passage's text is
    what its spans say; spans of a passage, and the paragraphs of a story, are in the order of the page.
    """
    seen = bytearray(len(page))
    for passage in passages(split):
        at = 0
        for start, end in passage.spans:
            if not at <= start < end <= len(page):
                return "a passage is out of order"
            at = end
            if 1 in seen[start:end]:
                return "text stands in two places"
            seen[start:end] = b"\1" * (end - start)
        if _solid("".join(page[start:end] for start, end in passage.spans)) != _solid(passage.text):
            return "a passage differs from the page"
    if any(page[start:end].strip() for start, end in _unseen(seen)):
        return "text was lost"
    for draft in split.drafts:
        starts = [paragraph.spans[0][0] for paragraph in draft.paragraphs if paragraph.spans]
        if starts != sorted(starts):
            return "paragraphs are out of order"
    return ""
