"""The line to write in what to find, or what to filter by."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static


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

    def open(self, prompt: str, text: str, *, again: bool = False) -> None:
        """Show the line with ``text``, which the next character written replaces; ``again``: goes on from there."""
        self.prompt(prompt)
        field = self.query_one(Input)
        with self.prevent(Input.Changed):
            field.value = text
        field.action_end() if again else field.action_select_all()
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
