"""Choosing a list: all, unread, bookmarked, by tag, by a name that is mentioned."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

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
from store.model import EVERYTHING, Selection
from tui.lists import View
from tui.say import say
from tui.widgets.cells import fill, fit
from tui.widgets.sidebar import KIND_TITLES

if TYPE_CHECKING:
    from store import Library

MOST = 300
"""So many lists are offered at once; typing narrows them."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One list on offer: its title, a group's name, how many articles are in it (None: not counted), the list."""

    title: str
    group: str
    count: int | None
    selection: Selection


def common() -> list[Offer]:
    """Return the lists that there always are."""
    return [
        Offer(say("全部", "All"), "", None, EVERYTHING),
        Offer(say("未读", "Unread"), "", None, Selection(unread=True)),
        Offer(say("收藏", "Bookmarked"), "", None, Selection(bookmarked=True)),
    ]


def saved(library: Library, name: str, query: str) -> Offer:
    """Return the list of a saved query."""
    selection = Selection(query=query)
    try:
        count = library.count(selection)
    except QueryError:
        count = None  # a newer program may have saved it; opening it says what is wrong
    return Offer(name, say("存的列表", "saved"), count, selection)


def offers(library: Library, needle: str = "") -> list[Offer]:
    """Return the lists that contain ``needle``: common ones, saved queries, tags, and the most mentioned names."""
    tags, named = library.tags(), library.entities(containing=needle, limit=MOST)
    tagged = sorted(tags.items(), key=lambda item: (-item[1], item[0]))
    return [
        *common(),
        *(saved(library, name, query) for name, query in library.queries().items()),
        *(Offer(f"#{tag}", say("标签", "tag"), count, Selection(tag=tag)) for tag, count in tagged),
        *(Offer(name, say(*KIND_TITLES[kind]), count, Selection(entity=(kind, name))) for kind, name, count in named),
    ]


class ChooseScreen(ModalScreen["View | None"]):
    """Returns the list that was chosen, or None."""

    BINDINGS = [  # noqa: RUF012 -- Textual's own form
        Binding("escape", "dismiss(None)", show=False),
        Binding("down", "move('cursor_down')", show=False),
        Binding("up", "move('cursor_up')", show=False),
        Binding("pagedown", "move('page_down')", show=False),
        Binding("pageup", "move('page_up')", show=False),
    ]
    options = query_one(OptionList)

    def __init__(self, library: Library) -> None:
        super().__init__()
        self._library = library
        self._all: Sequence[Offer] = common()
        self._shown: list[Offer] = []
        self._counted = asyncio.Event()

    def compose(self) -> ComposeResult:
        """Lay out the filter over the lists."""
        with Vertical(classes="dialog tall"):
            yield Static(Content(say("选择列表", "Choose a list")), classes="dialog-title", markup=False)
            yield Input(placeholder=say("写几个字来筛选", "type to narrow"), compact=True)
            yield OptionList(markup=False, compact=True)
            yield Static(
                Content(say("↑↓ 移动   Enter 打开   Esc 返回", "↑↓ move   Enter opens   Esc goes back")),
                classes="dialog-hint",
            )

    def on_mount(self) -> None:
        """Offer the common lists at once, all others when they have been counted."""
        self.options.can_focus = False
        self.call_after_refresh(self._offer, "")
        self._count_again()

    def _count_again(self) -> None:
        self._counted = asyncio.Event()
        self.run_worker(self._count(), exclusive=True, exit_on_error=False)

    async def _count(self) -> None:
        counted = self._counted
        try:
            self._all = await asyncio.to_thread(offers, self._library, self.query_one(Input).value.strip())
            if self.is_current:
                self._offer(self.query_one(Input).value)
        finally:
            counted.set()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Offer what contains what is written: at once of what is known, then with more names."""
        self._offer(event.value)
        self._count_again()

    def _offer(self, needle: str) -> None:
        now = self.options.highlighted
        chosen = self._shown[now] if now is not None else None
        needle = needle.strip().casefold()
        found = (offer for offer in self._all if needle in offer.title.casefold())
        self._shown = [offer for offer, _ in zip(found, range(MOST), strict=False)]
        width = max(20, self.options.scrollable_content_region.width - 2)
        self.options.set_options([Option(self._line(offer, width)) for offer in self._shown])
        place = self._shown.index(chosen) if chosen in self._shown else 0
        self.options.highlighted = place if self._shown else None

    def _line(self, offer: Offer, width: int) -> Content:
        count = "" if offer.count is None else str(offer.count)
        return Content.assemble(
            fill(offer.title, width - 20), (f"{fit(offer.group, 13):>13}", "$faint"), (f"{count:>6}", "$faint")
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
            offer = self._shown[place]
            title = f"{offer.title} · {offer.group}" if offer.selection.entity else offer.title
            self.dismiss(View(title, offer.selection))
