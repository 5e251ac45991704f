"""The main screen as it is first painted: title, list and keys; the other panes follow when that has been seen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.getters import query_one

from tui.lists import view_of
from tui.screens.reading import ReadingActions
from tui.widgets.article_list import ArticleList, Listing
from tui.widgets.bars import KeyBar, TitleBar
from tui.widgets.panes import Panes

if TYPE_CHECKING:
    from tui.start import Early
    from tui.widgets.find_bar import FindBar
    from tui.widgets.load_bar import LoadBar
    from tui.widgets.reader import Reader
    from tui.widgets.reading import ReadingPane
    from tui.widgets.sidebar import Sidebar
    from tui.widgets.welcome import Welcome

MORE_STYLES = Path(__file__).parent.parent / "dubao.tcss"


class Frame(ReadingActions):
    """Keeps all that the first paint can do without away from it, imports and styles too.

    ``reader``, ``names`` and the bars are there as soon as it is ``furnished``.
    """

    articles = query_one("#articles", ArticleList)
    panes = query_one("#panes", Panes)
    title_bar = query_one("#title", TitleBar)
    key_bar = query_one("#keys", KeyBar)

    furnished = False
    reader: Reader
    names: Sidebar
    welcome: Welcome
    find_bar: FindBar
    load_bar: LoadBar

    @property
    def pane(self) -> ReadingPane:
        """The article as a set page."""
        return self.reader.pane

    def compose(self) -> ComposeResult:
        """Lay out title, list and keys."""
        yield TitleBar(id="title")
        with Panes(id="panes"):
            yield ArticleList(id="articles")
        yield KeyBar(id="keys")

    def show_early(self, early: Early) -> None:
        """Show the first rows of the list; they cannot be used yet."""
        if early.cursor >= 0:
            self.articles.show(Listing.of(early.rows, early.words), early.cursor)
        self.title_bar.show(view_of(early.place).title, "", "")

    async def furnish(self) -> None:
        """Bring the other panes."""
        from tui.widgets.find_bar import FindBar
        from tui.widgets.load_bar import LoadBar
        from tui.widgets.reader import Reader
        from tui.widgets.sidebar import Sidebar
        from tui.widgets.welcome import Welcome

        self.app.stylesheet.read(MORE_STYLES)
        self.app.stylesheet.parse()
        self.reader, self.names = Reader(id="reader"), Sidebar(id="names")
        self.welcome, self.find_bar, self.load_bar = Welcome(id="welcome"), FindBar(id="find"), LoadBar(id="load")
        with self.app.batch_update():
            await self.panes.mount(self.reader, self.names)
            await self.mount(self.welcome, self.find_bar, self.load_bar, before=self.key_bar)
        self.furnished = True
