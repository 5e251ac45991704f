"""The line that shows how far a load is."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import ProgressBar, Static

from tui.say import say
from tui.widgets.cells import fit


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
