"""Choosing a list, searching the library, finding in the text, filtering a pane."""

from __future__ import annotations

import asyncio
from functools import partial
from typing import TYPE_CHECKING

from store.errors import QueryError
from store.model import Selection, Span
from store.safe import clean_text
from tui.aids import words_of as words_in
from tui.lists import View, words_of
from tui.say import say

if TYPE_CHECKING:
    from store import Library
    from tui.screens.main import MainScreen


class Finding:
    """What is found shows as a list of its own, as a filter on a pane, or as hits in the text."""

    def __init__(self, screen: MainScreen, library: Library) -> None:
        self._screen = screen
        self._library = library
        self._where = screen.focused
        self._by_pattern = False

    def _open(self, view: View) -> None:
        self._screen.browse.open(view)
        self._screen.focus_pane(self._screen.articles)

    async def choose(self) -> None:
        """Ask which list to show."""
        from tui.screens.choose import ChooseScreen, common, offers

        title = say("选择列表", "Choose a list")
        await self._screen.ask(
            ChooseScreen(title, partial(offers, self._library), common()), lambda it: self._open(it.view)
        )

    async def search(self) -> None:
        """Ask for words and list the articles that have all of them, read or not."""
        from tui.screens.ask import AskScreen

        def list_articles(written: str) -> None:
            query = clean_text(written).strip()
            if query and not self.wrong(query):
                self._open(View(say(f"搜索“{query}”", f"Search “{query}”"), Selection(query=query)))

        hint = say(
            "各词都须出现   tag: person: date: …见 docs/queries.md   Enter 搜索   Esc 取消",
            "all the words must occur; tag: person: date: …, see docs/queries.md   Enter searches   Esc cancels",
        )
        title = say("搜索全部稿件", "Search the library")
        await self._screen.ask(AskScreen(title, hint, wrong=self.wrong), list_articles)

    @staticmethod
    def wrong(query: str) -> str:
        """Say what is wrong with a query, or return ""."""
        from store.library.query import parse

        try:
            parse(query)
        except QueryError as error:
            spot = query[error.start : error.end]
            return f"“{spot}” · {error.message}" if spot else error.message
        return ""

    def find(self) -> None:
        """Open the line to write in: it filters a list, and finds in the text."""
        screen = self._screen
        self._where = screen.focused
        if self._where is screen.articles:
            screen.find_bar.open(say("筛选列表：", "Filter the list: "), screen.browse.view.filter)
        elif self._where is screen.names:
            screen.find_bar.open(say("筛选名称：", "Filter the names: "), screen.names.needle)
        else:
            self._where = screen.pane
            words = words_of(screen.browse.view.selection)
            screen.find_bar.open(self._prompt, screen.panes.needle or (words[0] if words else ""))

    @property
    def _prompt(self) -> str:
        return say("正则查找：", "Find by pattern: ") if self._by_pattern else say("查找：", "Find: ")

    def switch(self) -> None:
        """Find by regular expressions, or by plain text and pinyin again."""
        if self._where is self._screen.pane:
            self._by_pattern = not self._by_pattern
            self._screen.find_bar.prompt(self._prompt)
            self._screen.show_keys()

    @property
    def hint(self) -> str:
        """What Enter and Escape do in the line that is open."""
        if self._where is self._screen.pane:
            if self._by_pattern:
                return say("Enter 查找   ^R 按文字   Esc 返回", "Enter finds   ^R by text   Esc leaves it")
            return say(
                "汉字或拼音   Enter 查找   ^R 正则   Esc 返回",
                "characters or pinyin   Enter finds   ^R by pattern   Esc leaves it",
            )
        return say("边写边筛选   Enter 保留   Esc 清除", "filters as you type   Enter keeps it   Esc clears it")

    def typed(self, text: str) -> None:
        """Filter while it is being written."""
        if self._where is self._screen.articles:
            self._screen.browse.filter(text)
        elif self._where is self._screen.names:
            self._filter_names(text)

    def _filter_names(self, text: str) -> None:
        self._screen.names.filter(text)
        self._screen.update_title()

    def show_all_names(self) -> None:
        """Filter the names no more."""
        self._filter_names("")

    async def entered(self, text: str | None) -> None:
        """Find what was written, or, where it was left (None), filter no more."""
        screen = self._screen
        screen.set_focus(self._where)
        if text is None:
            self.typed("")
        elif self._where is screen.pane:
            await screen.browse.catch_up()
            screen.work(self._find_or_ask(text), "find")

    async def _find_or_ask(self, wanted: str) -> None:
        """Find it; where that is no pattern, say so and let it be mended."""
        from store.language.hits import PatternError

        try:
            await self._find(wanted)
        except PatternError as error:
            self._screen.tell_error(error)
            self._where = self._screen.pane
            self._screen.find_bar.open(self._prompt, wanted, again=True)

    async def _find(self, wanted: str) -> None:
        """Light every place of what is wanted in the article that shows, and go to the first."""
        screen, article, shown = self._screen, self._screen.pane.article, self._screen.pane.sheet.text

        def find() -> list[Span]:
            from store.language import hits

            if article is None or not wanted:
                return []
            if self._by_pattern:
                return hits.by_pattern(shown, wanted)
            found = hits.find(article.text, words_in(article), article.mentions, wanted)
            return found if shown == article.text else hits.apart([*found, *hits.by_characters(shown, wanted)])

        found = await asyncio.to_thread(find)
        if screen.pane.article is not article:
            return
        count = screen.panes.show_hits(wanted, found)
        screen.show_keys()
        if wanted:
            screen.tell(say(f"找到 {count} 处", f"{count} found") if count else say("没有找到", "Not found"))
