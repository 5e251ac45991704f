"""A list of any length with a cursor, drawn line by line: a key costs the same at ten rows and at a million."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.commands import bindings
from tui.widgets.cells import fill
from tui.widgets.extent import set_lines
from tui.widgets.groups import Groups

Piece = tuple[str, str]
"""A text and the name of the component class that styles it, without ``list--``."""

KEPT_STRIPS = 1000
"""So many drawn lines are kept: scrolling by a line draws one line, not a screen of them."""


class CursorList(ScrollView, can_focus=True, inherit_bindings=False):
    """Rows under heads, with a cursor that stands on a row. Subclasses say how a row and a head look."""

    BINDINGS = bindings("pane")
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "list--row",
        "list--faint",
        "list--head",
        "list--strong",
        "list--accent",
        "list--warn",
        "list--star",
        "list--tag",
        "list--hit",
        "list--cursor",
        "list--cursor-blurred",
    }
    cursor: reactive[int] = reactive(-1, init=False)
    """The index of the row under the cursor, or -1 where the list is empty."""

    class Moved(Message):
        """The cursor stands on another row, or the row under it is another one."""

        def __init__(self, cursor_list: CursorList) -> None:
            super().__init__()
            self.cursor_list = cursor_list

        @property
        def control(self) -> CursorList:
            """The list whose cursor moved."""
            return self.cursor_list

    class Chosen(Message):
        """A row was clicked: go in."""

        def __init__(self, cursor_list: CursorList) -> None:
            super().__init__()
            self.cursor_list = cursor_list

        @property
        def control(self) -> CursorList:
            """The list whose row was chosen."""
            return self.cursor_list

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.groups = Groups()
        self.empty_text = ""
        self._strips: dict[int, Strip] = {}

    # What a subclass says ------------------------------------------------------------------------------------------

    def row_pieces(self, row: int, width: int) -> Sequence[Piece]:
        """Return what ``row`` looks like in ``width`` cells."""
        raise NotImplementedError

    def more_pieces(self, row: int, width: int) -> Sequence[Piece]:
        """Return what the second line of ``row`` looks like, where rows have two."""
        return []

    def head_pieces(self, group: int, width: int) -> Sequence[Piece]:
        """Return what the head of ``group`` looks like in ``width`` cells."""
        raise NotImplementedError

    # Content -------------------------------------------------------------------------------------------------------

    def set_groups(self, groups: Groups, cursor: int) -> None:
        """Show other rows, with the cursor on row ``cursor`` (brought into range)."""
        self.groups = groups
        set_lines(self, groups.lines)
        with self.prevent(CursorList.Moved):
            self.set_reactive(CursorList.cursor, max(-1, min(cursor, groups.rows - 1)))
        self._show_cursor()
        self.redraw()

    def redraw(self) -> None:
        """Draw everything again."""
        self._strips.clear()
        self.refresh()

    def refresh_row(self, row: int) -> None:
        """Draw ``row`` again."""
        first = self.groups.line_of(row)
        for line in range(first, first + self.groups.height):
            self._strips.pop(line, None)
        self.refresh_lines(first, self.groups.height)

    def notify_style_update(self) -> None:
        """Forget what was drawn in another theme."""
        self._strips.clear()
        super().notify_style_update()

    # Moving --------------------------------------------------------------------------------------------------------

    def go_to(self, row: int) -> bool:
        """Put the cursor on ``row``, brought into range; return whether it moved."""
        row = max(-1, min(row, self.groups.rows - 1))
        moved = row != self.cursor
        self.cursor = row
        return moved

    def watch_cursor(self, old: int, new: int) -> None:
        """Draw the two rows that changed and tell who listens."""
        for row in (old, new):
            if 0 <= row < self.groups.rows:
                self.refresh_row(row)
        self._show_cursor()
        self.post_message(self.Moved(self))

    def _show_cursor(self) -> None:
        """Scroll so that the cursor is visible, and its head where it is the first of its group."""
        if self.cursor < 0 or not self.size.height:
            return
        line = self.groups.line_of(self.cursor)
        top = self.scroll_offset.y
        first = line - 1 if self.groups.row_at(line - 1) is None else line
        last = line + self.groups.height
        if first < top:
            self.scroll_to(y=first, animate=False, force=True, immediate=True)
        elif last > top + self.size.height:
            self.scroll_to(y=last - self.size.height, animate=False, force=True, immediate=True)

    def action_down(self) -> None:
        """Move one row down."""
        self.go_to(min(self.cursor + 1, self.groups.rows - 1))

    def action_up(self) -> None:
        """Move one row up."""
        self.go_to(max(self.cursor - 1, min(0, self.groups.rows - 1)))

    def action_screen_down(self) -> None:
        """Move about one screen down."""
        self.go_to(self.cursor + max(1, self.size.height - 2))

    def action_screen_up(self) -> None:
        """Move about one screen up."""
        self.go_to(max(0, self.cursor - max(1, self.size.height - 2)))

    def action_first(self) -> None:
        """Move to the first row."""
        self.go_to(0)

    def action_last(self) -> None:
        """Move to the last row."""
        self.go_to(self.groups.rows - 1)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on the row that was clicked; a click on the cursor's row goes in."""
        row = self.groups.row_at(event.y + self.scroll_offset.y)
        if row is None:
            return
        if not self.go_to(row):
            self.post_message(self.Chosen(self))

    def on_resize(self) -> None:
        """Keep the cursor visible."""
        self._strips.clear()
        self._show_cursor()

    # Drawing -------------------------------------------------------------------------------------------------------

    def render_line(self, y: int) -> Strip:
        """Draw line ``y`` of the visible part."""
        line = y + self.scroll_offset.y
        if line >= self.groups.lines:
            return self._empty_line(y, self.scrollable_content_region.width)
        row = self.groups.row_at(line)
        if row is not None and row == self.cursor:
            return self._row_line(row, line, "cursor" if self.has_focus else "cursor-blurred")
        strip = self._strips.get(line)
        if strip is None:
            strip = self._head_line(line) if row is None else self._row_line(row, line, None)
            if len(self._strips) >= KEPT_STRIPS:
                self._strips.clear()
            self._strips[line] = strip
        return strip

    def _head_line(self, line: int) -> Strip:
        width = self.scrollable_content_region.width
        return self._strip(self.head_pieces(self.groups.group_at(line), width), width, "head", None)

    def _row_line(self, row: int, line: int, cursor: str | None) -> Strip:
        width = self.scrollable_content_region.width
        part = line - self.groups.line_of(row)
        pieces = self.row_pieces(row, width) if part == 0 else self.more_pieces(row, width)
        return self._strip(pieces, width, "row", cursor)

    def _empty_line(self, y: int, width: int) -> Strip:
        lines = self.empty_text.split("\n") if not self.groups.rows else []
        text = lines[y - 1] if 1 <= y <= len(lines) else ""
        return self._strip([(" " + text, "faint")], width, "row", None)

    def _strip(self, pieces: Sequence[Piece], width: int, base: str, cursor: str | None) -> Strip:
        ground = self.get_component_rich_style(f"list--{base}")
        over = self.get_component_rich_style(f"list--{cursor}", partial=True) if cursor else Style.null()
        segments = [
            Segment(text, ground + self.get_component_rich_style(f"list--{style}", partial=True) + over)
            for text, style in pieces
        ]
        return Strip(segments).adjust_cell_length(width, ground + over)


def between(left: Sequence[Piece], right: Sequence[Piece], width: int) -> list[Piece]:
    """Set ``left`` and ``right`` at the two edges of ``width`` cells; the last piece of ``left`` gives way."""
    used = sum(cell_len(text) for text, _ in (*left[:-1], *right))
    text, style = left[-1]
    return [*left[:-1], (fill(text, max(0, width - used)), style), *right]
