"""The list beside the sentences of an entity: all its offices, where they are many, and what appears with it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from rich.cells import cell_len

from store.library.entity import Beside, Held
from store.model import KINDS
from tui.charts import bar
from tui.names import KIND_TITLES
from tui.say import say
from tui.widgets.cells import fill, fit
from tui.widgets.cursor_list import CursorList, Piece, between
from tui.widgets.groups import Groups

if TYPE_CHECKING:
    from store.library.entity import EntityCard

LONGEST_BAR = 24
"""Cells."""

FEW = 2
"""So many offices are always seen in the head of the screen."""


class Companions(CursorList):
    """Offices, the latest first; then names that stand in the same articles, by kind or all together, by count."""

    COMPONENT_CLASSES = {f"list--{kind.lower()}" for kind in KINDS} | {"list--bar"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.order: Literal["kind", "count"] = "count"
        self.offices: Sequence[Held] = ()
        self.beside: Sequence[Beside] = ()
        self._rows: Sequence[Held | Beside] = ()
        self._looked = 0

    def show(self, card: EntityCard) -> None:
        """Show what another card has; the cursor stays on its row if that is among them."""
        self.offices = card.offices if len(card.offices) > FEW else ()
        self.beside = card.beside
        self._looked = card.looked if card.looked < card.articles else 0
        self._fill()

    def turn(self) -> None:
        """Change between one list of names by count and one a kind."""
        self.order = "kind" if self.order == "count" else "count"
        self._fill()

    def _fill(self) -> None:
        now = self.row
        by_kind = self.order == "kind"
        self.beside = sorted(
            self.beside, key=lambda each: (KINDS.index(each.kind) if by_kind else 0, -each.articles, each.name)
        )
        self._rows = [*self.offices, *self.beside]
        keys = ["office"] * len(self.offices) + [each.kind if by_kind else "" for each in self.beside]
        self.empty_text = say("没有别的名称", "No other names")
        self.set_groups(Groups.of(keys), self._rows.index(now) if now in self._rows else 0)

    @property
    def row(self) -> Held | Beside | None:
        """The office or the name under the cursor, or None where there is nothing."""
        return self._rows[self.cursor] if 0 <= self.cursor < len(self._rows) else None

    def row_pieces(self, row: int, width: int) -> Sequence[Piece]:
        """Return an office and when it was last given; or a name in the colour of its kind, a bar and a count."""
        each = self._rows[row]
        if isinstance(each, Held):
            return between([("  ", "row"), (fit(each.office, width), "row")], [(f" {each.last} ", "faint")], width)
        return name_and_bar(each.kind, each.name, each.articles, max(each.articles for each in self.beside), width)

    def head_pieces(self, group: int, width: int) -> Sequence[Piece]:
        """Return what a group has: offices, a kind of names, or names of all kinds."""
        first = self._rows[self.groups.starts[group]]
        if isinstance(first, Held):
            title = say("职务", "Offices")
        elif self.order == "kind":
            title = say(*KIND_TITLES[first.kind])
        else:
            title = say("同时出现", "Appears with")
            title += say(f" 近 {self._looked} 篇", f", newest {self._looked}") if self._looked else ""
        return between([(" ", "head"), (title, "head")], [(f" {self.groups.size_of(group)} ", "faint")], width)


def name_and_bar(kind: str, name: str, count: int, most: int, width: int) -> list[Piece]:
    """Return a name, a bar for ``count`` of ``most``, and the count, in ``width`` cells."""
    number = f" {count:>{len(str(most))}} "
    room = max(0, width - 2 - len(number) - 1)
    named = min(max(room // 2, room - LONGEST_BAR), 40)
    drawn = bar(count, most, min(LONGEST_BAR, room - named))
    gap = " " * max(0, room - named - cell_len(drawn))
    return [("  ", "row"), (fill(name, named), kind.lower()), (f" {drawn}{gap}", "bar"), (number, "faint")]
