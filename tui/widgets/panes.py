"""The place of the three panes."""

from __future__ import annotations

from collections.abc import Sequence

from textual.containers import Horizontal

from store.model import Span
from tui.commands import bindings
from tui.widgets.reading import ReadingPane


class Panes(Horizontal):
    """List, article, names. While hits of a find show, its keys come before those of the screen."""

    BINDINGS = bindings("finding")

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.needle = ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let the keys of finding hold only while hits show."""
        return bool(self.needle) if action in {"next_hit", "previous_hit", "end_find"} else True

    def show_hits(self, needle: str, hits: Sequence[Span]) -> int:
        """Light the places of ``needle`` in the article and go to the first; return how many there are."""
        pane = self.query_one(ReadingPane)
        if hits:
            pane.show_hits(hits)
        else:
            pane.clear_find()
        before, self.needle = self.needle, needle if hits else ""
        if bool(before) != bool(self.needle):
            self.refresh_bindings()
        return len(hits)

    def action_next_hit(self) -> None:
        """Go to the next hit."""
        self.query_one(ReadingPane).next_hit(1)

    def action_previous_hit(self) -> None:
        """Go to the hit before."""
        self.query_one(ReadingPane).next_hit(-1)

    def action_end_find(self) -> None:
        """Show no hits any more."""
        self.show_hits("", ())
