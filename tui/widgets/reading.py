"""The reading pane: an article as a set page, with its names, its words in the display chosen, and a cursor."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import partial
from typing import ClassVar, Literal

from textual.message import Message
from textual.reactive import reactive

from store.model import Article, PageFacts, Span
from tui.commands import bindings
from tui.displays import NOTHING, PARTS, Aids, WordDisplay
from tui.typeset.layout import Line, Style
from tui.widgets.reading_cursor import WordPage
from tui.widgets.reading_paint import Layer, overlapping

Asking = Literal["copied", "know", "learn", "join", "cut", "entry"]

ASIDE = frozenset({"folio", "rule", "byline", "jump", "credit", "doubt", "blank", "ruby"})
"""Lines that show no text of the article."""


class ReadingPane(WordPage, can_focus=True, inherit_bindings=False):
    """Shows one article; what words look like in it is up to ``word_display``."""

    HELP = "阅读 · the article. Names are coloured by kind; `/` finds, `w` shows words otherwise, `i` goes by word."
    BINDINGS = bindings("words")

    DEFAULT_CSS = """
    ReadingPane {
        overflow-x: hidden;
        overflow-y: scroll;
        scrollbar-size-vertical: 1;
        & .reading--folio, & .reading--jump, & .reading--ruby { color: $text-muted; }
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
        & .reading--shade { background: $foreground 10%; }
        & .reading--noun, & .reading--level-3, & .reading--level-4 { color: $text-primary; }
        & .reading--verb, & .reading--level-7 { color: $text-error; }
        & .reading--adjective, & .reading--level-5, & .reading--level-6 { color: $text-warning; }
        & .reading--adverb { color: $text-success; }
        & .reading--number { color: $text-accent; }
        & .reading--function, & .reading--level-1, & .reading--level-2 { color: $text-muted; }
        & .reading--level-0 { text-style: underline; }
        & .reading--highlight { text-style: reverse; }
        & .reading--hit { background: $warning 40%; color: $foreground; }
        & .reading--current-hit { background: $warning; color: $background; text-style: bold; }
        & .reading--range { background: $primary 30%; }
        & .reading--word { text-style: reverse; }
    }
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"reading--{name}"
        for name in (
            *("per", "loc", "org", "time", "work"),
            *("shade", *PARTS.values(), *(f"level-{level}" for level in range(8))),
        )
    }

    word_display: reactive[WordDisplay] = reactive("plain", init=False)
    """How words show; where what it needs is not known yet, the text is plain."""

    class Wanting(Message):
        """The display needs to know something of the words of the article: see ``aids``."""

    class Asked(Message):
        """Something is to be done with the range under the cursor, or has been."""

        def __init__(self, what: Asking, span: Span) -> None:
            super().__init__()
            self.what = what
            self.span = span

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._mentions: dict[Span, str] = {}
        self._mention_spans: tuple[Span, ...] = ()
        self._dateline: Span = (0, 0)
        self._aids = NOTHING
        self._shown = ""

    # What shows ----------------------------------------------------------------------------------------------------

    def show(
        self,
        article: Article | None,
        facts: PageFacts | None = None,
        position: int = 0,
        halves: tuple[str, str] = ("", ""),
        shown: str = "",
    ) -> None:
        """Show an article with the character at ``position`` in the first line; None shows nothing.

        Args:
            article, facts: what to show, and of which page it is.
            position: an offset into its text (characters).
            halves: lines before and after its text that tell where it comes from and where it goes on.
            shown: its text in other characters, of the same length, or "".
        """
        self._article = article
        self._halves = halves
        self._facts = facts or PageFacts()
        self._shown = shown
        self._aids = NOTHING
        self.forget_lights()
        self._take(article)
        self.forget_cursor()
        self.set_page(position)
        self._ask()

    def show_recut(self, article: Article) -> None:
        """Show the same article with other words; place, lights and cursor stay."""
        self._article = article
        self._aids = NOTHING
        self._take(article)
        self.set_again()
        self.words_changed()
        self._ask()

    def show_script(self, shown: str) -> None:
        """Show the text in other characters; "" shows it as printed. What is not as long as the text is not shown."""
        if shown != self._shown:
            self._shown = shown
            self.set_again()
            self.words_changed()

    def _take(self, article: Article | None) -> None:
        mentions = article.mentions if article else ()
        self._mentions = {(mention.start, mention.end): mention.kind.lower() for mention in mentions}
        self._mention_spans = tuple(self._mentions)
        self._dateline = _dateline(article) if article else (0, 0)

    @property
    def aids(self) -> Aids:
        """What is known of the words."""
        return self._aids

    def show_aids(self, aids: Aids) -> None:
        """Take what is known of the words of the article now, and show it where the display shows it."""
        readings = self._readings
        self._aids = aids
        if readings != self._readings:
            self.set_again()
        else:
            self.redraw_all()

    def _ask(self) -> None:
        if self._article is not None and not self._aids.has(self.word_display):
            self.post_message(self.Wanting())

    def watch_word_display(self) -> None:
        """Set the article again."""
        self.set_again()
        self._ask()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let the keys of words hold only while the cursor is in."""
        return self.cursor is not None if action in self._word_actions else True

    _word_actions: ClassVar[frozenset[str]] = frozenset(binding.action for binding in BINDINGS)  # type: ignore[union-attr]  # all are bindings

    # Keys of the cursor --------------------------------------------------------------------------------------------

    def action_leave_words(self) -> None:
        """Give up what is selected, else take the cursor out."""
        self.leave()

    def action_next_word(self) -> None:
        """Go to the next word."""
        self.move("word", 1)

    def action_previous_word(self) -> None:
        """Go to the word before."""
        self.move("word", -1)

    def action_next_sentence(self) -> None:
        """Go to the next sentence."""
        self.move("sentence", 1)

    def action_previous_sentence(self) -> None:
        """Go to the beginning of this sentence, then of the one before."""
        self.move("sentence", -1)

    def action_next_paragraph(self) -> None:
        """Go to the next paragraph."""
        self.move("paragraph", 1)

    def action_previous_paragraph(self) -> None:
        """Go to the beginning of this paragraph, then of the one before."""
        self.move("paragraph", -1)

    def action_line_below(self) -> None:
        """Go to the word below."""
        self.move_line(1)

    def action_line_above(self) -> None:
        """Go to the word above."""
        self.move_line(-1)

    def action_same_word(self) -> None:
        """Go to the next place of the same word."""
        self.next_same(1)

    def action_same_word_before(self) -> None:
        """Go to the place of the same word before this one."""
        self.next_same(-1)

    def action_select_words(self) -> None:
        """Begin to select, or give it up."""
        self.select()

    def action_copy_words(self) -> None:
        """Copy what is selected."""
        start, end = self.chosen
        self.app.copy_to_clipboard(self.sheet.text[start:end])
        self.post_message(self.Asked("copied", (start, end)))
        self.leave() if self.selecting else None

    def action_know_word(self) -> None:
        """Ask for the word to be marked known, learning or ignored."""
        self.post_message(self.Asked("know", self.word))

    def action_learn_word(self) -> None:
        """Ask for the word to go into the vocabulary."""
        self.post_message(self.Asked("learn", self.word))

    def action_join_words(self) -> None:
        """Ask for the word to be joined with the next one."""
        self.post_message(self.Asked("join", self.word))

    def action_cut_word(self) -> None:
        """Ask for the word to be cut."""
        self.post_message(self.Asked("cut", self.word))

    def action_word_entry(self) -> None:
        """Ask for all that is known of the word."""
        self.post_message(self.Asked("entry", self.word))

    # How it is set -------------------------------------------------------------------------------------------------

    @property
    def _readings(self) -> tuple[object, ...]:
        """What of the aids decides where characters stand."""
        if self.word_display not in ("pinyin", "new-pinyin"):
            return ()
        return (self._aids.readings, self._aids.new if self.word_display == "new-pinyin" else None)

    def how_to_set(self, width: int) -> Style:
        """Return how the article is to be set in ``width`` cells."""
        readings = self._aids.readings or () if self.word_display in ("pinyin", "new-pinyin") else ()
        if self.word_display == "new-pinyin":
            readings = [reading for reading in readings if reading.start in self._aids.new]
        return Style(
            width,
            self.measure,
            self.columns,
            spaced=self.word_display == "spaced",
            ambiguous_wide=self.ambiguous_wide,
            readings=readings,
            shown=self._shown,
        )

    # How it looks --------------------------------------------------------------------------------------------------

    def overlays(self, line: Line) -> Iterator[Layer]:
        """Yield dateline, words and names, then what is laid over them."""
        if line.role in ASIDE:
            return
        yield Layer(*self._dateline, "dateline")
        looks = list(self._words(line))
        yield from looks
        if line.role in ("body", "subhead") and not (looks and self.word_display == "levels"):
            in_line = partial(overlapping, start=line.start, end=line.end)
            yield from (Layer(*span, self._mentions[span]) for span in in_line(self._mention_spans))
        yield from super().overlays(line)

    def _words(self, line: Line) -> Iterator[Layer]:
        """Yield the looks of the words in a line, in the display chosen."""
        look = {"shaded": self._shade, "parts": self._part, "levels": self._level}.get(self.word_display)
        if look is None or not self._aids.has(self.word_display):
            return
        words = self.sheet.words
        for number in range(max(0, bisect_right(words, line.start) - 1), bisect_left(words, line.end)):
            if name := look(number):
                yield Layer(*self.sheet.word_span(number), name)

    def _shade(self, number: int) -> str:
        return "shade" if self.steps.number(self.sheet.words[number]) % 2 else ""

    def _part(self, number: int) -> str:
        parts = self._aids.parts or ""
        return PARTS.get(parts[number], "") if number < len(parts) else ""

    def _level(self, number: int) -> str:
        levels = self._aids.levels or ()
        level = levels[number] if number < len(levels) else -1
        return f"level-{level}" if level >= 0 else ""


def _dateline(article: Article) -> Span:
    """Return where the dateline stands at the head of the body."""
    draft = article.draft
    start = sum(len(title.text) + 1 for title in (draft.kicker, draft.headline, draft.subtitle) if title)
    return start, start + len(draft.dateline) if article.text.startswith(draft.dateline, start) else start
