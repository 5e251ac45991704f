"""The reading pane: an article as a set page, of which only what changed is drawn again."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import ClassVar, Literal

from rich.segment import Segment
from rich.style import Style as RichStyle
from textual import events
from textual.geometry import Region, Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from store.model import Article, PageFacts, Span
from tui.typeset.layout import EMPTY, GUTTER, MEASURE, Line, Sheet, Style, set_article
from tui.typeset.view import Place, View
from tui.widgets.reading_paint import Layer, overlapping, paint

WordDisplay = Literal["plain", "spaced"]


class ReadingPane(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows one article, set for the pane's width.

    Every place in it is an offset of characters into the article's text, so the reader's place survives a change of
    width and of word display.
    """

    HELP = "阅读 · the article. Entities are coloured by kind; `/` finds, `w` sets words apart, space reads on."
    ALLOW_SELECT = True

    DEFAULT_CSS = """
    ReadingPane {
        overflow-x: hidden;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        & .reading--folio, & .reading--jump { color: $text-muted; }
        & .reading--rule { color: $foreground 25%; }
        & .reading--kicker { color: $text-accent; }
        & .reading--headline { color: $text-primary; text-style: bold; }
        & .reading--subtitle { color: $foreground 80%; }
        & .reading--byline, & .reading--credit { color: $text-muted; text-style: italic; }
        & .reading--dateline { text-style: bold; }
        & .reading--subhead { text-style: bold; }
        & .reading--doubt { color: $text-warning; }
        & .reading--per { color: $text-error; }
        & .reading--loc { color: $text-success; }
        & .reading--org { color: $text-primary; }
        & .reading--time { color: $text-muted; }
        & .reading--work { color: $text-warning; }
        & .reading--highlight { text-style: reverse; }
        & .reading--hit { background: $warning 40%; color: $foreground; }
        & .reading--current-hit { background: $warning; color: $background; text-style: bold; }
    }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"reading--{name}"
        for name in (
            *("folio", "rule", "kicker", "headline", "subtitle", "byline", "dateline", "subhead"),
            *("body", "blank", "credit", "jump", "doubt"),
            *("per", "loc", "org", "time", "work", "highlight", "hit", "current-hit"),
        )
    }

    word_display: reactive[WordDisplay] = reactive("plain", init=False)
    """Words as printed, or one cell apart."""
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
            return isinstance(message, ReadingPane.Moved)

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._article: Article | None = None
        self._facts = PageFacts()
        self._halves = ("", "")
        self._sheet = EMPTY
        self._mentions: dict[Span, str] = {}
        self._mention_spans: tuple[Span, ...] = ()
        self._dateline: Span = (0, 0)
        self._position = 0
        self._lit: tuple[Span, ...] = ()
        self._hits: tuple[Span, ...] = ()
        self._hit = -1
        self._selected: Span = (0, 0)
        self._strips: dict[int, Strip] = {}
        self._styles: dict[str, RichStyle] = {}

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

    def show(
        self,
        article: Article | None,
        facts: PageFacts | None = None,
        position: int = 0,
        halves: tuple[str, str] = ("", ""),
    ) -> None:
        """Show an article with the character at ``position`` in the first line; None shows nothing.

        ``halves`` are lines before and after its text that tell where it comes from and where it goes on.
        """
        self._article = article
        self._halves = halves
        self._facts = facts or PageFacts()
        self._lit = self._hits = ()
        self._hit = -1
        mentions = article.mentions if article else ()
        self._mentions = {(mention.start, mention.end): mention.kind.lower() for mention in mentions}
        self._mention_spans = tuple(self._mentions)
        self._dateline = _dateline(article) if article else (0, 0)
        self._set(position)

    def _set(self, position: int) -> None:
        """Set the article for the pane's width, with ``position`` on top."""
        width = self.scrollable_content_region.width
        self._sheet = EMPTY
        if self._article is not None and width:
            spaced = self.word_display == "spaced"
            style = Style(width, self.measure, self.columns, spaced, self.ambiguous_wide)
            self._sheet = set_article(self._article, self._facts, style, self._halves)
        self._strips.clear()
        if self.is_mounted and self.text_selection is not None:
            self.screen.clear_selection()
        self._selected = (0, 0)
        self.virtual_size = Size(0, self.view.max_top + self.size.height)
        self._position = position
        self._scroll_line(self._sheet.line_at(position) if position else 0)
        self.refresh()

    def _scroll_line(self, line: int) -> None:
        self.scroll_to(y=line, animate=False, immediate=True, force=True)

    def on_resize(self, event: events.Resize) -> None:
        """Set the article again for the new width; the place stays."""
        self._set(self._position)

    def watch_word_display(self) -> None:
        """Set the article again; the place stays."""
        self._set(self._position)

    watch_measure = watch_columns = watch_ambiguous_wide = watch_word_display

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember the place and tell it."""
        super().watch_scroll_y(old_value, new_value)
        sheet, line = self._sheet, round(new_value)
        if not sheet.lines or line in (round(old_value), sheet.line_at(self._position)):
            return
        self._position = sheet.offset_at(line) if line else 0
        self.post_message(self.Moved(self._position))

    def notify_style_update(self) -> None:
        """Forget what was drawn in another theme."""
        self._strips.clear()
        self._styles.clear()
        super().notify_style_update()

    def highlight(self, spans: Sequence[Span]) -> None:
        """Light these ranges of the text, and only these."""
        changed = set(self._lit) ^ set(spans)
        self._lit = tuple(sorted(spans))
        self._redraw(changed)

    def find(self, needle: str) -> int:
        """Light every place of ``needle`` (case folded) and go to the first at or after the position; return how many.

        White space in the text between its characters does not hide a place.
        """
        before = set(self._hits)
        pattern = r"\s*".join(re.escape(char) for char in "".join(needle.split()))
        found = re.finditer(pattern, self._sheet.text, re.IGNORECASE) if pattern else ()
        self._hits, self._hit = tuple(match.span() for match in found), -1
        self._redraw(before | set(self._hits))
        if self._hits:
            self._choose_hit(bisect_left(self._hits, (self._position, 0)) % len(self._hits))
        return len(self._hits)

    def show_hits(self, hits: Sequence[Span]) -> int:
        """Light ``hits``, in order and apart, and go to the first from the position on; return which one, from 1."""
        changed = set(self._hits) | set(hits)
        self._hits, self._hit = tuple(hits), -1
        self._redraw(changed)
        if not hits:
            return 0
        self._choose_hit(bisect_left(self._hits, (self._position, 0)) % len(self._hits))
        return self._hit + 1

    def next_hit(self, step: int) -> int:
        """Go ``step`` hits on or back, round at the ends; return which one it is, from 1, or 0 without hits."""
        if not self._hits:
            return 0
        self._choose_hit((self._hit + step) % len(self._hits))
        return self._hit + 1

    def clear_find(self) -> None:
        """Put the lights of a search out."""
        hits = set(self._hits)
        self._hits, self._hit = (), -1
        self._redraw(hits)

    def _choose_hit(self, number: int) -> None:
        changed = {self._hits[at] for at in (self._hit, number) if 0 <= at < len(self._hits)}
        self._hit = number
        self._redraw(changed)
        self.go_to(self._hits[number][0])

    def go_to(self, offset: int) -> None:
        """Scroll so that the line of ``offset`` is visible, with a few lines before it; not at all if it is already."""
        line = self._sheet.line_at(offset)
        if self.view.place(line) is None:
            self._scroll_line(max(0, line - self.size.height // 3))

    def line_down(self) -> None:
        """Scroll one line on."""
        self._scroll_line(self.scroll_offset.y + 1)

    def line_up(self) -> None:
        """Scroll one line back."""
        self._scroll_line(self.scroll_offset.y - 1)

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

    def _redraw(self, spans: Iterable[Span]) -> None:
        """Draw the cells of these ranges again."""
        sheet, view = self._sheet, self.view
        for start, end in spans:
            for number in range(sheet.line_at(start), sheet.line_at(max(start, end - 1)) + 1):
                self._strips.pop(number, None)
                place = view.place(number)
                if place is not None:
                    line = sheet.lines[number]
                    first, last = max(start, line.start), min(end, sheet.shown_end(line))
                    x = self._margin + place.x + sheet.x_of(line, first)
                    self.refresh(Region(x, place.row, sheet.x_of(line, last) - sheet.x_of(line, first), 1))

    @property
    def _margin(self) -> int:
        """Empty cells left of the sheet, which stands in the middle of the pane."""
        return max(0, self.size.width - self._sheet.width) // 2

    def _style(self, name: str) -> RichStyle:
        if name not in self._styles:
            if f"reading--{name}" in self.COMPONENT_CLASSES:
                self._styles[name] = self._own_style(f"reading--{name}")
            else:
                self._styles[name] = self.screen.get_component_rich_style(f"screen--{name}")
        return self._styles[name]

    def _own_style(self, name: str) -> RichStyle:
        """Return what a component class sets and nothing else, with its colours mixed with what is under them."""
        own = self.get_component_rich_style(name, partial=True)
        mixed = self.get_component_rich_style(name)
        colours = RichStyle(color=mixed.color if own.color else None, bgcolor=mixed.bgcolor if own.bgcolor else None)
        return own.without_color + colours

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
        self._redraw(_difference(self._selected, now))
        self._selected = now

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
            strip = paint(sheet, line, list(self._layers(line)), self._style, width).apply_offsets(0, place.line)
            self._strips[place.line] = strip
        return strip

    def _layers(self, line: Line) -> Iterator[Layer]:
        """Yield what is laid over a line, the lowest first."""
        start, end = line.start, line.end
        in_line = partial(overlapping, start=start, end=end)
        yield Layer(*self._dateline, "dateline")
        if line.role in ("body", "subhead"):
            yield from (Layer(*span, self._mentions[span]) for span in in_line(self._mention_spans))
        yield from (Layer(*span, "highlight") for span in in_line(self._lit))
        yield from (Layer(*span, "hit") for span in in_line(self._hits))
        if self._hit >= 0:
            yield Layer(*self._hits[self._hit], "current-hit")
        yield Layer(*self._selected, "selection")


def _dateline(article: Article) -> Span:
    """Return where the dateline stands at the head of the body."""
    draft = article.draft
    start = sum(len(title.text) + 1 for title in (draft.kicker, draft.headline, draft.subtitle) if title)
    return start, start + len(draft.dateline) if article.text.startswith(draft.dateline, start) else start


def _difference(before: Span, now: Span) -> list[Span]:
    """Return the ranges in one of the two but not in both."""
    if before[1] <= now[0] or now[1] <= before[0]:
        return [span for span in (before, now) if span[0] < span[1]]
    starts, ends = sorted((before[0], now[0])), sorted((before[1], now[1]))
    return [(a, b) for a, b in (starts, ends) if a < b]
