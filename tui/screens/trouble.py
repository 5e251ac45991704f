"""What shows where the library cannot be used at all."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Center, Middle
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from store.errors import DubaoError
from store.safe import clean_text
from tui.say import say


class TroubleScreen(Screen[None]):
    """Says what happened and what to do; any of the keys of leaving ends the reader."""

    BINDINGS = [Binding("q,escape,enter", "app.quit_with(1)", show=False)]  # noqa: RUF012 -- Textual's own form

    def __init__(self, error: DubaoError) -> None:
        super().__init__()
        self.error = error

    def compose(self) -> ComposeResult:
        """Lay out title, message and hint."""
        with Middle(), Center():
            yield Static(
                Content.assemble(
                    (clean_text(self.error.title), "bold $error"),
                    "\n\n",
                    clean_text(self.error.message),
                    "\n\n",
                    clean_text(self.error.hint),
                    "\n\n",
                    ("q", "bold $accent"),
                    (say(" 退出", " quits"), "$faint"),
                ),
                id="trouble",
                markup=False,
            )
