"""The main screen: composes the panes, moves the focus, and routes what happens in one pane to the others."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from textual import events, on
from textual.binding import ActiveBinding
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Input

from store.errors import DubaoError
from store.model import EVERYTHING
from tui.ahead import Wait
from tui.beside import beside
from tui.commands import BY_NAME, bindings, keys_of
from tui.place import Place, keep_place
from tui.say import say
from tui.screens.frame import Frame
from tui.screens.now import WITHOUT_LIBRARY, keys_here, wanting
from tui.settings import Settings
from tui.start import Start, settle
from tui.widgets.bars import KeyBar
from tui.widgets.cursor_list import CursorList

if TYPE_CHECKING:
    from store import Library
    from tui.screens.browse import Browse
    from tui.screens.finding import Finding
    from tui.screens.loads import Loads
    from tui.widgets.article_list import ArticleList
    from tui.widgets.find_bar import FindBar
    from tui.widgets.reading import ReadingPane
    from tui.widgets.sidebar import Sidebar

    Pane = ArticleList | ReadingPane | Sidebar

POLL_SECONDS = 2.0
"""So often the reader looks at what other programs did to the library."""


class MainScreen(Frame):
    """List, article and names beside each other."""

    BINDINGS = bindings("everywhere")
    AUTO_FOCUS = ""

    names_wanted: reactive[bool | None] = reactive(None)
    """Whether the sidebar shall show: as the reader chose, or None: where there is room for it."""

    library: Library
    browse: Browse
    loads: Loads
    finding: Finding

    def __init__(self, start: Start, paths: Sequence[Path], settings: Settings) -> None:
        super().__init__()
        self.keymap = settings.keys
        self.ready = False
        self.leaving = False
        self.tried = asyncio.Event()
        self._front: Widget | None = None
        self._settings = settings
        self._start = start
        self._paths = paths

    # Beginning and end ---------------------------------------------------------------------------------------------

    def on_mount(self) -> None:
        """Let the list be painted, as far as it is known, then everything else."""
        if self._start.early:
            self.show_early(self._start.early)
        self.set_focus(self.articles)
        self.call_after_refresh(lambda: self.work(self._begin(), "begin"))

    async def _begin(self) -> None:
        """Bring the other panes, wait for the library, fetch its rows, and load what was named."""
        await self.furnish()
        self.set_up_reading(self._settings)
        if not self._settings.sidebar:
            self.names_wanted = False
        self.place_panes()
        try:
            self.library = await beside(self._start.library)
        except DubaoError as error:
            from tui.screens.trouble import TroubleScreen

            await self.app.push_screen(TroubleScreen(error))
            return
        finally:
            self.tried.set()
        self._take_up()
        keys = (keys_of(BY_NAME[name], self.keymap)[0] for name in ("add", "help", "leave"))
        self.welcome.show(self.library.folder, *keys)
        rows = self.browse.reload()
        self.set_interval(POLL_SECONDS, self.loads.look_around)
        for problem in self._settings.problems:
            self.tell_warning(say("设置有误", "A setting is wrong"), problem)
        if self._paths:
            self.loads.start(self._paths)
        await asyncio.wait({asyncio.ensure_future(rows.wait())})
        settle()

    def _take_up(self) -> None:
        """Let the keys have their meaning, from where the reader was left."""
        from tui.screens.browse import Browse
        from tui.screens.finding import Finding
        from tui.screens.loads import Loads
        from tui.screens.marks import MarkKeys
        from tui.screens.naming import Naming
        from tui.screens.places import Places
        from tui.screens.upkeep import Upkeep
        from tui.screens.wholes import Wholes
        from tui.screens.words import Words

        place = self._start.early.place if self._start.early else Place()
        self.browse = Browse(self, self.library, place)
        self.marks = MarkKeys(self, self.library)
        self.upkeep = Upkeep(self, self.library, self.marks)
        self.wholes = Wholes(self, self.library, self.marks)
        self.naming = Naming(self, self.library, self.marks)
        self.loads = Loads(self, self.library)
        self.finding = Finding(self, self.library)
        self.places = Places(self, self.library)
        self.words = Words(self, self.library, self._settings.level)
        self.ready = True

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let only keys that need no library have a meaning before it is open."""
        return self.ready or action in WITHOUT_LIBRARY

    async def action_leave(self) -> None:
        """Save where the reader was, let what is being saved be saved, and quit; a load is given up."""
        if self.leaving:
            return
        self.leaving = True
        if self.ready:
            self.keep_place()
            await asyncio.gather(self.marks.saved(), self.loads.give_up())
            place = self.browse.place
            await asyncio.to_thread(keep_place, self.library.folder, place)
            await asyncio.to_thread(self.library.close)
            self.words.close()
        self.app.exit(0)

    # What the controllers ask of the screen ------------------------------------------------------------------------

    def keep_place(self) -> None:
        """Remember where the reader is in the article that shows, if that has changed."""
        if self.ready:
            self.places.leave()
        position = self.reader.left_at
        if position is not None and self.reader.row:
            self.marks.keep_place(self.reader.row, position)
            self.reader.remembered()

    def article_shown(self) -> None:
        """Bring everything around an article that has just been shown up to it."""
        article = self.reader.article
        self.panes.show_searched(self.articles.listing.words, article.text if article else "")
        self.reader.remembered()
        self.show_script()
        self.light_names()
        self.update_title()
        self.show_keys()

    def update_title(self) -> None:
        """Show the list, what is in it, and how far the reader is."""
        listing = self.articles.listing
        view = self.browse.view
        title = view.title + (say(f"　筛选“{view.filter}”", f"  filter “{view.filter}”") if view.filter else "")
        unread, rows = listing.unread.count(1), len(listing.rows)
        count = say(f"{unread} 篇未读 / 共 {rows} 篇", f"{unread} unread of {rows}") if rows else ""
        self.title_bar.show(title, count, "  ".join(part for part in self._about_text() if part))
        empty = self.browse.loaded and not rows and view.selection == EVERYTHING and not view.filter
        if empty != self.has_class("-empty"):
            self.set_class(empty, "-empty")
            self.show_keys()
        if self.focused is None and not empty:
            self.set_focus(self.articles)

    def _about_text(self) -> tuple[str, ...]:
        """Return the filter of the names, which hit shows, how many words are known under a cursor, how far one is."""
        needle = self.names.needle if self.names_shown else ""
        names = say(f"名称“{needle}”", f"names “{needle}”") if needle else ""
        share = self.words.share if self.ready else None
        known = say(f"认识 {share.percent}%", f"{share.percent}% known") if share else ""
        return names, self.pane.hit_shown, known, self.reader.progress

    def light_names(self) -> None:
        """Light the mentions of the entity under the sidebar's cursor, while it has the focus, or whose list shows."""
        entity = self.names.entity if self.names.has_focus else self.names.find_name(self.articles.listing.entity)
        self.pane.highlight(entity.spans if entity else ())

    # Focus and places ----------------------------------------------------------------------------------------------

    @property
    def names_shown(self) -> bool:
        """Whether the sidebar shows."""
        return bool(self.names.display)

    def place_panes(self) -> None:
        """Give the panes their places: all where there is room, else list or sidebar beside the text, else one."""
        if not self.furnished:
            return
        wide, slim = self.has_class("-wide"), self.has_class("-slim")
        wanted = self.names_wanted if self.names_wanted is not None else wide
        self.articles.display = self._front is self.articles if slim else wide or not wanted
        self.reader.display = self._front is self.pane if slim else True
        self.names.display = self._front is self.names if slim else wanted
        if self.focused is not None and not self.focused.display:
            self.set_focus(self.pane)

    def watch_names_wanted(self) -> None:
        """Show or hide the sidebar."""
        if self.is_mounted:
            self.place_panes()

    def on_resize(self, event: events.Resize) -> None:
        """Place the panes anew; the sidebar that was called into a narrow window stays only there."""
        self.call_after_refresh(self.place_panes)

    def on_descendant_focus(self) -> None:
        """Show the keys of the pane that has the focus."""
        if not self.furnished:
            self._front = self.articles
        elif self.focused in (self.articles, self.pane, self.names):
            self._front = self.focused
            self.place_panes()
            self.light_names()
        self.show_keys()

    def show_keys(self, pending: str = "") -> None:
        """Show the keys that hold now; ``pending`` is what has been typed of a sequence."""
        if isinstance(self.focused, Input):
            self.key_bar.tell(self.finding.hint)
        else:
            self.key_bar.show(keys_here(self), self.keymap, pending)

    def tell_keys(self, told: str) -> None:
        """Show a line of our own in the place of the keys."""
        self.key_bar.tell(told)

    def wanting(self, key: ActiveBinding | None) -> Wait | None:
        """Return what a key still has to wait for so that it acts on what it was meant for, or None."""
        return wanting(self, key)

    # Keys: where ---------------------------------------------------------------------------------------------------

    def _walk(self, step: int) -> None:
        """Move the focus; from the sidebar of a narrow window on to the list, which then takes its place back."""
        panes: list[Pane] = [self.articles, self.pane]
        panes += [self.names] if self.names_shown else []
        now = next((place for place, pane in enumerate(panes) if pane is self.focused), 1)
        self.focus_pane(panes[(now + step) % len(panes)])

    def focus_pane(self, pane: Pane) -> None:
        """Move the focus to a pane; where there is room for one only, it is that one."""
        if pane is self.articles and not self.articles.display:
            self.names_wanted = None
        self._front = pane
        self.place_panes()
        self.set_focus(pane)

    def action_next_pane(self) -> None:
        self._walk(1)

    def action_previous_pane(self) -> None:
        self._walk(-1)

    def action_go_in(self) -> None:
        if self.focused is self.pane and self.names_shown:
            self.focus_pane(self.names)
        elif self.focused is self.articles and self.articles.row:
            self.marks.read()
            self.focus_pane(self.pane)

    def action_come_back(self) -> None:
        if self.focused is self.names and self.names.needle:
            self.finding.show_all_names()
        elif self.focused is self.names:
            self.focus_pane(self.pane)
        elif self.focused is self.pane:
            self.focus_pane(self.articles)
        else:
            self.browse.back()

    # Keys: articles ------------------------------------------------------------------------------------------------

    def action_read_on(self) -> None:
        if not self.reader.row:
            return
        if self.pane.screen_forward():
            self.marks.read()
        else:
            self.action_next_unread()

    def _moved(self, moved: bool, chinese: str, english: str) -> None:
        if not moved:
            self.tell(say(chinese, english))

    def action_next_unread(self) -> None:
        self._moved(self.browse.next_unread(1), "没有别的未读稿件了", "No other unread article here")

    def action_previous_unread(self) -> None:
        self._moved(self.browse.next_unread(-1), "没有别的未读稿件了", "No other unread article here")

    def action_next_article(self) -> None:
        self._moved(self.browse.step(1), "已是最后一篇", "This is the last article")

    def action_previous_article(self) -> None:
        self._moved(self.browse.step(-1), "已是第一篇", "This is the first article")

    def action_next_page(self) -> None:
        self._moved(self.browse.turn_page(1), "已是最后一版", "This is the last page")

    def action_previous_page(self) -> None:
        self._moved(self.browse.turn_page(-1), "已是第一版", "This is the first page")

    # Keys: lists and finding ---------------------------------------------------------------------------------------

    async def action_choose(self) -> None:
        await self.finding.choose()

    async def action_search(self) -> None:
        await self.finding.search()

    def action_find(self) -> None:
        self.finding.find()

    def on_find_bar_typed(self, event: FindBar.Typed) -> None:
        """Filter while it is being written."""
        self.finding.typed(event.text)

    async def on_find_bar_entered(self, event: FindBar.Entered) -> None:
        """Find what was written."""
        await self.finding.entered(event.text)

    # Keys: what is shown -------------------------------------------------------------------------------------------

    def action_names(self) -> None:
        self.names_wanted = not self.names_shown
        if self.names_wanted:
            self.focus_pane(self.names)
        elif self.focused is self.names:
            self.focus_pane(self.pane)

    # Keys: the program ---------------------------------------------------------------------------------------------

    async def action_add(self) -> None:
        await self.loads.ask()

    def action_stop(self) -> None:
        if not self.loads.stop():
            self.tell(say("没有正在进行的读入", "Nothing is being loaded"))

    def on_find_bar_switched(self) -> None:
        """Find by pattern, or by text again."""
        self.finding.switch()

    # What happens in the panes -------------------------------------------------------------------------------------

    @on(CursorList.Moved, "#articles")
    def _article_moved(self) -> None:
        self.browse.show()

    @on(CursorList.Chosen, "#articles")
    def _article_chosen(self) -> None:
        self.action_go_in()

    @on(CursorList.Moved, "#names")
    def _name_moved(self) -> None:
        self.light_names()

    @on(CursorList.Chosen, "#names")
    def _name_chosen(self) -> None:
        self.names.action_next_mention()

    def on_sidebar_walked(self, event: Sidebar.Walked) -> None:
        """Show a mention."""
        self.pane.go_to(event.span[0])
        self.tell(say(f"第 {event.number} 处，共 {event.count} 处", f"Mention {event.number} of {event.count}"))

    def on_set_page_moved(self) -> None:
        """Show how far the reader is."""
        self.update_title()

    def on_lit_page_walked(self) -> None:
        """Show which hit shows."""
        self.update_title()

    @on(KeyBar.Pressed)
    async def _key_clicked(self, event: KeyBar.Pressed) -> None:
        await self.run_command(event.command.name)
