"""The place of the three panes."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from textual.containers import Horizontal

from tui.commands import bindings

if TYPE_CHECKING:
    from tui.widgets.reading import ReadingPane


class Panes(Horizontal):
    """List, article, names. While hits of a find show, its keys come before those of the screen."""

    BINDINGS = bindings("finding")

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.needle = ""

    @property
    def _pane(self) -> ReadingPane:
        return cast("ReadingPane", self.query_one("#reading"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let the keys of finding hold only while hits show."""
        return bool(self.needle) if action in {"next_hit", "previous_hit", "end_find"} else True

    def find(self, needle: str) -> int:
        """Light every ``needle`` in the article and go to the first; return how many there are."""
        pane = self._pane
        hits = pane.find(needle) if needle else 0
        if not hits:
            pane.clear_find()
        self.needle = needle if hits else ""
        self.refresh_bindings()
        return hits

    def action_next_hit(self) -> None:
        """Go to the next hit."""
        self._pane.next_hit(1)

    def action_previous_hit(self) -> None:
        """Go to the hit before."""
        self._pane.next_hit(-1)

    def action_end_find(self) -> None:
        """Show no hits any more."""
        self.find("")
