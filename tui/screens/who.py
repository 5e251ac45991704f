"""The screen of who and what is mentioned: in a list, on a page, in an issue, in a paper, or in what a query finds."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import TYPE_CHECKING

from textual import on
from textual.app import ComposeResult
from textual.getters import query_one

from store.errors import DubaoError
from store.many import many
from store.model import EVERYTHING, PageFacts, Selection
from store.safe import clean_text
from tui.commands import bindings
from tui.lists import View
from tui.names import Key, followed_names, matching
from tui.say import say
from tui.screens.finding import Finding
from tui.screens.names_screen import COMMON, NamesScreen
from tui.widgets.article_list import page_title
from tui.widgets.bars import KeyBar, TitleBar
from tui.widgets.cursor_list import CursorList
from tui.widgets.find_bar import FindBar
from tui.widgets.name_list import NameList
from tui.widgets.who_list import ORDERS, WhoList, WhoOrder, sorted_names

if TYPE_CHECKING:
    from store import Library
    from store.library.entity import Named
    from tui.screens.choose import Offer
    from tui.screens.main import MainScreen


def scopes(view: View, facts: PageFacts | None) -> list[View]:
    """Return what names can be asked of: the list that is open, and the page, issue and paper of an article in it."""
    found = [View(view.title, view.selection)]
    parts = (("paper", facts.paper), ("date", facts.date), ("page", facts.label)) if facts else ()
    queries = [(name, value) for name, value in parts if value and '"' not in value]
    for count in range(len(queries), 0, -1):
        named = queries[:count]
        title = page_title(PageFacts(**{"label" if name == "page" else name: value for name, value in named}))
        found.append(View(title, Selection(query=" ".join(f'{name}:"{value}"' for name, value in named))))
    return found


def _narrowed(names: Sequence[Named], needle: str, order: WhoOrder, since: Mapping[Key, str]) -> list[Named]:
    return sorted_names(matching(names, needle, attrgetter("name")) if needle else names, order, since)


class WhoScreen(NamesScreen):
    """Names with offices and counts. A name leads to its screen, and to its articles."""

    BINDINGS = bindings("everywhere", only=COMMON - {"next_pane", "previous_pane", "who"})
    FETCHING = ("who", "narrow")
    list = query_one("#who", WhoList)

    def __init__(self, main: MainScreen, library: Library, views: Sequence[View]) -> None:
        super().__init__(main, library)
        self._views = list(views)
        self._view = self._views[0]
        self._all: Sequence[Named] = ()
        self._needle = ""

    @property
    def hint(self) -> str:
        """What Enter and Escape do in the line that is open."""
        return say("边写边筛选   Enter 保留   Esc 清除", "filters as you type   Enter keeps it   Esc clears it")

    def compose(self) -> ComposeResult:
        """Lay out the list between the lines around it."""
        yield TitleBar(id="title")
        yield WhoList(id="who")
        yield FindBar(id="find")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Show whose names these are, and the names when they have been counted."""
        self.set_focus(self.list)
        self.reload()

    # What shows ----------------------------------------------------------------------------------------------------

    def _open(self, view: View) -> None:
        self._view = view
        self._needle = ""
        self._all = ()
        self.list.show(())
        self.reload()

    def reload(self) -> None:
        """Count the names again."""
        self.list.empty_text = say("正在统计…", "Counting…")
        self._title()
        self.work(self._count(), "who")

    async def _count(self) -> None:
        try:
            found = await asyncio.to_thread(self.library.who, self._view.selection)
        except DubaoError:
            self._tell_empty()
            raise
        self._all = found
        self._tell_empty()
        await self._narrow()
        self.sign()
        self.work(self._date(found), "since")

    def _tell_empty(self) -> None:
        self.list.empty_text = say("这里没有名称", "No names here")
        self.list.redraw()

    def sign(self) -> None:
        """Show again which names are followed."""
        self.work(self._sign(), "signs")

    async def _sign(self) -> None:
        self.list.star(await asyncio.to_thread(followed_names, self.library))

    async def _date(self, names: Sequence[Named]) -> None:
        """Look up when each name was first mentioned; of the whole library nothing is new, for everything is."""
        since = await asyncio.to_thread(self.library.first_days, [(each.kind, each.name) for each in names])
        if names is self._all:
            whole = self._view.selection == EVERYTHING
            keys = () if whole else (key for each in names if since[key := (each.kind, each.name)] == each.first != "")
            self.list.know(since, frozenset(keys))
            await self._narrow()

    async def _narrow(self) -> None:
        whole, needle, order = self._all, self._needle, self.list.order
        found = await asyncio.to_thread(_narrowed, whole, needle, order, self.list.since)
        if whole is self._all and (needle, order) == (self._needle, self.list.order):
            self.list.show(found)
            self._title()

    def _title(self) -> None:
        needle = say(f"　筛选“{self._needle}”", f"  filter “{self._needle}”") if self._needle else ""
        count = say(f"{len(self.list.names)} 个名称", many(len(self.list.names), "name")) if self._all else ""
        title = say("谁 · ", "Who · ") + self._view.title + needle
        self.query_one("#title", TitleBar).show(title, count, say(*ORDERS[self.list.order]))

    # Keys ----------------------------------------------------------------------------------------------------------

    @on(CursorList.Chosen)
    async def _chosen(self) -> None:
        await self.action_go_in()

    async def action_go_in(self) -> None:
        if self.list.key:
            await self.main.naming.show_card(*self.list.key)

    async def action_entity(self) -> None:
        await self.action_go_in()

    def action_come_back(self) -> None:
        if self._needle:
            self._filter("")
        else:
            super().action_come_back()

    @on(NameList.Wished)
    async def _wished(self, event: NameList.Wished) -> None:
        await self.main.naming.grant(self, event)

    async def action_choose(self) -> None:
        from tui.screens.choose import ChooseScreen, Offer

        offers = [Offer(view.title, "", "", view.selection) for view in self._views]

        def matching_offers(needle: str) -> Sequence[Offer]:
            return matching(offers, needle, attrgetter("title"))

        def show(offer: Offer) -> None:
            self._open(offer.view)

        await self.ask(ChooseScreen(say("谁的名称？", "Names of what?"), matching_offers, offers), show)

    async def action_search(self) -> None:
        from tui.screens.ask import AskScreen

        def show(written: str) -> None:
            if query := clean_text(written).strip():
                self._open(View(say(f"搜索“{query}”", f"Search “{query}”"), Selection(query=query)))

        hint = say("Enter 统计   Esc 取消", "Enter counts   Esc cancels")
        title = say("统计哪些稿件中的名称", "Names of which articles")
        await self.ask(AskScreen(title, hint, wrong=Finding.wrong), show)

    def action_find(self) -> None:
        self.query_one(FindBar).open(say("筛选名称：", "Filter the names: "), self._needle)

    def _filter(self, needle: str) -> None:
        self._needle = needle
        self.work(self._narrow(), "narrow")

    @on(WhoList.Reordered)
    def _reordered(self) -> None:
        self._filter(self._needle)

    @on(FindBar.Typed)
    def _typed(self, event: FindBar.Typed) -> None:
        self._filter(event.text)

    @on(FindBar.Entered)
    def _entered(self, event: FindBar.Entered) -> None:
        self.set_focus(self.list)
        if event.text is None:
            self._filter("")
