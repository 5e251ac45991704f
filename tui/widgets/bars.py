"""The quiet lines around the panes: title, keys, find, and the progress of a load."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len
from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Input, ProgressBar, Static

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


class FindBar(Horizontal):
    """A line to type in what to find or to filter by; shown while it has the focus."""

    BINDINGS = [  # noqa: RUF012 -- Textual's own form
        Binding("escape", "leave_line", show=False),
        Binding("tab,shift+tab", "stay", show=False),
        Binding("ctrl+r", "switch", show=False),
    ]

    class Typed(Message):
        """What is written has changed."""

        def __init__(self, text: str) -> None:
            super().__init__()
            self.text = text

    class Switched(Message):
        """The key was pressed that changes between plain text and regular expressions."""

    class Entered(Message):
        """Enter was pressed (``text``), or Escape (None)."""

        def __init__(self, text: str | None) -> None:
            super().__init__()
            self.text = text

    def compose(self) -> ComposeResult:
        """Lay out the prompt and the input."""
        yield Static(id="find-prompt", markup=False)
        yield Input(id="find-input", compact=True, select_on_focus=False)

    def open(self, prompt: str, text: str) -> None:
        """Show the line with ``text``, which the next character written replaces."""
        self.prompt(prompt)
        field = self.query_one(Input)
        with self.prevent(Input.Changed):
            field.value = text
        field.action_select_all()
        self.display = True
        self.screen.set_focus(field)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Pass on what is written."""
        event.stop()
        self.post_message(self.Typed(event.value))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Pass on Enter."""
        event.stop()
        self.display = False
        self.post_message(self.Entered(event.value))

    def action_leave_line(self) -> None:
        """Pass on Escape."""
        self.display = False
        self.post_message(self.Entered(None))

    def prompt(self, prompt: str) -> None:
        """Say otherwise what is being asked for."""
        self.query_one("#find-prompt", Static).update(Content(prompt))

    def action_switch(self) -> None:
        """Pass on the switch."""
        self.post_message(self.Switched())

    def action_stay(self) -> None:
        """Tab does not leave the line."""


class LoadBar(Horizontal):
    """The progress of a load: a bar, what is being read, and the key that stops it."""

    def compose(self) -> ComposeResult:
        """Lay out the bar between two texts."""
        yield Static(id="load-what", markup=False)
        yield ProgressBar(id="load-bar", show_eta=False)
        yield Static(id="load-stop", markup=False)

    def show(self, what: str, done: int, total: int | None, stop_key: str) -> None:
        """Show that ``done`` of ``total`` files are read, and ``what`` is read now."""
        self.display = True
        self.query_one("#load-what", Static).update(Content(fit(what, max(10, self.size.width - 40))))
        self.query_one(ProgressBar).update(total=total, progress=done)
        self.query_one("#load-stop", Static).update(Content(f"{stop_key} {say('停止', 'stops')}"))
