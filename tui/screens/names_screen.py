"""A screen of names that stands before the main one: its keys, its undo, its way back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual import on
from textual.binding import ActiveBinding
from textual.widgets import Input

from tui.ahead import Wait
from tui.commands import BY_NAME, in_footer
from tui.screens.keyed import KeyedScreen
from tui.screens.now import AT_ONCE
from tui.widgets.bars import KeyBar

if TYPE_CHECKING:
    from store import Library
    from tui.screens.main import MainScreen

COMMON = frozenset(
    (
        *("go_in", "come_back", "next_pane", "previous_pane", "entity", "who", "undo", "redo"),
        *("find", "choose", "search", "theme", "help", "palette", "leave"),
    )
)
"""Commands of the main screen that may have a meaning on a screen of names as well."""

ON_NAME = frozenset({"articles_with", "follow", "join", "tell_apart", "order"})
"""Commands that do something with a name."""

DECIDING = frozenset({"follow", "join", "tell_apart", "undo", "redo"})
"""Commands that go on from what the reader decided, as it is saved."""


class NamesScreen(KeyedScreen):
    """Shows what the library says of names; what the reader decides about them is saved by the main screen."""

    AUTO_FOCUS = ""
    FETCHING: tuple[str, ...] = ()
    """The groups of workers that bring what the keys are meant for."""

    def __init__(self, main: MainScreen, library: Library) -> None:
        super().__init__()
        self.main = main
        self.library = library
        self.keymap = main.keymap

    @property
    def hint(self) -> str:
        """What Enter and Escape do in a line that is open."""
        return ""

    def reload(self) -> None:
        """Fetch again what shows: names may have become others."""
        raise NotImplementedError

    def sign(self) -> None:
        """Show again which names are followed."""
        self.reload()

    def wanting(self, key: ActiveBinding | None) -> Wait | None:
        """Return what a key still has to wait for so that it acts on what it was meant for, or None."""
        action = key.binding.action if key else ""
        if action not in BY_NAME:
            return None
        if action in DECIDING and self.main.marks.saving:
            return self.main.marks.saved
        if action not in AT_ONCE and self.at_work(*self.FETCHING):
            return partial(self.finished, *self.FETCHING)
        return None

    def show_keys(self, pending: str = "") -> None:
        """Show the keys that hold now; ``pending`` is what has been typed of a sequence."""
        bar = self.query_one(KeyBar)
        if isinstance(self.focused, Input):
            bar.tell(self.hint)
        else:
            commands = [each for each in in_footer(["name", "pane", "everywhere"]) if self.has_command(each.name)]
            bar.show(commands, self.keymap, pending)

    def on_descendant_focus(self) -> None:
        """Show the keys of the pane that has the focus."""
        self.show_keys()

    @on(KeyBar.Pressed)
    async def _key_clicked(self, event: KeyBar.Pressed) -> None:
        await self.run_command(event.command.name)

    def action_come_back(self) -> None:
        self.app.pop_screen()

    def action_undo(self) -> None:
        self.main.marks.undo()

    def action_redo(self) -> None:
        self.main.marks.redo()

    async def action_leave(self) -> None:
        await self.main.action_leave()
