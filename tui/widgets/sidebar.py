"""The entity sidebar: who and what an article mentions, by kind, with counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.message import Message

from store.model import KINDS, Article, Kind, Span
from tui.commands import bindings
from tui.say import Said, say
from tui.widgets.cursor_list import CursorList, Piece, between
from tui.widgets.groups import Groups

KIND_TITLES: dict[Kind, Said] = {
    "PER": ("人物", "People"),
    "LOC": ("地点", "Places"),
    "ORG": ("机构", "Organisations"),
    "TIME": ("时间", "Times"),
    "WORK": ("作品", "Works"),
}


@dataclass(frozen=True, slots=True)
class Entity:
    """A thing that an article mentions, and where.

    Attributes:
        kind, name: what it is.
        spans: its mentions, in the order of the text (characters).
    """

    kind: Kind
    name: str
    spans: tuple[Span, ...]


def entities_of(article: Article | None) -> list[Entity]:
    """Return what ``article`` mentions: kind by kind, the most mentioned first, then in the order of the text."""
    if article is None:
        return []
    text = article.text
    found: dict[tuple[Kind, str], list[Span]] = {}
    for mention in article.mentions:
        found.setdefault((mention.kind, mention.name(text)), []).append((mention.start, mention.end))
    entities = [Entity(kind, name, tuple(spans)) for (kind, name), spans in found.items()]
    return sorted(entities, key=lambda entity: (KINDS.index(entity.kind), -len(entity.spans), entity.spans[0]))


class Sidebar(CursorList):
    """Entities under the heads of their kinds. A cursor on a name lights its mentions in the text."""

    BINDINGS = bindings("sidebar")
    COMPONENT_CLASSES = {f"list--{kind.lower()}" for kind in KINDS}  # noqa: RUF012 -- Textual reads it as a class variable

    class Walked(Message):
        """Show the mention ``span``; it is number ``number`` (from 1) of ``count``."""

        def __init__(self, span: Span, number: int, count: int) -> None:
            super().__init__()
            self.span = span
            self.number = number
            self.count = count

    class Listed(Message):
        """Show the articles that mention ``entity``."""

        def __init__(self, entity: Entity) -> None:
            super().__init__()
            self.entity = entity

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.all: list[Entity] = []
        self.entities: list[Entity] = []
        self.needle = ""
        self._walked = -1

    def show(self, article: Article | None) -> None:
        """Show the entities of ``article``, all of them."""
        self.all = entities_of(article)
        self.needle = ""
        self._fill("")

    def filter(self, needle: str) -> int:
        """Show only names that contain ``needle``; return how many."""
        self.needle = needle
        self._fill(self.entity.name if self.entity else "")
        return len(self.entities)

    def _fill(self, name: str) -> None:
        self.entities = [entity for entity in self.all if self.needle.casefold() in entity.name.casefold()]
        self.empty_text = say("没有名称", "No names here")
        cursor = next((place for place, entity in enumerate(self.entities) if entity.name == name), 0)
        self._walked = -1
        self.set_groups(Groups.of(entity.kind for entity in self.entities), cursor)

    @property
    def entity(self) -> Entity | None:
        """The entity under the cursor, or None where there is none."""
        return self.entities[self.cursor] if 0 <= self.cursor < len(self.entities) else None

    def watch_cursor(self, old: int, new: int) -> None:
        """Begin again at the first mention."""
        self._walked = -1
        super().watch_cursor(old, new)

    def action_next_mention(self) -> None:
        """Walk to the next mention of the entity under the cursor, after the last to the first."""
        if self.entity:
            count = len(self.entity.spans)
            self._walked = (self._walked + 1) % count
            self.post_message(self.Walked(self.entity.spans[self._walked], self._walked + 1, count))

    def action_articles_with(self) -> None:
        """List the articles that mention the entity under the cursor."""
        if self.entity:
            self.post_message(self.Listed(self.entity))

    def row_pieces(self, row: int, width: int) -> Sequence[Piece]:
        """Return a name in the colour of its kind and how often it occurs."""
        entity = self.entities[row]
        count = f" {len(entity.spans)} " if len(entity.spans) > 1 else " "
        return between([("  ", "row"), (entity.name, entity.kind.lower())], [(count, "faint")], width)

    def head_pieces(self, group: int, width: int) -> Sequence[Piece]:
        """Return a kind and how many names it has."""
        kind = self.entities[self.groups.starts[group]].kind
        return between(
            [(" ", "head"), (say(*KIND_TITLES[kind]), "head")], [(f" {self.groups.size_of(group)} ", "faint")], width
        )
