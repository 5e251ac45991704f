"""The keys of marks: read, bookmark, tags, note, and their undo. What shows is what has been saved."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from store.errors import LibraryError
from store.model import Row
from store.safe import clean_line
from tui.marking import Change, Done, Marking
from tui.say import say
from tui.screens.ask import AskScreen, Completions
from tui.screens.talking import TalkingScreen
from tui.widgets.cells import fit

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from store import Library
    from store.library.changes import Change as Undoable
    from tui.screens.main import MainScreen


def split_tags(written: str) -> tuple[str, ...]:
    """Return the tags in a line: between spaces or commas (Chinese ones too), without "#", each once, in order."""
    for comma in ",，、;；\u3000":
        written = written.replace(comma, " ")
    tags = (tag.lstrip("#＃") for tag in clean_line(written).split())
    return tuple(dict.fromkeys(tag for tag in tags if tag))


def tag_completions(line: str, known: dict[str, int]) -> Completions:
    """Return how the last word of ``line`` may go on: known tags that begin with it, then that contain it."""
    done, _, last = line.rpartition(" ")
    last = last.lstrip("#").casefold()
    taken = set(split_tags(done))
    by_use = sorted((tag for tag in known if tag not in taken and tag.casefold() != last), key=lambda tag: -known[tag])
    begin = [tag for tag in by_use if tag.casefold().startswith(last)]
    inside = [tag for tag in by_use if last in tag.casefold() and tag not in begin]
    prefix = f"{done} " if done else ""
    return [(f"{prefix}{tag} ", f"{tag}  {known[tag]}") for tag in (begin + inside)[:6]]


SAVING = ("marks", "pages")
"""The groups of workers that save: marks, and changes after which the list may be another one."""


class MarkKeys:
    """Changes marks of the article under the cursor, in workers that take turns."""

    def __init__(self, screen: MainScreen, library: Library) -> None:
        self._screen = screen
        self._library = library
        self._told: set[str] = set()
        self.marking = Marking(library)

    @property
    def _row(self) -> Row | None:
        return self._screen.articles.row

    def _change(self, row: Row, change: Change, what: str = "") -> None:
        """Save a change; with ``what`` it can be undone and is told.

        What could not be saved is said; where the reader did not ask for the change only once.
        """

        async def save() -> None:
            try:
                undo = await self.marking.change([row.id], change, f"{what} · {fit(row.headline, 60)}" if what else "")
            except LibraryError as error:
                if not what and str(error) in self._told:
                    return
                self._told.add(str(error))
                raise
            self._screen.browse.set_marks(dict(undo.after))
            if what:
                self._screen.tell(what)

        self._screen.work(save(), "marks", exclusive=False)

    def do(self, job: Callable[[], Undoable], what: str) -> None:
        """Save another change of the library, after which the list may be another one; it can be undone and is told."""

        async def save() -> None:
            await self.marking.do(job, what)
            self._screen.tell(what)
            self._screen.browse.reload(awaited=True)

        self._screen.work(save(), "pages", exclusive=False)

    @property
    def saving(self) -> bool:
        """Whether a change is not saved yet."""
        return self._screen.at_work(*SAVING)

    async def saved(self) -> None:
        """Wait until what is being saved has been."""
        await self._screen.finished(*SAVING)

    def read(self) -> None:
        """Mark the article as read, because it is being read: not a change to be undone."""
        if self._row and not self._row.marks.read:
            self._change(self._row, lambda marks: replace(marks, read=True))

    def toggle_read(self) -> None:
        """Mark as read, or as unread again."""
        if row := self._row:
            read = not row.marks.read
            what = say("已读", "Read") if read else say("未读", "Unread")
            self._change(row, lambda marks: replace(marks, read=read), what)

    def bookmark(self) -> None:
        """Set or remove the bookmark."""
        if row := self._row:
            on = not row.marks.bookmarked
            what = say("已收藏", "Bookmarked") if on else say("取消收藏", "Bookmark removed")
            self._change(row, lambda marks: replace(marks, bookmarked=on), what)

    def keep_place(self, row: Row, position: int) -> None:
        """Remember where in the article the reader was (characters)."""
        self._change(row, lambda marks: replace(marks, position=position))

    async def tags(self) -> None:
        """Ask for the tags of the article."""
        if not (row := self._row):
            return
        known = cache(self._library.tags)

        def keep(written: str) -> None:
            if (tags := split_tags(written)) != row.marks.tags:
                shown = " ".join(f"#{tag}" for tag in tags)
                what = say("标签：", "Tags: ") + shown if tags else say("去掉标签", "Tags removed")
                self._change(row, lambda marks: replace(marks, tags=tags), what)

        line = " ".join(row.marks.tags)
        await self._screen.ask(
            AskScreen(
                say("标签", "Tags"),
                say(
                    "空格分开   Tab 补全   Enter 保存   Esc 取消",
                    "spaces between   Tab completes   Enter saves   Esc cancels",
                ),
                f"{line} " if line else "",
                lambda line: tag_completions(line, known()),
                placeholder=say("经济 港口", "economy port"),
            ),
            keep,
        )

    async def note(self) -> None:
        """Ask for a note on the article."""
        if not (row := self._row):
            return
        from tui.screens.note import NoteScreen

        def keep(note: str) -> None:
            if note != row.marks.note:
                what = say("批注已保存", "Note saved") if note else say("批注已删除", "Note removed")
                self._change(row, lambda marks: replace(marks, note=note), what)

        await self._screen.ask(NoteScreen(row.headline, row.marks.note), keep)

    def undo(self) -> None:
        """Take back the last change and say which it was."""
        self._turn(self.marking.undo, say("撤销：", "Undone: "), say("没有可撤销的", "Nothing to undo"))

    def redo(self) -> None:
        """Do again what was undone last and say which it was."""
        self._turn(self.marking.redo, say("重做：", "Done again: "), say("没有可重做的", "Nothing to do again"))

    def _turn(self, turn: Callable[[], Awaitable[Done | None]], said: str, nothing: str) -> None:
        from store.library.changes import Restored
        from store.library.marks import Undo

        async def save() -> None:
            done = await turn()
            if done is None:
                self._screen.tell(nothing)
            else:
                if isinstance(done.undo, Undo):
                    browse = self._screen.browse
                    browse.set_marks(dict(done.undo.after))
                    if browse.view.follow(done.undo.before, done.undo.after, len(browse.list.listing.rows)):
                        browse.reload(awaited=True)
                else:
                    back = done.undo.articles.values() if isinstance(done.undo, Restored) else ()
                    aim = next((article for articles in back for article in articles), "")
                    self._screen.browse.reload(awaited=True, aim=aim)
                self._screen.tell(said + done.what)

        self._screen.work(save(), "pages", exclusive=False)


class MarkActions(TalkingScreen):
    """The actions of ``MarkKeys``."""

    marks: MarkKeys

    def action_bookmark(self) -> None:
        self.marks.bookmark()

    def action_toggle_read(self) -> None:
        self.marks.toggle_read()

    async def action_tags(self) -> None:
        await self.marks.tags()

    async def action_note(self) -> None:
        await self.marks.note()

    def action_undo(self) -> None:
        self.marks.undo()

    def action_redo(self) -> None:
        self.marks.redo()
