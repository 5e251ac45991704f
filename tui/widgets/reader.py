"""The reading side of the main screen: the article, and a line with its marks."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.widgets import Static

from store.model import Article, Marks, PageFacts, Row
from tui.commands import bindings
from tui.say import say
from tui.widgets.cells import fit
from tui.widgets.reading import ReadingPane
from tui.widgets.word_line import WordLine


class Reader(Vertical):
    """The reading pane with the marks of its article under it; knows where the reader is in the text."""

    BINDINGS = bindings("pane")
    pane = query_one("#reading", ReadingPane)
    bar = query_one("#marks", Static)
    word_line = query_one("#word", WordLine)

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.row: Row | None = None
        self.article: Article | None = None
        self._start = 0
        self._marks = Content("")

    def compose(self) -> ComposeResult:
        """Lay out the pane and the line under it."""
        yield ReadingPane(id="reading")
        yield WordLine(id="word")
        yield Static(id="marks", markup=False)

    def show(self, article: Article | None, row: Row | None, halves: tuple[str, str] = ("", "")) -> None:
        """Show ``article``, which ``row`` stands for, where the reader left it; ``halves`` as in the pane."""
        self.article = article
        self.row = row
        marks = row.marks if row else Marks()
        if row and article:
            self.pane.show(article, row.facts, marks.position, halves)
        else:
            self.pane.show(None, PageFacts())
        self._start = self.pane.position
        self.show_marks(marks)

    def show_marks(self, marks: Marks) -> None:
        """Show tags and note of the article, or nothing where it has none."""
        parts = []
        room = max(20, self.size.width - 8)  # the line may become three, and none of its parts hides another
        if marks.bookmarked:
            parts.append(Content.styled("★", "$star"))
        if marks.tags:
            parts.append(Content.styled(fit(" ".join(f"#{tag}" for tag in marks.tags), room), "$tag"))
        if marks.note:
            parts.append(Content.styled("✎ " + fit(marks.note, room), "$foreground 80%"))
        shown = Content("  ").join(parts)
        if shown != self._marks:  # an update would place every widget anew
            self._marks = shown
            self.bar.update(shown)
            self.bar.display = bool(parts)

    @property
    def left_at(self) -> int | None:
        """The offset to remember (characters), or None where the reader has not moved in the article."""
        if self.article is None:
            return None
        position = self.pane.position
        return None if position == self._start else position

    def remembered(self) -> None:
        """Take the present position as the remembered one."""
        self._start = self.pane.position

    @property
    def progress(self) -> str:
        """How far the reader is in the text, for people ("40%"), or "" where there is none."""
        if self.article is None:
            return ""
        return say("末尾", "end") if self.pane.at_end else f"{round(100 * self.pane.progress)}%"

    def action_down(self) -> None:
        """Scroll one line down."""
        self.pane.line_down()

    def action_up(self) -> None:
        """Scroll one line up."""
        self.pane.line_up()

    def action_screen_down(self) -> None:
        """Scroll one screen down."""
        self.pane.screen_forward()

    def action_screen_up(self) -> None:
        """Scroll one screen up."""
        self.pane.screen_back()

    def action_first(self) -> None:
        """Go to the start of the article."""
        self.pane.to_start()

    def action_last(self) -> None:
        """Go to the end of the article."""
        self.pane.to_end()
