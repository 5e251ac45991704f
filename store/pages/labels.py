"""What a piece of a page can be."""

from __future__ import annotations

from enum import IntEnum


class Label(IntEnum):
    """The role of a piece; the values index the columns of the weights."""

    FURNITURE = 0
    CAPTION = 1
    CAPTION_MORE = 2
    TITLE_FIRST = 3
    TITLE = 4
    BYLINE = 5
    OPENING = 6
    PARAGRAPH = 7
    BODY = 8
    SUBHEAD = 9
    SUBHEAD_MORE = 10
    JUMP = 11
