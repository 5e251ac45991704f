"""The quiet lines around the panes: title and keys."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from tui.command import Command
from tui.commands import keys_of
from tui.keys import shown_key
from tui.say import say
from tui.widgets.cells import fit


class TitleBar(Widget):
    """The first line: what list this is, and where in the article the reader stands."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._left = ("", "")
        self._right = ""

    def show(self, title: str, count: str, right: str) -> None:
        """Show the title of the list, how much is in it, and something at the right edge."""
        if ((title, count), right) != (self._left, self._right):
            self._left, self._right = (title, count), right
            self.refresh()

    def render(self) -> Content:
        """Draw the line; what does not fit is cut."""
        width = self.size.width
        title, count = self._left
        right = fit(self._right, width // 2)
        brand = say(" 读报 ", " 读报 Dubao ")
        room = width - cell_len(brand) - cell_len(right) - 3
        shown = fit(title, room)
        tail = fit(count, room - cell_len(shown) - 2)
        gap = " " * max(0, room - cell_len(shown) - cell_len(tail))
        return Content.assemble(
            (brand, "bold $accent"), (f" {shown}", "bold"), (f" {tail}", "$faint"), gap, (f"{right} ", "$faint")
        )


class KeyBar(Widget):
    """The last line: the keys that matter here, made from the command registry."""

    class Pressed(Message):
        """A key in the bar was clicked."""

        def __init__(self, command: Command) -> None:
            super().__init__()
            self.command = command

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._commands: Sequence[Command] = ()
        self._keymap: dict[str, str] = {}
        self._pending = ""
        self._told = ""

    def show(self, commands: Sequence[Command], keymap: dict[str, str], pending: str = "") -> None:
        """Show the keys of ``commands``, best first; ``pending`` is what has been typed of a sequence."""
        self._set(commands, keymap, pending, "")

    def tell(self, told: str) -> None:
        """Show a line of our own where keys are letters of something being written."""
        self._set((), self._keymap, "", told)

    def _set(self, commands: Sequence[Command], keymap: dict[str, str], pending: str, told: str) -> None:
        """Draw the line again where it says something else than before."""
        wanted = tuple(commands), keymap, pending, told
        if wanted != (self._commands, self._keymap, self._pending, self._told):
            self._commands, self._keymap, self._pending, self._told = wanted
            self.refresh()

    def _layout(self) -> list[tuple[Command, str, str]]:
        """Return the commands that fit, with key and label as shown."""
        room = self.size.width - 1 - (cell_len(self._pending) + 2 if self._pending else 0)
        shown = []
        for command in self._commands:
            key = shown_key(keys_of(command, self._keymap)[0])
            label = say(*(command.label or command.title))
            width = cell_len(key) + cell_len(label) + 3
            if width > room:
                break
            room -= width
            shown.append((command, key, label))
        return shown

    def render(self) -> Content:
        """Draw the keys."""
        parts: list[Content | tuple[str, str]] = [Content(" "), (self._told, "$faint")]
        if self._pending:
            parts.append((f"{shown_key(self._pending)}…  ", "bold $accent"))
        for _, key, label in self._layout():
            parts += [(key, "bold $accent"), (f" {label}  ", "$faint")]
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Do what the key that was clicked does."""
        left = 1
        for command, key, label in self._layout():
            right = left + cell_len(key) + cell_len(label) + 3
            if left <= event.x < right:
                self.post_message(self.Pressed(command))
                return
            left = right
