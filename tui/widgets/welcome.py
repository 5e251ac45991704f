"""What an empty library shows: what to press, and what to type."""

from __future__ import annotations

from pathlib import Path

from textual.content import Content
from textual.widgets import Static

from tui.keys import shown_key
from tui.say import say


class Welcome(Static):
    """The page before the first page."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id, markup=False)

    def show(self, folder: Path, add_key: str, help_key: str, quit_key: str) -> None:
        """Say how pages come into the library in ``folder``."""
        add, helping, leaving = shown_key(add_key), shown_key(help_key), shown_key(quit_key)
        self.update(
            Content.assemble(
                ("读  报\n", "bold $accent"),
                (say("书库还是空的\n\n", "The library is empty\n\n"), "$faint"),
                (say("按 ", "Press "), ""),
                (add, "bold $accent"),
                (say(" 然后写出版面文件或文件夹，例如\n", " and type the path of a page or a folder, like\n"), ""),
                ("~/papers/2026-03-20/\n\n", "bold"),
                (say("或在命令行中写\n", "or type in a shell\n"), ""),
                ("dubao load ~/papers/2026-03-20/\n\n", "bold"),
                (helping, "bold $accent"),
                (say(" 帮助    ", " help    "), "$faint"),
                (leaving, "bold $accent"),
                (say(" 退出\n\n", " quit\n\n"), "$faint"),
                (say("书库：", "Library: "), "$faint"),
                (str(folder), "$faint"),
            )
        )
