"""The screen of an entity: what it is called, what it has been, with whom it appears, and every sentence about it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.getters import query_one
from textual.widget import Widget

from store.errors import LibraryError
from store.library.entity import Beside, Held
from store.many import many
from store.model import Kind
from tui.commands import bindings
from tui.names import KIND_TITLES
from tui.say import say
from tui.screens.names_screen import COMMON, ON_NAME, NamesScreen
from tui.screens.naming import articles_view
from tui.widgets.bars import KeyBar, TitleBar
from tui.widgets.card import CardHead, between_dates, counted
from tui.widgets.companions import Companions
from tui.widgets.cursor_list import CursorList
from tui.widgets.sentences import SentenceList

if TYPE_CHECKING:
    from store import Library
    from tui.screens.main import MainScreen

BESIDE = 60
"""So many names that appear with it are shown at most."""
FIRST, MORE = 40, 80
"""So many sentences are fetched at first, and whenever the end of them is near."""
SLOW = 0.3
"""Seconds after which it is said that something is being counted."""


class EntityScreen(NamesScreen):
    """What the library knows of an entity. Sentences are fetched as they are looked at."""

    BINDINGS = bindings("everywhere", "name", only=(COMMON - {"find", "choose", "search"}) | ON_NAME)
    FETCHING = ("card", "sentences")
    head = query_one("#card", CardHead)
    companions = query_one("#companions", Companions)
    list = query_one("#sentences", SentenceList)

    def __init__(self, main: MainScreen, library: Library, kind: Kind, name: str) -> None:
        super().__init__(main, library)
        self.kind = kind
        self.entity_name = name
        self._front: Widget | None = None
        self._all_fetched = False
        self._counted = False

    def compose(self) -> ComposeResult:
        """Lay out the head over the two lists."""
        yield TitleBar(id="title")
        yield CardHead(id="card")
        with Horizontal(id="card-panes"):
            yield Companions(id="companions")
            yield SentenceList(id="sentences")
        yield KeyBar(id="keys")

    def on_mount(self) -> None:
        """Show the name at once, and what is known of it when it has been fetched."""
        self._title("")
        self.set_focus(self.list)
        self.set_timer(SLOW, self._tell_slow)
        self.reload()

    def _title(self, count: str, right: str = "") -> None:
        title = f"{say(*KIND_TITLES[self.kind])} · {self.entity_name}"
        self.query_one("#title", TitleBar).show(title, count, right)

    def _tell_slow(self) -> None:
        if not self._counted:
            self.head.tell(say("正在统计…", "Counting…"))

    # Fetching ------------------------------------------------------------------------------------------------------

    def reload(self) -> None:
        """Fetch card and sentences, as many of these as there were."""
        self.work(self._fetch_card(), "card")
        self.work(self._fetch_sentences(), "sentences")

    async def _fetch_card(self) -> None:
        try:
            card = await asyncio.to_thread(self.library.entity, self.kind, self.entity_name, BESIDE)
            follows = await asyncio.to_thread(self.library.follows, self.kind, card.name)
        except LibraryError:
            self._counted = True
            self.head.tell("")
            raise
        self._counted = True
        self.entity_name = card.name
        mentions = say(f"{card.mentions} 处", many(card.mentions, "mention"))
        self._title(
            f"{counted(card.articles)} · {mentions} · {between_dates(card.first, card.last)}",
            say("★ 已关注", "★ followed") if follows else "",
        )
        self.head.show(card)
        self.companions.show(card)

    async def _fetch_sentences(self) -> None:
        wanted = max(FIRST, len(self.list.sentences))
        found = await asyncio.to_thread(self.library.sentences, self.kind, self.entity_name, wanted)
        self._all_fetched = len(found) < wanted
        self.list.empty_text = say("书库中没有提及它的句子", "No sentence of the library mentions it")
        self.list.show(found)

    async def _fetch_more(self) -> None:
        last = self.list.sentences[-1].article
        found = await asyncio.to_thread(self.library.sentences, self.kind, self.entity_name, MORE, last)
        if self.list.sentences and self.list.sentences[-1].article == last:
            self._all_fetched = len(found) < MORE
            self.list.extend(found)

    @on(SentenceList.Ending)
    def _end_is_near(self) -> None:
        if not self._all_fetched and not self.at_work("sentences", "more"):
            self.work(self._fetch_more(), "more")

    # Focus ---------------------------------------------------------------------------------------------------------

    def on_descendant_focus(self) -> None:
        """Show the pane that has the focus, alone where there is room for one only."""
        if self.focused in (self.companions, self.list):
            self._front = self.focused
            self._place_panes()
        super().on_descendant_focus()

    def on_resize(self, event: events.Resize) -> None:
        """Place the panes anew."""
        self.call_after_refresh(self._place_panes)

    def _place_panes(self) -> None:
        slim = self.has_class("-slim")
        for pane in (self.companions, self.list):
            pane.display = not slim or pane is (self._front or self.list)

    def action_next_pane(self) -> None:
        other = self.companions if self.focused is self.list else self.list
        other.display = True
        self.set_focus(other)

    def action_previous_pane(self) -> None:
        self.action_next_pane()

    # Keys ----------------------------------------------------------------------------------------------------------

    @on(CursorList.Chosen)
    async def _chosen(self) -> None:
        await self.action_go_in()

    async def action_go_in(self) -> None:
        other, sentence = self.companions.row, self.list.sentence
        if self.focused is not self.companions:
            if sentence:
                self._read(sentence.article, sentence.spans[0][0])
        elif isinstance(other, Held):
            self._read(other.last_article, 0)
        elif other:
            await self.main.naming.show_card(other.kind, other.name)

    def _read(self, article: str, offset: int) -> None:
        self.main.naming.read_at(self.kind, self.entity_name, article, offset)

    async def action_entity(self) -> None:
        if self.focused is self.companions and isinstance(self.companions.row, Beside):
            await self.action_go_in()
        else:
            await self.main.naming.ask_card(self)

    async def action_who(self) -> None:
        await self.main.naming.show_who(articles_view(self.kind, self.entity_name))

    def action_articles_with(self) -> None:
        self.main.naming.list_articles(self.kind, self.entity_name)

    def action_follow(self) -> None:
        self.main.naming.follow(self.kind, self.entity_name)

    async def action_join(self) -> None:
        await self.main.naming.ask_join(self, self.kind, self.entity_name)

    async def action_tell_apart(self) -> None:
        if sentence := self.list.sentence:
            await self.main.naming.ask_apart(self, self.kind, self.entity_name, sentence.article)

    def action_order(self) -> None:
        self.companions.turn()
