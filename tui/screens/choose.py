"""Choosing from what is on offer by typing: a list (all, unread, followed, by tag, by name), or a name."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from store.errors import QueryError
from store.model import EVERYTHING, Kind, Selection
from tui.lists import View
from tui.names import KIND_TITLES, known_names, matching
from tui.say import say
from tui.widgets.cells import fill, fit

if TYPE_CHECKING:
    from store import Library

MOST = 300
"""So much is offered at once; typing narrows it."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One list on offer: its title, a group's name, how many articles are in it ("" if not counted), the list."""

    title: str
    group: str
    count: str
    selection: Selection

    @property
    def view(self) -> View:
        """The list itself."""
        return View(f"{self.title} · {self.group}" if self.selection.entity else self.title, self.selection)


def common() -> list[Offer]:
    """Return the lists that there always are."""
    return [
        Offer(say("全部", "All"), "", "", EVERYTHING),
        Offer(say("未读", "Unread"), "", "", Selection(unread=True)),
        Offer(say("收藏", "Bookmarked"), "", "", Selection(bookmarked=True)),
    ]


def saved(library: Library, name: str, query: str) -> Offer:
    """Return the list of a saved query; of an entity that is followed with how many of its articles are unread."""
    from store.library.entities import STAR

    followed = name.startswith(STAR)
    group = say("关注 未读/篇", "unread of all") if followed else say("存的列表", "saved")
    try:
        count = str(library.count(Selection(query=query)))
        if followed:
            count = f"{library.count(Selection(query=query, unread=True))}/{count}"
    except QueryError:
        count = ""  # a newer program may have saved it; opening it says what is wrong
    return Offer(name, group, count, Selection(query=query))


def named(found: Sequence[tuple[Kind, str, int]]) -> list[Offer]:
    """Return the lists of names: kind, name, number of articles."""
    return [
        Offer(name, say(*KIND_TITLES[kind]), str(count), Selection(entity=(kind, name))) for kind, name, count in found
    ]


def offers(library: Library, needle: str = "") -> list[Offer]:
    """Return the lists that match ``needle``: common ones, followed names, saved queries, tags, the most mentioned."""
    from store.library.entities import STAR

    queries = sorted(library.queries().items(), key=lambda query: not query[0].startswith(STAR))
    tagged = sorted(library.tags().items(), key=lambda item: (-item[1], item[0]))
    tags = [Offer(f"#{tag}", say("标签", "tag"), str(count), Selection(tag=tag)) for tag, count in tagged]
    return [
        *matching(common(), needle, attrgetter("title")),
        *(saved(library, *query) for query in matching(queries, needle, itemgetter(0))),
        *matching(tags, needle, attrgetter("title")),
        *named(known_names(library, needle, MOST)),
    ]


class ChooseScreen(ModalScreen["Offer | None"]):
    """Returns what was chosen, or None.

    Args:
        title: what is to be chosen.
        offers: returns what matches what is written; run in a thread.
        first: what is offered before that has an answer.
    """

    BINDINGS = [  # noqa: RUF012 -- Textual's own form
        Binding("escape", "dismiss(None)", show=False),
        Binding("down", "move('cursor_down')", show=False),
        Binding("up", "move('cursor_up')", show=False),
        Binding("pagedown", "move('page_down')", show=False),
        Binding("pageup", "move('page_up')", show=False),
    ]
    options = query_one(OptionList)

    def __init__(self, title: str, offers: Callable[[str], Sequence[Offer]], first: Sequence[Offer] = ()) -> None:
        super().__init__()
        self._title = title
        self._offers = offers
        self._all: Sequence[Offer] = first
        self._matched: Collection[Offer] = ()
        self._shown: list[Offer] = []
        self._counted = asyncio.Event()

    def compose(self) -> ComposeResult:
        """Lay out the filter over the lists."""
        with Vertical(classes="dialog tall"):
            yield Static(Content(self._title), classes="dialog-title", markup=False)
            yield Input(placeholder=say("写几个字或拼音首字母来筛选", "type to narrow"), compact=True)
            yield OptionList(markup=False, compact=True)
            yield Static(
                Content(say("↑↓ 移动   Enter 选用   Esc 返回", "↑↓ move   Enter takes it   Esc goes back")),
                classes="dialog-hint",
            )

    def on_mount(self) -> None:
        """Offer what is known at once, all else when it has been counted."""
        self.options.can_focus = False
        self.call_after_refresh(self._offer, "")
        self._count_again()

    def _count_again(self) -> None:
        self._counted = asyncio.Event()
        self.run_worker(self._count(), exclusive=True, exit_on_error=False)

    async def _count(self) -> None:
        counted = self._counted
        try:
            found = await asyncio.to_thread(self._offers, self.query_one(Input).value.strip())
            self._all, self._matched = found, frozenset(found)
            if self.is_current:
                self._offer(self.query_one(Input).value, counted=True)
        finally:
            counted.set()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer what contains what is written: at once of what is known, then with more."""
        self._matched = ()
        self._offer(event.value)
        self._count_again()

    def _offer(self, needle: str, *, counted: bool = False) -> None:
        now = self.options.highlighted
        chosen = self._shown[now] if now is not None else None
        needle = needle.strip().casefold()
        found = (offer for offer in self._all if needle in offer.title.casefold() or offer in self._matched)
        self._shown = [offer for offer, _ in zip(found, range(MOST), strict=False)]
        width = max(20, self.options.scrollable_content_region.width - 2)
        self.options.set_options([Option(self._line(offer, width)) for offer in self._shown])
        if counted and not self._shown:
            self.options.add_option(
                Option(Content.styled(say("没有符合的", "Nothing matches"), "$faint"), disabled=True)
            )
        place = self._shown.index(chosen) if chosen in self._shown else 0
        self.options.highlighted = place if self._shown else None

    def _line(self, offer: Offer, width: int) -> Content:
        group = fit(offer.group, 13)
        return Content.assemble(
            fill(offer.title, width - 22),
            (" " * (13 - cell_len(group)) + group, "$faint"),
            (f"{fit(offer.count, 8):>9}", "$faint"),
        )

    def action_move(self, how: str) -> None:
        """Move in the lists."""
        getattr(self.options, f"action_{how}")()

    @on(Input.Submitted)
    @on(OptionList.OptionSelected)
    async def _chosen(self) -> None:
        """Answer; what is not on offer yet is waited for."""
        if not self._shown:
            await self._counted.wait()
        place = self.options.highlighted
        if place is not None:
            self.dismiss(self._shown[place])
