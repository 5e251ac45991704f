"""The reading pane: an article as a set page, of which only the lines that changed are drawn again."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import ClassVar, Literal

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.scroll_view import ScrollView
from textual.strip import Strip

from store.model import Article, Mention, PageFacts, Span
from tui.typeset.breaking import needs_gap
from tui.typeset.layout import MEASURE, Layout, SetLine, set_article

WordDisplay = Literal["plain", "spaced"]


class ReadingPane(ScrollView, can_focus=True, inherit_bindings=False):
    """Shows one article, set for the pane's width.

    Every place in it is an offset of characters into the article's text, so the reader's place survives a change of
    width and of word display.
    """

    HELP = "阅读 · the article. Entities are coloured by kind; `/` finds, `w` sets words apart, space reads on."

    DEFAULT_CSS = """
    ReadingPane {
        overflow-x: hidden;
        scrollbar-gutter: stable;
        scrollbar-size-vertical: 1;
        & .reading--facts, & .reading--credit { color: $text-muted; }
        & .reading--byline { color: $text-muted; text-style: italic; }
        & .reading--rule { color: $foreground 25%; }
        & .reading--kicker { color: $text-accent; }
        & .reading--headline { color: $foreground; text-style: bold; }
        & .reading--subtitle { color: $foreground 80%; }
        & .reading--subhead { color: $text-primary; text-style: bold; }
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
            *("facts", "credit", "byline", "rule", "kicker", "headline", "subtitle", "subhead", "doubt"),
            *("per", "loc", "org", "time", "work", "highlight", "hit", "current-hit"),
        )
    }

    word_display: reactive[WordDisplay] = reactive("plain", init=False)
    measure: reactive[int] = reactive(MEASURE, init=False)
    ambiguous_wide: reactive[bool] = reactive(default=False, init=False)

    class Moved(Message):
        """The first visible line changed; ``position`` is the offset of its first character."""

        def __init__(self, position: int) -> None:
            super().__init__()
            self.position = position

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._article: Article | None = None
        self._facts = PageFacts()
        self._layout_of_article = Layout()
        self._position = 0
        self._lit: tuple[Span, ...] = ()
        self._hits: tuple[Span, ...] = ()
        self._hit = -1
        self._strips: dict[int, Strip] = {}
        self._styles: dict[str, Style] = {}

    @property
    def article(self) -> Article | None:
        """The article that is shown."""
        return self._article

    @property
    def position(self) -> int:
        """The offset of the first character of the first visible line; 0 at the very top."""
        return self._position

    @property
    def progress(self) -> float:
        """How much of the article has been on the screen when the last visible line is read: 0.0 to 1.0."""
        lines = len(self._layout_of_article.lines)
        return min(1.0, (self.scroll_offset.y + self.size.height) / lines) if lines else 0.0

    @property
    def at_end(self) -> bool:
        """Whether the last line is visible."""
        return self.scroll_offset.y + self.size.height >= len(self._layout_of_article.lines)

    def show(self, article: Article | None, facts: PageFacts | None = None, position: int = 0) -> None:
        """Show an article with the character at ``position`` in the first line; None shows nothing."""
        self._article = article
        self._facts = facts or PageFacts()
        self._lit = self._hits = ()
        self._hit = -1
        self._set(position)

    def _set(self, position: int) -> None:
        """Set the article for the pane's width, with ``position`` on top."""
        width = self.scrollable_content_region.width or self.size.width
        if self._article is None or not width:
            self._layout_of_article = Layout()
        else:
            self._layout_of_article = set_article(
                self._article,
                self._facts,
                width,
                measure=self.measure,
                spaced=self.word_display == "spaced",
                ambiguous_wide=self.ambiguous_wide,
            )
        self._strips.clear()
        self.virtual_size = Size(0, len(self._layout_of_article.lines))
        self._position = position
        self._scroll_line(self._layout_of_article.line_at(position) if position else 0)
        self.refresh()

    def _scroll_line(self, line: int) -> None:
        self.scroll_to(y=line, animate=False, immediate=True, force=True)

    def on_resize(self, event: events.Resize) -> None:
        """Set the article again for the new width; the place stays."""
        self._set(self._position)

    def watch_word_display(self) -> None:
        """Set the article again; the place stays."""
        self._set(self._position)

    watch_measure = watch_ambiguous_wide = watch_word_display

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember the place and tell it."""
        super().watch_scroll_y(old_value, new_value)
        layout, line = self._layout_of_article, round(new_value)
        if not layout.lines or layout.line_at(self._position) == line:
            return
        self._position = layout.offset_at(line) if line else 0
        self.post_message(self.Moved(self._position))

    def notify_style_update(self) -> None:
        """Forget what was drawn in another theme."""
        self._strips.clear()
        self._styles.clear()
        super().notify_style_update()

    def highlight(self, spans: Sequence[Span]) -> None:
        """Light these ranges of the text, and only these."""
        changed = set(self._lit) ^ set(spans)
        self._lit = tuple(spans)
        self._redraw(changed)

    def find(self, needle: str) -> int:
        """Light every place of ``needle`` (case folded) and go to the first at or after the position; return how many.

        White space in the text between its characters does not hide a place.
        """
        before = set(self._hits)
        text = self._layout_of_article.text
        pattern = r"\s*".join(re.escape(char) for char in "".join(needle.split()))
        self._hits = tuple(m.span() for m in re.finditer(pattern, text, re.IGNORECASE)) if pattern else ()
        self._redraw(before | set(self._hits))
        if self._hits:
            self._choose_hit(bisect_left(self._hits, (self._position, 0)) % len(self._hits))
        return len(self._hits)

    def next_hit(self, step: int) -> int:
        """Go ``step`` hits on or back, round at the ends; return which one it is, from 1, or 0 without hits."""
        if not self._hits:
            return 0
        self._choose_hit((self._hit + step) % len(self._hits))
        return self._hit + 1

    def clear_find(self) -> None:
        """Put the lights of a search out."""
        self._redraw(set(self._hits))
        self._hits, self._hit = (), -1

    def _choose_hit(self, number: int) -> None:
        changed = {self._hits[at] for at in (self._hit, number) if 0 <= at < len(self._hits)}
        self._hit = number
        self._redraw(changed)
        self.go_to(self._hits[number][0])

    def go_to(self, offset: int) -> None:
        """Scroll as little as makes the line of ``offset`` visible, with a few lines before it."""
        line, height = self._layout_of_article.line_at(offset), self.size.height
        top = self.scroll_offset.y
        if not top <= line < top + height:
            self._scroll_line(max(0, line - height // 3))

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
        self._scroll_line(self.scroll_offset.y + max(1, self.size.height - 1))
        return True

    def screen_back(self) -> None:
        """Scroll a screen back, one line kept in sight."""
        self._scroll_line(self.scroll_offset.y - max(1, self.size.height - 1))

    def to_start(self) -> None:
        """Scroll to the first line."""
        self._scroll_line(0)

    def to_end(self) -> None:
        """Scroll to the last line."""
        self._scroll_line(len(self._layout_of_article.lines))

    def _redraw(self, spans: set[Span]) -> None:
        layout = self._layout_of_article
        for start, end in spans:
            for line in range(layout.line_at(start), layout.line_at(max(start, end - 1)) + 1):
                self._strips.pop(line, None)
                self.refresh_line(line)

    def _style(self, name: str) -> Style:
        if name not in self._styles:
            self._styles[name] = (
                self.get_component_rich_style(f"reading--{name}", partial=True) if name != "body" else Style()
            )
        return self._styles[name]

    def render_line(self, y: int) -> Strip:
        """Return line ``y`` of the visible part."""
        number = self.scroll_offset.y + y
        lines, width = self._layout_of_article.lines, self.size.width
        if number >= len(lines):
            return Strip.blank(width, self.rich_style)
        if number not in self._strips:
            self._strips[number] = self._draw(lines[number]).adjust_cell_length(width).apply_style(self.rich_style)
        return self._strips[number]

    def _draw(self, line: SetLine) -> Strip:
        layout, base = self._layout_of_article, self._style(line.role) if line.role != "blank" else Style()
        segments = [Segment(" " * (layout.margin + line.indent))]
        if line.text:
            segments.append(Segment(line.text, base))
            return Strip(segments)
        text, end = layout.text, line.start + len(layout.text[line.start : line.end].rstrip())
        layers = self._layers(line.start, end)
        cuts = {line.start, end} | {at for span, _ in layers for at in span if line.start < at < end}
        if layout.spaced and line.role == "body":
            cuts |= {at for at in range(line.start + 1, end) if self._gap_at(at)}
        for start, stop in pairwise(sorted(cuts)):
            style = base
            for (first, last), name in layers:
                if first <= start < last:
                    style += self._style(name)
            if start > line.start and layout.spaced and line.role == "body" and self._gap_at(start):
                segments.append(Segment(" ", base))
            segments.append(Segment(text[start:stop], style))
        return Strip(segments)

    def _gap_at(self, at: int) -> bool:
        layout = self._layout_of_article
        return at in layout.word_starts and needs_gap(layout.text[at - 1], layout.text[at])

    def _layers(self, start: int, end: int) -> list[tuple[Span, str]]:
        """Return what is drawn over the text between two offsets, lowest first."""
        layers = [((m.start, m.end), m.kind.lower()) for m in self._mentions_between(start, end)]
        layers += [(span, "highlight") for span in self._lit if span[0] < end and span[1] > start]
        for number, span in enumerate(self._hits):
            if span[0] < end and span[1] > start:
                layers.append((span, "current-hit" if number == self._hit else "hit"))
        return layers

    def _mentions_between(self, start: int, end: int) -> Sequence[Mention]:
        mentions = self._article.mentions if self._article else ()
        first = bisect_left(mentions, start + 1, key=lambda mention: mention.end)
        last = bisect_left(mentions, end, key=lambda mention: mention.start)
        return mentions[first:last]
