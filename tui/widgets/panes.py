"""The place of the three panes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from textual.containers import Horizontal

from store.model import Span
from tui.commands import bindings

if TYPE_CHECKING:
    from tui.screens.keyed import KeyedScreen
    from tui.widgets.reading import ReadingPane


class Panes(Horizontal):
    """List, article, names. While hits show in the article, the keys of finding come before those of the screen.

    Hits of a search in the library show in every article of its list; their keys hold in the article only.
    """

    BINDINGS = bindings("finding")

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.needle = ""
        self._searched = False

    @property
    def finding(self) -> bool:
        """Whether the keys of finding hold now."""
        return bool(self.needle) and (not self._searched or self._pane.has_focus)

    @property
    def _pane(self) -> ReadingPane:
        return cast("ReadingPane", self.query_one("#reading"))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let the keys of finding hold only while hits show."""
        return self.finding if action in {"next_hit", "previous_hit", "end_find"} else True

    def show_hits(self, needle: str, hits: Sequence[Span]) -> int:
        """Light the places of ``needle`` in the article and go to the first; return how many there are."""
        pane = self._pane
        if hits:
            pane.show_hits(hits)
        else:
            pane.clear_find()
        before = self.finding
        self.needle = needle if hits else ""
        self._searched = False
        if self.finding != before:
            self.refresh_bindings()
        return len(hits)

    def show_searched(self, words: Sequence[str], text: str) -> None:
        """Light what a search of the library found in the article that has just been shown."""
        from store.library.snippets import hits

        found = hits(text, words) if words else ()
        self._pane.show_hits(found)
        self.needle = words[0] if found else ""
        self._searched = True
        self.refresh_bindings()

    def action_next_hit(self) -> None:
        """Go to the next hit."""
        self._pane.next_hit(1)

    def action_previous_hit(self) -> None:
        """Go to the hit before."""
        self._pane.next_hit(-1)

    def action_end_find(self) -> None:
        """Show no hits any more."""
        self.show_hits("", ())
        cast("KeyedScreen", self.screen).show_keys()
