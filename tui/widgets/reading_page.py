"""An article as a set page that scrolls: set once for its width and display, drawn again only where it changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from store.model import Article, PageFacts, Span
from tui.typeset.layout import EMPTY, GUTTER, Line, Sheet, Style, set_article
from tui.typeset.measures import MEASURE
from tui.typeset.view import Place, View
from tui.widgets.extent import set_lines
from tui.widgets.reading_paint import Layer, paint


class SetPage(ScrollView):
    """Shows one article, set for the pane's width.

    Every place in it is an offset of characters into the article's text, so the reader's place survives a change of
    width and of word display.
    """

    ALLOW_SELECT = True
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"reading--{name}"
        for name in (
            *("folio", "rule", "kicker", "headline", "subtitle", "byline", "dateline", "subhead"),
            *("body", "blank", "credit", "jump", "doubt", "ruby"),
        )
    }

    measure: reactive[int] = reactive(MEASURE, init=False)
    """Cells of the longest comfortable line."""
    columns: reactive[int] = reactive(0, init=False)
    """1 or 2 columns, or 0 for as many as are comfortable."""
    ambiguous_wide: reactive[bool] = reactive(default=False, init=False)
    """Whether the terminal draws East Asian ambiguous characters two cells wide."""

    class Moved(Message):
        """The first visible line changed; ``position`` is the offset of its first character."""

        def __init__(self, position: int) -> None:
            super().__init__()
            self.position = position

        def can_replace(self, message: Message) -> bool:
            """Say that only the newest place counts."""
            return isinstance(message, SetPage.Moved)

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._article: Article | None = None
        self._facts = PageFacts()
        self._halves = ("", "")
        self._sheet = EMPTY
        self._position = 0
        self._set_for = 0
        self._selected: Span = (0, 0)
        self._strips: dict[int, Strip] = {}
        self._styles: dict[str, RichStyle] = {}

    # What a subclass says ------------------------------------------------------------------------------------------

    def how_to_set(self, width: int) -> Style:
        """Return how the article is to be set in ``width`` cells."""
        return Style(width, self.measure, self.columns, ambiguous_wide=self.ambiguous_wide)

    def overlays(self, line: Line) -> Iterator[Layer]:
        """Yield what is laid over a line, the lowest first."""
        yield Layer(*self._selected, "selection")

    # What shows ----------------------------------------------------------------------------------------------------

    @property
    def article(self) -> Article | None:
        """The article that is shown."""
        return self._article

    @property
    def sheet(self) -> Sheet:
        """The article as it is set."""
        return self._sheet

    @property
    def view(self) -> View:
        """The sheet as it is scrolled now."""
        return View(self._sheet, self.size.height, self.scroll_offset.y)

    @property
    def position(self) -> int:
        """The offset of the first character of the first visible line; 0 at the very top."""
        return self._position

    @property
    def progress(self) -> float:
        """How much of the article has been on the screen when the last visible line is read: 0.0 to 1.0."""
        lines = len(self._sheet.lines)
        return self.view.end / lines if lines else 0.0

    @property
    def at_end(self) -> bool:
        """Whether the last line is visible."""
        return self.scroll_offset.y >= self.view.max_top

    def set_page(self, position: int) -> None:
        """Set the article for the pane's width, with the character at ``position`` on top."""
        width = self._set_for = self.scrollable_content_region.width
        self._sheet = EMPTY
        if self._article is not None and width:
            self._sheet = set_article(self._article, self._facts, self.how_to_set(width), self._halves)
        if self.is_mounted and self.text_selection is not None:
            self.screen.clear_selection()
        self._selected = (0, 0)
        self._place_page(position)
        self.redraw_all()

    def _place_page(self, position: int) -> None:
        set_lines(self, self.view.max_top + self.size.height)
        self._position = position
        self._scroll_line(self._sheet.top_of(position) if position else 0)

    def set_again(self) -> None:
        """Set the article again; the place stays."""
        self.set_page(self._position)

    def on_resize(self, event: events.Resize) -> None:
        """Set the article again for a new width; the place stays."""
        if self.scrollable_content_region.width == self._set_for:
            self._place_page(self._position)
        else:
            self.set_again()

    def watch_measure(self) -> None:
        """Set the article again."""
        self.set_again()

    watch_columns = watch_ambiguous_wide = watch_measure

    # Scrolling -----------------------------------------------------------------------------------------------------

    def _scroll_line(self, line: int) -> None:
        self.scroll_to(y=line, animate=False, immediate=True, force=True)

    def validate_scroll_y(self, value: float) -> float:
        """Keep lines that belong together in one column."""
        top = super().validate_scroll_y(value)
        below = round(top) - self._sheet.head
        odd = below % self._sheet.pitch if below > 0 and self._sheet.columns > 1 else 0
        return top - odd

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember the place and tell it."""
        super().watch_scroll_y(old_value, new_value)
        sheet, line = self._sheet, round(new_value)
        if not sheet.lines or line in (round(old_value), sheet.top_of(self._position)):
            return
        self._position = sheet.offset_at(line) if line else 0
        self.post_message(self.Moved(self._position))

    def go_to(self, offset: int) -> None:
        """Scroll so that the line of ``offset`` is visible, with a few lines before it; not at all if it is already."""
        line = self._sheet.line_at(offset)
        if self.view.place(line) is None:
            self._scroll_line(max(0, self._sheet.top_of(offset) - self.size.height // 3))

    def put_on_top(self, offset: int) -> None:
        """Scroll so that the line of ``offset`` is the first one."""
        self._scroll_line(self._sheet.top_of(offset) if offset else 0)

    def line_down(self) -> None:
        """Scroll one line on."""
        self._scroll_line(self.scroll_offset.y + self._sheet.pitch)

    def line_up(self) -> None:
        """Scroll one line back."""
        self._scroll_line(self.scroll_offset.y - self._sheet.pitch)

    def screen_forward(self) -> bool:
        """Scroll a screen on, one line kept in sight; return False where the end was visible already."""
        if self.at_end:
            return False
        self._scroll_line(self.view.forward())
        return True

    def screen_back(self) -> None:
        """Scroll a screen back, one line kept in sight."""
        self._scroll_line(self.view.back())

    def to_start(self) -> None:
        """Scroll to the first line."""
        self._scroll_line(0)

    def to_end(self) -> None:
        """Scroll to the last line."""
        self._scroll_line(self.view.max_top)

    # Selecting by mouse --------------------------------------------------------------------------------------------

    @property
    def selected(self) -> Span | None:
        """The range of the text that is selected by mouse, or None."""
        selection = self.text_selection
        if selection is None or not self._sheet.lines:
            return None
        start, end = selection
        first = self._sheet.offset_drawn(start.y, start.x) if start else 0
        last = self._sheet.offset_drawn(end.y, end.x) if end else len(self._sheet.text)
        return min(first, last), max(first, last)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text as it is, without the line breaks and spaces of the layout."""
        span = self.selected
        return (self._sheet.text[slice(*span)], "\n") if span else None

    def selection_updated(self, selection: Selection | None) -> None:
        """Draw what was and what is selected again."""
        now = self.selected or (0, 0)
        self.redraw(difference(self._selected, now))
        self._selected = now

    # Drawing -------------------------------------------------------------------------------------------------------

    def redraw(self, spans: Iterable[Span]) -> None:
        """Draw the cells of these ranges again."""
        sheet, view = self._sheet, self.view
        for start, end in spans:
            for number in range(sheet.line_at(start), sheet.line_at(max(start, end - 1)) + 1):
                self._strips.pop(number, None)
                place = view.place(number)
                if place is not None:
                    line = sheet.lines[number]
                    if self.ambiguous_wide:  # Textual would cut the row in the wrong cell
                        self.refresh(Region(0, place.row, self.size.width, 1))
                        continue
                    first, last = max(start, line.start), min(end, sheet.shown_end(line))
                    x = self._margin + place.x + sheet.x_of(line, first)
                    self.refresh(Region(x, place.row, sheet.x_of(line, last) - sheet.x_of(line, first), 1))

    def redraw_all(self) -> None:
        """Draw everything again; nothing is set again."""
        self._strips.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """Forget what was drawn in another theme."""
        self._strips.clear()
        self._styles.clear()
        super().notify_style_update()

    @property
    def _margin(self) -> int:
        """Empty cells left of the sheet, which stands in the middle of the pane."""
        return max(0, self.size.width - self._sheet.width) // 2

    def _style(self, name: str) -> RichStyle:
        if name not in self._styles:
            if f"reading--{name}" in self._get_component_classes():
                self._styles[name] = self._own_style(f"reading--{name}")
            else:
                # Textual's letters are transparent there, which a terminal draws in the colour of the ground
                ground = self.screen.get_component_rich_style(f"screen--{name}").bgcolor
                self._styles[name] = RichStyle(bgcolor=ground)
        return self._styles[name]

    def _own_style(self, name: str) -> RichStyle:
        """Return what a component class sets and nothing else, with its colours mixed with what is under them."""
        own = self.get_component_rich_style(name, partial=True)
        mixed = self.get_component_rich_style(name)
        colours = RichStyle(color=mixed.color if own.color else None, bgcolor=mixed.bgcolor if own.bgcolor else None)
        return own.without_color + colours

    def render_line(self, y: int) -> Strip:
        """Return row ``y`` of the visible part."""
        width, style = self.size.width, self.rich_style
        places = list(self.view.row(y)) if self._sheet.lines else []
        if not places:
            return Strip.blank(width, style)
        strips, x = [], 0
        for place in places:
            left = self._margin + place.x - x
            strip = self._line_strip(place)
            strips += [self._between(left, rule=x > 0), strip]
            x += left + strip.cell_length
        if places[-1].line >= self._sheet.head and len(places) < self._sheet.columns:
            strips.append(self._between(GUTTER, rule=True))
            x += GUTTER
        strips.append(Strip.blank(max(0, width - x)))
        return Strip.join(strips).apply_style(style)

    def _between(self, cells: int, *, rule: bool) -> Strip:
        """Return the space before a column, with a thin line between two."""
        if not rule:
            return Strip.blank(cells)
        left = (cells - 1) // 2
        line = [Segment(" " * left), Segment("│", self._style("rule")), Segment(" " * (cells - left - 1))]
        return Strip(line, cells)

    def _line_strip(self, place: Place) -> Strip:
        strip = self._strips.get(place.line)
        if strip is None:
            sheet, line = self._sheet, self._sheet.lines[place.line]
            width = sheet.width if place.line < sheet.head else sheet.column
            strip = paint(sheet, line, list(self.overlays(line)), self._style, width).apply_offsets(0, place.line)
            self._strips[place.line] = strip
        return strip


def difference(before: Span, now: Span) -> Sequence[Span]:
    """Return the ranges in one of the two but not in both."""
    if before[1] <= now[0] or now[1] <= before[0]:
        return [span for span in (before, now) if span[0] < span[1]]
    starts, ends = sorted((before[0], now[0])), sorted((before[1], now[1]))
    return [(a, b) for a, b in (starts, ends) if a < b]
