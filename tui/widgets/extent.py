"""How far a pane scrolls."""

from __future__ import annotations

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.widget import Widget


def set_lines(view: ScrollView, lines: int) -> None:
    """Let a pane scroll over so many lines. Setting ``virtual_size`` would place every widget of the screen anew."""
    size = Size(0, lines)
    if size != view.virtual_size:
        view.set_reactive(Widget.virtual_size, size)
        view._scroll_update(size)
