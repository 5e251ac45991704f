"""The entity sidebar: who and what an article mentions, by kind, with offices and counts."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import work
from textual.message import Message

from store.model import Span
from tui.commands import bindings
from tui.names import KIND_TITLES, Key, Order, matching, ordered
from tui.say import say
from tui.widgets.cells import fit
from tui.widgets.cursor_list import Piece, between
from tui.widgets.groups import Groups
from tui.widgets.name_list import NameList

if TYPE_CHECKING:
    from store.language.entities import ArticleEntity

LEAST_OFFICE = 4
"""So many cells of an office are worth showing."""


class Sidebar(NameList):
    """Entities under the heads of their kinds. A cursor on a name lights its mentions in the text."""

    BINDINGS = bindings("sidebar")

    class Walked(Message):
        """Show the mention ``span``; it is number ``number`` (from 1) of ``count``."""

        def __init__(self, span: Span, number: int, count: int) -> None:
            super().__init__()
            self.span = span
            self.number = number
            self.count = count

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.all: Sequence[ArticleEntity] = ()
        self.entities: Sequence[ArticleEntity] = ()
        self.new: Collection[Key] = ()
        self.followed: Collection[Key] = ()
        self.needle = ""
        self.order: Order = "weight"
        self._walked = -1

    def show(self, entities: Sequence[ArticleEntity]) -> None:
        """Show the entities of another article, all of them; nothing is known of what is new."""
        self.all = entities
        self.new = ()
        self.needle = ""
        self._fill(self.all, "")

    def show_again(self, entities: Sequence[ArticleEntity]) -> None:
        """Show the entities of the same article, some of which have become others; the cursor stays on its name."""
        self.all = entities
        self._narrow()

    def sign(self, new: Collection[Key], followed: Collection[Key]) -> None:
        """Show which of them are new to the library, and which the reader follows."""
        if (set(new), set(followed)) != (set(self.new), set(self.followed)):
            self.new, self.followed = new, followed
            self.redraw()

    def filter(self, needle: str) -> None:
        """Show only names that contain ``needle``, or whose pinyin begins with its letters."""
        self.needle = needle
        self._narrow()

    @work(exclusive=True, group="narrow")
    async def _narrow(self) -> None:
        whole, needle = self.all, self.needle
        found = await asyncio.to_thread(matching, whole, needle, attrgetter("name")) if needle else whole
        if whole is self.all and needle == self.needle:
            self._fill(found, self.entity.name if self.entity else "")
            self.post_message(self.Moved(self))

    def _fill(self, found: Sequence[ArticleEntity], name: str) -> None:
        self.entities = ordered(found, self.order)
        filtered = say("没有符合的名称\n\nEsc 清除筛选", "Nothing matches\n\nEsc clears it")
        self.empty_text = filtered if self.needle else say("没有名称", "No names here")
        cursor = next((place for place, entity in enumerate(self.entities) if entity.name == name), 0)
        self._walked = -1
        self.set_groups(Groups.of(entity.kind for entity in self.entities), cursor)

    @property
    def entity(self) -> ArticleEntity | None:
        """The entity under the cursor, or None where there is none."""
        return self.entities[self.cursor] if 0 <= self.cursor < len(self.entities) else None

    @property
    def key(self) -> Key | None:
        """Kind and name of the entity under the cursor, or None where there is none."""
        return (self.entity.kind, self.entity.name) if self.entity else None

    def key_at(self, span: Span) -> Key | None:
        """Return kind and name of the entity that is mentioned at a range of the text, or None where none is."""
        start, end = span
        found = (each for each in self.all if any(start < last and first < end for first, last in each.spans))
        return next(((each.kind, each.name) for each in found), None)

    def find_name(self, key: Key | None) -> ArticleEntity | None:
        """Return what the article has of an entity, or None where it does not mention it."""
        return next((each for each in self.all if (each.kind, each.name) == key), None)

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

    def action_order(self) -> None:
        """Change between the order of weight and that of appearance; the cursor stays on its name."""
        self.order = "appearance" if self.order == "weight" else "weight"
        self._fill(self.entities, self.entity.name if self.entity else "")

    def row_pieces(self, row: int, width: int) -> Sequence[Piece]:
        """Return a name in the colour of its kind, its office, and at the right edge signs and how often it occurs."""
        entity = self.entities[row]
        key = entity.kind, entity.name
        right: list[Piece] = [(" " + say("新", "new"), "warn")] if key in self.new else []
        if key in self.followed:
            right.append((" ★", "star"))
        right.append((f" {len(entity.spans)} " if len(entity.spans) > 1 else " ", "faint"))
        room = width - 2 - sum(cell_len(text) for text, _ in right)
        name = fit(entity.name, room)
        left: list[Piece] = [("  ", "row"), (name, entity.kind.lower())]
        left_over = room - cell_len(name) - 1
        office = entity.offices[0] if entity.offices and left_over >= LEAST_OFFICE else ""
        left += [(" ", "faint")] if office else []
        return between([*left, (fit(office, left_over), "faint")], right, width)

    def head_pieces(self, group: int, width: int) -> Sequence[Piece]:
        """Return a kind and how many names it has."""
        kind = self.entities[self.groups.starts[group]].kind
        return between(
            [(" ", "head"), (say(*KIND_TITLES[kind]), "head")], [(f" {self.groups.size_of(group)} ", "faint")], width
        )
