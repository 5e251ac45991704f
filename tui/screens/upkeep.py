"""The keys that set a page's facts, take a wrong load out, and follow a story to its other half."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.model import PageFacts, Row
from tui.commands import BY_NAME, keys_of
from tui.keys import shown_key
from tui.say import say
from tui.screens.marks import MarkActions, MarkKeys
from tui.widgets.article_list import page_title
from tui.widgets.cells import fit

if TYPE_CHECKING:
    from store import Library
    from store.library.changes import Change
    from store.library.halves import Halves
    from tui.screens.main import MainScreen
    from tui.screens.wholes import Wholes


def half_line(half: Row | None, command: str, keymap: dict[str, str]) -> str:
    """Return the line in an article that tells of its other half, or "" where there is none."""
    if half is None:
        return ""
    key = shown_key(keys_of(BY_NAME[command], keymap)[0])
    sign, word = ("▸", say("下转", "goes on:")) if command == "continuation" else ("◂", say("上接", "comes from:"))
    where = half.facts.label or say("另一版", "another page")
    return fit(f"{sign} {word} {where} [{key}] · {half.headline}", 400)


class Upkeep:
    """Changes what the library has of the page under the cursor; each change can be undone while the reader is open."""

    def __init__(self, screen: MainScreen, library: Library, marks: MarkKeys) -> None:
        self._screen = screen
        self._library = library
        self._marks = marks

    async def set_facts(self) -> None:
        """Ask for paper, date and label of the page and keep them."""
        if not (row := self._screen.articles.row):
            return
        from tui.screens.facts import FactsScreen

        def keep(facts: PageFacts) -> None:
            if facts != row.facts:
                what = say("版面：", "Page: ") + page_title(facts)
                self._marks.do(lambda: self._library.set_facts(row.page_id, facts), what)

        await self._screen.ask(FactsScreen(row.facts), keep)

    async def remove(self) -> None:
        """Ask what to take out, and take it out."""
        if not (row := self._screen.articles.row):
            return
        from tui.screens.facts import RemoveScreen

        facts = row.facts
        titles: dict[str, str] = {
            "article": say("这篇稿件 · ", "This article · ") + row.headline,
            "page": say("这一版 · ", "This page · ") + page_title(facts),
        }
        if facts.date:
            titles["issue"] = say("这一期 · ", "This issue · ") + page_title(PageFacts(facts.paper, facts.date))

        def take_out(extent: str) -> None:
            self._screen.keep_place()
            what = say("移出：", "Removed: ") + fit(titles[extent], 80)
            self._marks.do(lambda: self._removed(row, extent), what)

        await self._screen.ask(RemoveScreen(titles), take_out)

    def _removed(self, row: Row, extent: str) -> Change:
        if extent == "article":
            return self._library.remove([row.id])
        if extent == "page":
            return self._library.remove(pages=[row.page_id])
        pages = self._library.issue_pages(row.facts.paper, row.facts.date)
        return self._library.remove(pages=[page.id for page in pages])

    def go(self, half: Row | None) -> None:
        """Go to the other half of the story; where the list does not have it, in the list of all articles."""
        if half is None:
            self._screen.tell(say("书库中没有另外半篇", "The library has no other half of this story"))
            return
        self._screen.places.open(half.id)


class PageActions(MarkActions):
    """The actions of a screen that are ``Upkeep``'s."""

    keymap: dict[str, str]
    upkeep: Upkeep
    wholes: Wholes
    halves: Halves | None = None
    """Those of the article that shows."""

    @property
    def _halves(self) -> tuple[Row | None, Row | None]:
        return (self.halves.continues, self.halves.continued) if self.halves else (None, None)

    def half_lines(self) -> tuple[str, str]:
        """Return what the article that shows says of its other halves, before its text and after it."""
        before, after = self._halves
        return half_line(before, "beginning", self.keymap), half_line(after, "continuation", self.keymap)

    async def action_read_all(self) -> None:
        await self.wholes.read_all()

    async def action_retag(self) -> None:
        await self.wholes.retag()

    async def action_keep_list(self) -> None:
        await self.wholes.keep_list()

    async def action_facts(self) -> None:
        await self.upkeep.set_facts()

    async def action_remove(self) -> None:
        await self.upkeep.remove()

    def action_continuation(self) -> None:
        self.upkeep.go(self._halves[1])

    def action_beginning(self) -> None:
        self.upkeep.go(self._halves[0])
