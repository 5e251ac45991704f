"""Where the reader has been and what was marked to be gone back to: across articles, by offset."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from store.model import Row
from tui.lists import everything
from tui.say import say
from tui.trail import Spot, Trail
from tui.widgets.cells import fit

if TYPE_CHECKING:
    from collections.abc import Callable

    from store import Library
    from tui.screens.main import MainScreen


class Places:
    """Goes back, forward and to marked places."""

    def __init__(self, screen: MainScreen, library: Library) -> None:
        self._screen = screen
        self._library = library
        self._trail = Trail()
        self._visited: set[str] = set()

    def visit(self, row: Row | None) -> None:
        """Take note that an article is being read, not passed by: it is remembered when it is left."""
        self._visited |= {row.id} if row else set()

    @property
    def here(self) -> Spot | None:
        """Where the reader is now."""
        row = self._screen.reader.row
        return Spot(row.id, self._screen.pane.position) if row else None

    def leave(self) -> None:
        """Remember where the reader is, if it was read there, because another article is about to show."""
        here = self.here
        if here and here.article in self._visited:
            self._trail.leave(here)
            self._visited.discard(here.article)

    def _forget_here(self) -> None:
        """Let the article that shows not be remembered when it is left: it has been already, or is gone back from."""
        if self.here:
            self._visited.discard(self.here.article)

    def turn(self, *, back: bool) -> None:
        """Go back, or forward again."""
        spot = self._trail.back(self.here) if back else self._trail.forward(self.here)
        if spot is None:
            said = (
                say("没有更早的地方了", "Nowhere before this")
                if back
                else say("没有更后的地方了", "Nowhere after this")
            )
            self._screen.tell(said)
            return
        self._forget_here()
        self.open(spot.article, lambda _: spot.offset)

    def open(self, article: str, offset: Callable[[str], int] | None = None) -> None:
        """Show an article, of another list if this one does not have it.

        ``offset`` says which character of its text to put on top; without it the article shows where it was left.
        """

        async def go() -> None:
            screen, browse = self._screen, self._screen.browse
            if browse.list.listing.place_of(article) is None:
                browse.open(everything())
                await screen.finished("rows")
            if not browse.go(browse.list.listing.place_of(article)):
                screen.tell(say("书库中没有这篇稿件了", "The library has this article no more"))
            elif offset is not None:
                await browse.catch_up()
                shown = screen.reader.article
                if shown is not None and shown.id == article:
                    screen.focus_pane(screen.pane)
                    screen.pane.put_on_top(offset(shown.text))

        self._screen.work(go(), "half")

    # Marks ---------------------------------------------------------------------------------------------------------

    def set_mark(self, letter: str) -> None:
        """Mark the place that shows with a letter, in place of what it marked before; it can be undone."""
        from store.library.spots import SPOTS, spot

        article, pane = self._screen.reader.article, self._screen.pane
        if article is None:
            return
        place = spot(article, pane.position if pane.cursor is None else pane.cursor)
        what = say(f"记号 {letter} · ", f"Mark {letter} · ") + fit(article.draft.headline.text, 60)

        async def save() -> None:
            await self._screen.marks.marking.do(lambda: self._library.decide(SPOTS, {letter: place}), what)
            self._screen.tell(what)

        self._screen.work(save(), "places", exclusive=False)

    def go_to_mark(self, letter: str) -> None:
        """Go to the place that a letter marks."""
        from store.library.spots import SPOTS, found_again

        async def go() -> None:
            await self._screen.finished("places")
            marked = (await asyncio.to_thread(self._library.decided, SPOTS)).get(letter)
            if marked is None:
                self._screen.tell(say(f"没有记号 {letter}", f"There is no mark {letter}"))
                return
            here = self.here
            if here is not None:
                self._trail.leave(here)
                self._forget_here()
            self.open(marked.article, lambda text: found_again(marked, text))

        self._screen.work(go(), "to mark")
