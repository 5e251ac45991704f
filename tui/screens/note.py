"""Writing a note on an article."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static, TextArea

from tui.say import say
from tui.widgets.cells import fit


class NoteScreen(ModalScreen["str | None"]):
    """Returns the note as it shall be kept, or None where nothing shall change."""

    BINDINGS = [  # noqa: RUF012 -- Textual's own form
        Binding("escape", "dismiss(None)", show=False, priority=True),
        Binding("ctrl+s", "save", show=False, priority=True),
    ]

    def __init__(self, headline: str, note: str) -> None:
        super().__init__()
        self._headline = headline
        self._note = note

    def compose(self) -> ComposeResult:
        """Lay out headline, text and hint."""
        with Vertical(classes="dialog tall"):
            yield Static(
                Content(say("批注：", "Note on ") + fit(self._headline, 46)), classes="dialog-title", markup=False
            )
            yield TextArea(self._note, soft_wrap=True, show_line_numbers=False, compact=True)
            yield Static(
                Content(say("^S 保存   Esc 放弃", "^S saves   Esc leaves it as it was")), classes="dialog-hint"
            )

    def on_mount(self) -> None:
        """Begin at the end of the note."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)

    def action_save(self) -> None:
        """Answer with the text."""
        self.dismiss(self.query_one(TextArea).text.strip())
