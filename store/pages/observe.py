"""All that is seen of a page before it is judged: its pieces, their features, the kind of junction between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from store.pages.features import PageFeatures
from store.pages.lines import Line, lines_of
from store.pages.pieces import pieces_of
from store.pages.runs import Names
from store.pages.shape import Shape, shape_of


@dataclass(frozen=True)
class Observed:
    """What is seen of a page.

    Attributes:
        text: of the page, as decoded.
        pieces: in order.
        shape: of the pieces as lines.
        page: the pieces with what is seen of each and of its neighbourhood.
        groups: names of the features of each piece, in groups.
        contexts: the kind of junction before each piece, for the weights of transitions.
    """

    text: str
    pieces: Sequence[Line]
    shape: Shape
    page: PageFeatures
    groups: Sequence[Sequence[Names]]
    contexts: Sequence[int]

    @property
    def features(self) -> list[list[str]]:
        """The names of the features of each piece."""
        return [[name for group in groups for name in group] for groups in self.groups]


def observe(text: str) -> Observed:
    """Return what is seen of the page ``text``."""
    pieces = pieces_of(text, lines_of(text))
    shape = shape_of(pieces)
    page = PageFeatures(pieces, shape)
    parted = shape.blanks[0] in "as"
    contexts = [2 if piece.blanks else int(parted) for piece in pieces]
    return Observed(text, pieces, shape, page, [page.of(at) for at in range(len(pieces))], contexts)
