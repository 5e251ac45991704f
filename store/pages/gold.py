"""Gold for training: which label, and which story, each piece of a page has according to its gold.json."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from store.pages.bylines import ascii_digits, byline_kind
from store.pages.labels import Label
from store.pages.lines import Line

_SHAPE = str.maketrans("", "", "【】▲△▶◆")


def bare(text: str) -> str:
    """Return ``text`` without white space and format characters, full-width digits made ASCII."""
    text = re.sub(r"\s+", "", text)
    return ascii_digits("".join(c for c in text if unicodedata.category(c) != "Cf"))


@dataclass
class _Element:
    label: Label
    go_on: Label
    story: int
    text: str
    used: int = 0
    role: str = ""
    free: list[bool] = field(default_factory=list)


@dataclass(frozen=True)
class Labelled:
    """The labels of a page's pieces and the story of each (-1: none); a piece the gold does not explain is ``None``.

    ``roles`` are "kicker", "headline" or "subtitle" for pieces of titles, "" for others.
    """

    labels: tuple[Label | None, ...]
    stories: tuple[int, ...]
    roles: tuple[str, ...]


def _elements(gold: Mapping[str, Any]) -> list[_Element]:
    found: list[_Element] = []
    for number, article in enumerate(gold["articles"]):
        found += [
            _Element(Label.TITLE, Label.TITLE, number, bare(article[role]), role=role)
            for role in ("kicker", "headline", "subtitle")
            if article.get(role)
        ]
        for at, paragraph in enumerate(article["paragraphs"]):
            sub = at in article["subheads"]
            first = Label.OPENING if at == 0 else Label.SUBHEAD if sub else Label.PARAGRAPH
            found.append(_Element(first, Label.SUBHEAD_MORE if sub else Label.BODY, number, bare(paragraph)))
        if article.get("credit"):
            found.append(_Element(Label.BYLINE, Label.BYLINE, number, bare(article["credit"])))
        if article.get("jump"):
            found.append(_Element(Label.JUMP, Label.JUMP, number, bare(article["jump"])))
    found += [_Element(Label.CAPTION, Label.CAPTION_MORE, -1, bare(text)) for text in gold.get("captions", ())]
    found += [_Element(Label.FURNITURE, Label.FURNITURE, -1, bare(text)) for text in gold.get("furniture", ())]
    for element in found:
        element.free = [True] * len(element.text)
    return found


def label_pieces(pieces: Sequence[Line], gold: Mapping[str, Any]) -> Labelled:
    """Return the label and the story of each piece; long pieces are placed first, short ones beside them."""
    elements = _elements(gold)
    texts = [bare(piece.text).translate(_SHAPE) or bare(piece.text) for piece in pieces]
    where: list[tuple[int, int] | None] = [None] * len(pieces)
    order = sorted(range(len(pieces)), key=lambda i: (-min(len(texts[i]), 8), i))
    for i in order:
        where[i] = _place(texts[i], elements, where, i)
    labels: list[Label | None] = []
    stories: list[int] = []
    for at, spot in enumerate(where):
        if spot is None:
            labels.append(None)
            stories.append(-1)
            continue
        element = elements[spot[0]]
        begins = spot[1] == 0
        label = element.label if begins else element.go_on
        # A source's own credit that the gold keeps in the text is a byline to every reader.
        kept = label in (Label.PARAGRAPH, Label.BODY) and byline_kind(pieces[at].text) == "bracket"
        labels.append(Label.BYLINE if kept else label)
        stories.append(element.story)
    _open_titles(labels, stories)
    roles = tuple(elements[spot[0]].role if spot else "" for spot in where)
    return Labelled(tuple(labels), tuple(stories), roles)


def _open_titles(labels: list[Label | None], stories: list[int]) -> None:
    """Tell the first line of each title block from the others."""
    before: tuple[Label | None, int] = (None, -1)
    for i, label in enumerate(labels):
        if label is Label.TITLE and not (before[0] in (Label.TITLE, Label.TITLE_FIRST) and before[1] == stories[i]):
            labels[i] = Label.TITLE_FIRST
        before = (labels[i], stories[i])


def _place(text: str, elements: list[_Element], where: list[tuple[int, int] | None], at: int) -> tuple[int, int] | None:
    spots: list[tuple[float, int, int]] = []
    for number, element in enumerate(elements):
        start = element.text.find(text)
        while start >= 0:
            if all(element.free[start : start + len(text)]):
                spots.append((_nearness(number, start, len(text), elements, where, at), number, start))
            start = element.text.find(text, start + 1)
    if not spots:
        return None
    _, number, start = max(spots, key=lambda s: (s[0], -s[1], -s[2]))
    for i in range(start, start + len(text)):
        elements[number].free[i] = False
    return number, start


def _nearness(
    number: int, start: int, length: int, elements: list[_Element], where: list[tuple[int, int] | None], at: int
) -> float:
    """Return how well a place goes with where the pieces around stand: next to them in the same element is best."""
    score = 1.0 if start == 0 and length == len(elements[number].text) else 0.0
    for step, other in ((-1, at - 1), (1, at + 1)):
        if not 0 <= other < len(where):
            continue
        spot = where[other]
        if spot is None:
            continue
        if spot[0] == number:
            score += 4.0 if (spot[1] < start) == (step < 0) else 0.5
        elif spot[0] == number + step:
            score += 2.0
        elif elements[spot[0]].story == elements[number].story:
            score += 1.0
    return score
