"""What is done to a list as a whole: all read, a tag renamed, a search saved. Each is undone in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from store.many import many
from store.model import Marks, Selection
from store.safe import clean_line
from tui.lists import View
from tui.say import say
from tui.screens.ask import AskScreen
from tui.screens.marks import MarkKeys, split_tags
from tui.widgets.cells import fit

if TYPE_CHECKING:
    from store import Library
    from store.library.changes import Change
    from tui.screens.main import MainScreen


def as_read(marks: Marks) -> Marks:
    """Return marks of an article that has been read."""
    return replace(marks, read=True)


class Wholes:
    """Changes all articles of a list together."""

    def __init__(self, screen: MainScreen, library: Library, marks: MarkKeys) -> None:
        self._screen = screen
        self._library = library
        self._marks = marks

    async def read_all(self) -> None:
        """Ask, and mark every article of the list as read."""
        listing = self._screen.articles.listing
        unread = listing.unread.count(1)
        if not unread:
            self._screen.tell(say("这里没有未读稿件", "Nothing is unread here"))
            return
        title = self._screen.browse.view.title
        question = say(
            f"把“{title}”的 {unread} 篇未读稿件标为已读？", f"Mark {many(unread, 'article')} of “{title}” as read?"
        )
        what = say(f"全部已读：{unread} 篇", f"All read: {many(unread, 'article')}")

        def mark() -> Change:
            ids = [listing.rows[place].id for place, is_unread in enumerate(listing.unread) if is_unread]
            return self._library.change(ids, as_read)

        def read(_: str) -> None:
            self._marks.do(mark, what)

        hint = say("Enter 标为已读（u 可撤销）   Esc 取消", "Enter marks them (u brings it back)   Esc cancels")
        await self._screen.ask(AskScreen(question, hint, placeholder="Enter"), read)

    async def retag(self) -> None:
        """Ask for another name of the tag whose list shows, and give it to all its articles."""
        view = self._screen.browse.view
        tag = view.selection.tag
        if not tag:
            self._screen.tell(say("先用 o 打开一个标签的列表", "First open the list of a tag with o"))
            return

        def rename(written: str) -> None:
            new = (*split_tags(written), "")[0]
            if new == tag:
                return
            what = (
                say(f"标签 #{tag} → #{new}", f"Tag #{tag} → #{new}") if new else say(f"去掉 #{tag}", f"Removed #{tag}")
            )
            view.selection = Selection(tag=new) if new else view.selection
            view.title = f"#{new}" if new else view.title
            self._marks.do(lambda: self._library.rename_tag(tag, new), what)

        hint = say("Enter 改名   留空则去掉   Esc 取消", "Enter renames   empty removes it   Esc cancels")
        title = say(f"标签 #{tag} 改名", f"Rename the tag #{tag}")
        await self._screen.ask(AskScreen(fit(title, 60), hint, tag), rename)

    async def keep_list(self) -> None:
        """Ask for a name, and save the search that shows under it."""
        view: View = self._screen.browse.view
        query = view.selection.query
        if not query:
            self._screen.tell(say("先用 s 搜索", "First search with s"))
            return
        known = next((name for name, saved in self._library.queries().items() if saved == query), "")

        def save(written: str) -> None:
            name = clean_line(written)
            if name == known or not (name or known):
                return
            what = say(f"已存列表“{name}”", f"List “{name}” saved") if name else say("列表已删去", "List removed")
            view.title = name or view.title
            self._marks.do(lambda: self._library.save_query(name or known, query if name else ""), what)

        hint = say("Enter 保存   留空则删去   Esc 取消", "Enter saves   empty removes it   Esc cancels")
        await self._screen.ask(AskScreen(say("列表的名字", "Name of the list"), hint, known), save)
