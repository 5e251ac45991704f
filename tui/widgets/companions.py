"""Who and what appears with an entity: names with bars and counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from rich.cells import cell_len

from store.model import KINDS
from tui.charts import bar
from tui.names import KIND_TITLES
from tui.say import say
from tui.widgets.cells import fill
from tui.widgets.cursor_list import CursorList, Piece, between
from tui.widgets.groups import Groups

if TYPE_CHECKING:
    from store.library.entity import Beside

LONGEST_BAR = 24
"""Cells."""


class Companions(CursorList):
    """Names that stand in the same articles, by kind or all together, the most frequent first."""

    COMPONENT_CLASSES = {f"list--{kind.lower()}" for kind in KINDS} | {"list--bar"}

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.beside: Sequence[Beside] = ()
        self.order: Literal["kind", "count"] = "count"

    def show(self, beside: Sequence[Beside]) -> None:
        """Show other names; the cursor stays on its name if that is among them."""
        self.beside = beside
        self._fill()

    def turn(self) -> None:
        """Change between one list by count and one a kind."""
        self.order = "kind" if self.order == "count" else "count"
        self._fill()

    def _fill(self) -> None:
        now = self.companion
        by_kind = self.order == "kind"
        self.beside = sorted(
            self.beside, key=lambda each: (KINDS.index(each.kind) if by_kind else 0, -each.articles, each.name)
        )
        groups = Groups.of(each.kind if by_kind else "" for each in self.beside)
        self.empty_text = say("没有别的名称", "No other names")
        self.set_groups(groups, self.beside.index(now) if now in self.beside else 0)

    @property
    def companion(self) -> Beside | None:
        """The name under the cursor, or None where there is none."""
        return self.beside[self.cursor] if 0 <= self.cursor < len(self.beside) else None

    def row_pieces(self, row: int, width: int) -> Sequence[Piece]:
        """Return a name in the colour of its kind, a bar and a count."""
        return name_and_bar(self.beside[row].kind, self.beside[row].name, self.beside[row].articles, self._most, width)

    @property
    def _most(self) -> int:
        return max((each.articles for each in self.beside), default=0)

    def head_pieces(self, group: int, width: int) -> Sequence[Piece]:
        """Return the kind of a group, or what the list is."""
        kind = self.beside[self.groups.starts[group]].kind
        title = say(*KIND_TITLES[kind]) if self.order == "kind" else say("同时出现", "Appears with")
        return between([(" ", "head"), (title, "head")], [(f" {self.groups.size_of(group)} ", "faint")], width)


def name_and_bar(kind: str, name: str, count: int, most: int, width: int) -> list[Piece]:
    """Return a name, a bar for ``count`` of ``most``, and the count, in ``width`` cells."""
    number = f" {count:>{len(str(most))}} "
    room = max(0, width - 2 - len(number) - 1)
    named = min(max(room // 2, room - LONGEST_BAR), 40)
    drawn = bar(count, most, min(LONGEST_BAR, room - named))
    gap = " " * max(0, room - named - cell_len(drawn))
    return [("  ", "row"), (fill(name, named), kind.lower()), (f" {drawn}{gap}", "bar"), (number, "faint")]
