"""Which lines of a sheet stand where on a screen: one column that scrolls, or columns that flow into one another.

With more than one column the body is one long strip of lines: the second column goes on where the first one ends, and
scrolling moves them together. Where everything fits, the columns are of one height, as in a newspaper.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from tui.typeset.layout import GUTTER, Sheet


class Place(NamedTuple):
    """A line on the screen: its index in the sheet, its row and the left edge of its column, in cells of the sheet."""

    line: int
    row: int
    x: int


class View(NamedTuple):
    """A sheet seen through a window of ``height`` rows, with ``top`` scrolled away."""

    sheet: Sheet
    height: int
    top: int = 0

    @property
    def max_top(self) -> int:
        """The top at which the last line is just visible."""
        sheet = self.sheet
        head, body = sheet.head, len(sheet.lines) - sheet.head
        if body > sheet.columns * self._whole(self.height):
            return head + body - sheet.columns * self._whole(self.height)
        return max(0, head + self._share(body) - self.height)

    def _whole(self, rows: int) -> int:
        """Return how many of these rows a column can use, so that none parts lines that belong together."""
        return rows - rows % self.sheet.pitch or rows

    def _share(self, lines: int) -> int:
        """Return the rows that lines take where all columns share them."""
        rows = -(-lines // self.sheet.columns)
        return rows + rows % self.sheet.pitch

    @property
    def rows(self) -> int:
        """Rows of each column that are used for the body."""
        free = max(0, self.height - max(0, self.sheet.head - self.top))
        left = len(self.sheet.lines) - self._body
        return min(self._whole(free) if self.sheet.columns > 1 else free, self._share(left))

    @property
    def _body(self) -> int:
        """The index of the first line of the body that is visible."""
        return max(self.sheet.head, self.top)

    @property
    def end(self) -> int:
        """The index after the last line that is visible."""
        if self.top + self.height < self.sheet.head:
            return self.top + self.height
        return min(len(self.sheet.lines), self._body + self.rows * self.sheet.columns)

    def place(self, line: int) -> Place | None:
        """Return where a line stands, or None where it is not visible."""
        sheet = self.sheet
        if not self.top <= line < self.end:
            return None
        if line < sheet.head:
            return Place(line, line - self.top, 0)
        column, row = divmod(line - self._body, self.rows)
        return Place(line, max(0, sheet.head - self.top) + row, column * (sheet.column + GUTTER))

    def row(self, row: int) -> Iterator[Place]:
        """Yield the lines that stand in a row, from left to right."""
        sheet, above = self.sheet, max(0, self.sheet.head - self.top)
        if row < above:
            yield Place(self.top + row, row, 0)
        elif row - above < self.rows:
            for column in range(sheet.columns):
                line = self._body + column * self.rows + row - above
                if line < len(sheet.lines):
                    yield Place(line, row, column * (sheet.column + GUTTER))

    def forward(self) -> int:
        """Return the top that shows the next screen, one line of this one kept."""
        return min(self.max_top, max(self.top + 1, self.end - self.sheet.pitch))

    def back(self) -> int:
        """Return the top that shows the screen before, one line of this one kept."""
        furthest = self.top - max(1, self.height * self.sheet.columns - self.sheet.pitch)
        for top in range(max(0, furthest), self.top):
            if self._replace(top=top).forward() >= self.top:
                return top
        return max(0, self.top - 1)
