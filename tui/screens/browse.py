"""Which list is shown, and which of its articles: fetched in workers, the last wish wins."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from time import monotonic
from typing import TYPE_CHECKING

import msgspec

from store.errors import LibraryError
from store.library.rowview import RowView
from store.model import EVERYTHING, Marks, Row
from tui.lists import View, everything, fetch, filtered, first_rows, view_of
from tui.place import Place
from tui.say import say
from tui.screens.fetching import NOTHING, Fetched, Fetching, Shown, shows
from tui.widgets.article_list import ArticleList, Listing

if TYPE_CHECKING:
    from textual.worker import Worker

    from store import Library
    from tui.screens.main import MainScreen
    from tui.widgets.reader import Reader
    from tui.widgets.sidebar import Sidebar


HURRY = 0.15
"""Seconds; keys that follow one another so soon are held down, or typed by someone who passes articles by."""

SHOWN_AFTER = 0.04
"""Seconds that the article waits for the next key of a hurried reader."""


class Browse:
    """Keeps list, reading pane and sidebar at one article.

    ``views`` is how the reader came here: the last one shows, going back shows the one before.
    """

    def __init__(self, screen: MainScreen, library: Library, place: Place) -> None:
        self._screen = screen
        self._library = library
        self.views: list[View] = [everything()]
        if place.selection != EVERYTHING:
            self.views.append(view_of(place))
        self.view.article = place.article
        self.loaded = False
        self._changed: dict[str, Marks] = {}
        self._whole = Listing.of(RowView())
        self._shown: tuple[View, str] | None = None
        self._aim = ""
        self._wish = asyncio.Event()
        self._fetching: tuple[Shown | None, Worker[None]] | None = None
        self._arrival = asyncio.Event()
        self._articles = Fetching(library)
        self._moved = 0.0

    @property
    def view(self) -> View:
        """The list that shows."""
        return self.views[-1]

    @property
    def list(self) -> ArticleList:
        """The list pane."""
        return self._screen.articles

    @property
    def reader(self) -> Reader:
        """The reading side."""
        return self._screen.reader

    @property
    def sidebar(self) -> Sidebar:
        """The entity sidebar."""
        return self._screen.names

    @property
    def place(self) -> Place:
        """Where the reader is, to be found again."""
        article = self.list.row.id if self.list.row else ""
        return Place(self.view.title, self.view.selection, article)

    # Lists ---------------------------------------------------------------------------------------------------------

    def open(self, view: View) -> None:
        """Show another list; going back leads to the present one. The basic lists begin anew instead."""
        self._remember_cursor()
        if view.selection == EVERYTHING:
            self.views = []
        elif self.views[-1].selection == view.selection:
            self.views.pop()
        self.views.append(view)
        self._wish = asyncio.Event()
        self._load(at_once=True)

    @property
    def can_go_back(self) -> bool:
        """Whether there is a filter to clear or a list to go back to."""
        return bool(self.view.filter) or len(self.views) > 1

    def back(self) -> bool:
        """Show the list before this one, or this one without its filter; return whether there was one."""
        if self.view.filter:
            self.filter("")
            return True
        if not self.can_go_back:
            return False
        self.views.pop()
        self._wish = asyncio.Event()
        self._load(at_once=False)
        return True

    def filter(self, text: str) -> None:
        """Show only rows that contain every word of ``text``."""
        if text != self.view.filter:
            self.view.filter = text
            self._wish = asyncio.Event()
            self._screen.work(self._fulfil(self._filter()), "filter")

    def reload(self, *, awaited: bool = False, aim: str = "") -> Worker[None]:
        """Fetch the rows again; what is in the list stays in it, and the cursor on its article.

        With ``awaited`` the list that shows is out of date: ``listed`` does not hold before the other one shows. The
        cursor goes to the article ``aim``, if the list will have it.
        """
        self._aim = aim or self._aim
        if awaited:
            self._wish = asyncio.Event()
        kept = self._whole if self.view.selection != EVERYTHING else None
        return self._load(at_once=not self.loaded, kept=kept)

    @property
    def listed(self) -> bool:
        """Whether the list that was asked for last shows, with its first rows at least."""
        return self._wish.is_set()

    async def listing(self) -> None:
        """Wait until ``listed``."""
        await self._wish.wait()

    async def _fulfil(self, job: Coroutine[None, None, None]) -> None:
        """Do ``job``, which shows rows; where it fails nothing is waited for any more."""
        try:
            await job
        except Exception:
            self._wish.set()
            raise

    def _remember_cursor(self) -> None:
        if self.list.row:
            self.view.article = self.list.row.id

    def _load(self, *, at_once: bool, kept: Listing | None = None) -> Worker[None]:
        return self._screen.work(self._fulfil(self._rows(at_once, kept)), "rows")

    async def _rows(self, at_once: bool, kept: Listing | None) -> None:
        view = self.view
        self._changed = {}
        if at_once:
            first = await asyncio.to_thread(first_rows, self._library, view)
            if first.rows and (not view.article or first.place_of(view.article) is not None):
                await self._show_rows(first)
        await self._screen.loads.sync()
        await self._show_rows(await asyncio.to_thread(fetch, self._library, view.selection, kept))
        await self._screen.loads.tell_problems()

    async def _show_rows(self, listing: Listing) -> None:
        """Show rows that were fetched."""
        self.loaded = True
        self._whole = listing
        self._articles.forget()
        await self._filter()

    async def _filter(self) -> None:
        """Show those of the rows that the filter lets through, with the marks that changed meanwhile.

        The cursor stays on its article.
        """
        view, text, whole = self.view, self.view.filter, self._whole
        listing = await asyncio.to_thread(filtered, whole, text) if text else whole
        if view is not self.view or text != view.filter or whole is not self._whole:
            return  # what was asked for since is on its way
        for changed, marks in self._changed.items():
            listing.set_marks(changed, marks)
        article, otherwise = view.article, 0
        if self._shown and self._shown[0] is view and self.list.row:
            article = self.list.row.id
            otherwise = self.list.cursor if self._shown[1] == text else 0
        self._shown = (view, text)
        self._screen.show_keys()
        self.list.empty_text = self._nothing(view)
        places = (listing.place_of(each) for each in (self._aim, article) if each)
        place = next((place for place in places if place is not None), None)
        self._aim = ""
        self.list.show(listing, otherwise if place is None else place)
        self._wish.set()
        self.show()
        self._screen.light_names()

    @staticmethod
    def _nothing(view: View) -> str:
        if view.filter:
            return say("没有符合的稿件\n\nEsc 清除筛选", "Nothing matches\n\nEsc clears the filter")
        if view.selection.unread:
            return say("都读完了\n\no 选择别的列表", "Everything is read\n\no chooses a list")
        return say("这里没有稿件\n\nEsc 返回", "No articles here\n\nEsc goes back")

    # Articles ------------------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Show the article under the cursor, if it does not show already."""
        row = self.list.row
        wanted = shows(row)
        fetching = self._fetching if self._fetching and not self._fetching[1].is_finished else None
        if wanted == shows(self.reader.row):
            if fetching:
                fetching[1].cancel()
                self._arrival.set()
            if row and self.reader.row and row.marks != self.reader.row.marks:
                self.reader.show_marks(row.marks)
            self.reader.row = row
            self._screen.update_title()
        elif not fetching or fetching[0] != wanted:
            self._screen.keep_place()
            self._arrival.clear()
            self._fetching = wanted, self._screen.work(self._article(row), "article")

    def forget(self) -> None:
        """Fetch articles again when they show next: their names may have become others."""
        self._articles.forget()

    @property
    def behind(self) -> bool:
        """Whether the reading pane still shows another article than the one under the cursor, or its old facts."""
        return shows(self.list.row) != shows(self.reader.row)

    async def catch_up(self) -> None:
        """Wait until the article under the cursor shows."""
        while self.behind:
            self.show()
            await self._arrival.wait()

    async def _article(self, row: Row | None) -> None:
        """Show an article; where the reader is in the list, after that has shown where the cursor is."""
        hurried = monotonic() - self._moved < HURRY
        self._moved = monotonic()
        if row and self.reader.row and self._screen.focused is self.list:
            await self._painted()
            if hurried:
                await asyncio.sleep(SHOWN_AFTER)
        try:
            fetched = self._articles.known(row)
            if fetched is None:
                assert row is not None
                fetched = await asyncio.to_thread(self._articles.fetch, row)
            self._arrived(fetched, row)
        except LibraryError as error:
            self._arrived(NOTHING, row)
            self._screen.tell_error(error)
        except Exception:
            self._arrived(NOTHING, row)
            raise
        self._screen.work(self._fetch_ahead(), "ahead")

    async def _painted(self) -> None:
        """Wait for the next frame."""
        painted = asyncio.Event()
        self._screen.call_after_refresh(painted.set)
        await painted.wait()

    async def _fetch_ahead(self) -> None:
        """Fetch the neighbours of the article that shows, while there is nothing else to do."""
        place, rows = self.list.cursor, self.list.listing.rows
        for near in (place + 1, place - 1):
            if 0 <= near < len(rows):
                await asyncio.to_thread(lambda near=near: self._articles.fetch_ahead(rows[near]))  # type: ignore[misc]  # a default binds the loop's value

    def _arrived(self, fetched: Fetched, row: Row | None) -> None:
        """Show an article, unless the cursor has left its row."""
        self._arrival.set()
        if shows(row) != shows(self.list.row):
            return
        # Its marks may have changed while the article was fetched.
        self._screen.halves = fetched.halves
        self.reader.show(fetched.article, self.list.row, self._screen.half_lines())
        self.sidebar.show(fetched.names)
        self._screen.article_shown()
        self._screen.naming.sign()

    def go(self, place: int | None, *, read: bool = True) -> bool:
        """Put the cursor on ``place`` and mark that article as read; return whether there is such a place."""
        if place is None or not 0 <= place < len(self.list.listing.rows):
            return False
        self.list.go_to(place)
        if read:
            self._screen.marks.read()
        return True

    def step(self, step: int) -> bool:
        """Go ``step`` articles on."""
        return self.go(self.list.cursor + step)

    def next_unread(self, step: int) -> bool:
        """Go to the nearest unread article in a direction, from the end of the list on from its other end."""
        listing = self.list.listing
        place = listing.next_unread(self.list.cursor, step)
        if place is None:
            place = listing.next_unread(-1 if step > 0 else len(listing.rows), step)
        return place != self.list.cursor and self.go(place)

    def turn_page(self, step: int) -> bool:
        """Go to the first article of the next or the previous page, which stays unread."""
        groups = self.list.groups
        if self.list.cursor < 0:
            return False
        group = groups.group_of(self.list.cursor) + step
        return 0 <= group < len(groups.starts) and self.go(groups.starts[group], read=False)

    def set_marks(self, changed: dict[str, Marks]) -> None:
        """Show other marks."""
        self._changed.update(changed)
        for article, marks in changed.items():
            if self.list.listing is not self._whole:
                self._whole.set_marks(article, marks)
            self.list.set_marks(article, marks)
            if self.reader.row and self.reader.row.id == article:
                self.reader.row = msgspec.structs.replace(self.reader.row, marks=marks)
                self.reader.show_marks(marks)
        self._screen.update_title()
