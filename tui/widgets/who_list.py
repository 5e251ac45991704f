"""Who and what a selection of articles mentions: names with offices, bars and counts."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING, Literal

from rich.cells import cell_len
from textual.message import Message

from store.model import KINDS
from tui.charts import bar
from tui.names import KIND_TITLES, Key
from tui.say import Said, say
from tui.widgets.cells import fill, fit
from tui.widgets.cursor_list import Piece, between
from tui.widgets.groups import Groups
from tui.widgets.name_list import NameList

if TYPE_CHECKING:
    from store.library.entity import Named

WhoOrder = Literal["count", "name", "new"]
ORDERS: dict[WhoOrder, Said] = {
    "count": ("按篇数", "by number of articles"),
    "name": ("按名称", "by name"),
    "new": ("书库中新出现的在前", "newest to the library first"),
}
WIDEST_NAME = 24
WIDEST_BAR = 24
"""Cells."""


def sorted_names(names: Sequence[Named], order: WhoOrder, since: Mapping[Key, str]) -> list[Named]:
    """Return the names kind by kind, in an order; ``since`` has the day of the library's first article about each."""

    def place(each: Named) -> tuple[str | int, ...]:
        if order == "name":
            return (each.name,)
        day = since.get((each.kind, each.name), "") if order == "new" else ""
        return (-int(day.replace("-", "") or 0), -each.articles, -each.mentions, each.name)

    return sorted(names, key=lambda each: (KINDS.index(each.kind), *place(each)))


class WhoList(NameList):
    """Names under the heads of their kinds."""

    class Reordered(Message):
        """Another order is wanted."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.names: Sequence[Named] = ()
        self.followed: Collection[Key] = ()
        self.since: Mapping[Key, str] = {}
        self.new: Collection[Key] = ()
        self.order: WhoOrder = "count"
        self._most = 0

    def star(self, followed: Collection[Key]) -> None:
        """Show which names the reader follows."""
        self.followed = followed
        self.redraw()

    def know(self, since: Mapping[Key, str], new: Collection[Key]) -> None:
        """Take the day of the library's first article about each name, and which names are new with this selection."""
        self.since, self.new = since, new
        self.redraw()

    def show(self, names: Sequence[Named]) -> None:
        """Show names that have been put in order; the cursor stays on its name if that is among them."""
        now = self.key
        self.names = names
        self._most = max(map(attrgetter("articles"), names), default=0)
        place = next((at for at, each in enumerate(names) if (each.kind, each.name) == now), 0)
        self.set_groups(Groups.of(each.kind for each in names), place)

    @property
    def named(self) -> Named | None:
        """The name under the cursor, or None where there is none."""
        return self.names[self.cursor] if 0 <= self.cursor < len(self.names) else None

    @property
    def key(self) -> Key | None:
        """Kind and name of what is under the cursor, or None where there is nothing."""
        return (self.named.kind, self.named.name) if self.named else None

    def action_order(self) -> None:
        """Go to the next order."""
        orders = list(ORDERS)
        self.order = orders[(orders.index(self.order) + 1) % len(orders)]
        self.post_message(self.Reordered())

    def row_pieces(self, row: int, width: int) -> Sequence[Piece]:
        """Return a name in the colour of its kind, its offices, a bar and the number of its articles."""
        each = self.names[row]
        key = each.kind, each.name
        sign: Piece = (" ★", "star") if key in self.followed else ("  ", "row")
        new = " " + say("新", "new") if key in self.new else " " * cell_len(" " + say("新", "new"))
        number = f" {each.articles:>{len(str(self._most))}} "
        if self.order == "new":
            number = f" {self.since.get(key, ''):10} {number}"
        named = min(WIDEST_NAME, width // 3)
        drawn = bar(each.articles, self._most, min(WIDEST_BAR, width // 4))
        office_room = width - 2 - named - cell_len(new) - len(number) - cell_len(drawn) - 2
        office = fill("；".join(each.offices), office_room) if office_room > 0 else ""
        return [
            sign,
            (fill(each.name, named), each.kind.lower()),
            (f" {office}", "faint"),
            (f"{new} ", "warn"),
            (drawn, "bar"),
            (number, "faint"),
        ]

    def head_pieces(self, group: int, width: int) -> Sequence[Piece]:
        """Return a kind and how many names it has."""
        kind = self.names[self.groups.starts[group]].kind
        return between(
            [(" ", "head"), (fit(say(*KIND_TITLES[kind]), width), "head")],
            [(f" {self.groups.size_of(group)} ", "faint")],
            width,
        )
