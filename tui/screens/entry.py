"""The full entry of a word: its readings and senses, its level, its parts, and the words that contain it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from store.errors import DubaoError
from store.language.cedict import LICENCE, SOURCE
from store.safe import clean_line
from tui.beside import beside
from tui.glossary import Glossary
from tui.say import say
from tui.widgets.cells import fill, fit

if TYPE_CHECKING:
    from store import Library
    from store.language.dictionary import Dictionary, Entry, Meaning, Part

MOST_WORDS, MOST_ARTICLES = 100, 1_000
"""So many words that contain a word are shown, and so many articles counted."""
POLL_SECONDS = 0.1


class Found(NamedTuple):
    """What is shown of a word.

    Attributes:
        word: as it was asked for.
        reading: its pinyin in context, or alone.
        entry: what the dictionary has, or None.
        level: its HSK level, or 0.
        parts: what it is made of, as far as the dictionary knows.
        wider: words that contain it.
        articles: how many articles of the library have it.
    """

    word: str
    reading: str
    entry: Entry | None
    level: int
    parts: Sequence[Part]
    wider: Sequence[Meaning]
    articles: int


def find(dictionary: Dictionary, library: Library, word: str, reading: str = "") -> Found:
    """Gather what is shown of a word: some 50 ms, for a worker."""
    from store.language.levels import level
    from store.language.readings import reading as read

    return Found(
        word,
        reading or read(word),
        dictionary.look_up(word),
        level(word),
        dictionary.explain(word),
        dictionary.containing(word, MOST_WORDS),
        library.articles_with(word, MOST_ARTICLES),
    )


class EntryScreen(ModalScreen[None]):
    """Shows a word; Enter goes on to a part or to a wider word, Escape back, and from the first word to the text.

    Args:
        library: where its articles are counted.
        glossary: the dictionary, which is opened, or made, if need be.
        word: to be shown.
        reading: its pinyin where it stands, or "".
        about: more lines about it: the entity and the office of a name.
        here: how often it stands in the article that is open, or 0.
    """

    BINDINGS = [  # noqa: RUF012 -- Textual's own form
        Binding("escape,h,left,backspace", "back", show=False),
        Binding("q", "dismiss", show=False),
        Binding("j", "move('cursor_down')", show=False),
        Binding("k", "move('cursor_up')", show=False),
        Binding("l,right", "move('select')", show=False),
        Binding("space,pagedown", "scroll('scroll_page_down')", show=False),
        Binding("b,pageup", "scroll('scroll_page_up')", show=False),
    ]
    AUTO_FOCUS = "OptionList"

    text = query_one("#entry-text Static", Static)
    options = query_one(OptionList)

    def __init__(
        self,
        library: Library,
        glossary: Glossary,
        word: str,
        reading: str = "",
        *,
        about: Sequence[str] = (),
        here: int = 0,
    ) -> None:
        super().__init__()
        self._library = library
        self._glossary = glossary
        self._about = about
        self._here = here
        self._trail = [(word, reading)]
        self._found: Found | None = None
        self._places: list[int] = []
        self._words: list[str] = []

    def compose(self) -> ComposeResult:
        """Lay out the text over the list of words, and the source under both."""
        with Vertical(classes="dialog full entry"):
            with VerticalScroll(id="entry-text", can_focus=False):
                yield Static(markup=False)
            yield OptionList(markup=False, compact=True)
            yield Static(id="entry-source", markup=False)

    def on_mount(self) -> None:
        """Show the first word as soon as the dictionary is open."""
        self._show_source()
        self._open()

    @property
    def word(self) -> str:
        """The word that shows."""
        return self._trail[-1][0]

    def _open(self, place: int | None = None) -> None:
        self.run_worker(self._find(place), exclusive=True, exit_on_error=False)

    async def _find(self, place: int | None) -> None:
        """Find what is to be shown of the word, and show it; what comes too late goes with its worker."""
        word, reading = self._trail[-1]
        try:
            dictionary = await self._dictionary()
            found = await beside(lambda: find(dictionary, self._library, word, reading))
        except DubaoError as error:
            self.text.update(Content.styled(str(error), "$error"))
            return
        self._show_source(dictionary.edition)
        self._show(found, place)

    async def _dictionary(self) -> Dictionary:
        """Return the dictionary; while it is made, say how far that is."""
        opening = asyncio.ensure_future(self._glossary.opened())
        while not (await asyncio.wait({opening}, timeout=POLL_SECONDS))[0]:
            told = say("正在编制词典，只此一次", "making the dictionary, this once")
            self.text.update(Content.styled(f"{told}  {self._glossary.made} %", "$faint"))
        return opening.result()

    def _show_source(self, edition: str = "") -> None:
        source = f"{SOURCE}{' ' + edition if edition else ''}, {LICENCE}"
        keys = say("↑↓ 选词  Enter 打开  空格 翻页  Esc 返回", "↑↓ choose  Enter opens  space scrolls  Esc goes back")
        self.query_one("#entry-source", Static).update(Content(f"{source}\n{keys}"))

    # What shows ----------------------------------------------------------------------------------------------------

    def on_resize(self) -> None:
        """Set what shows for the width there is."""
        if self._found:
            self._show(self._found, self.options.highlighted)

    def _show(self, found: Found, place: int | None) -> None:
        self._found = found
        self.text.update(Content("\n").join(self._lines(found)))
        self.query_one("#entry-text").scroll_home(animate=False)
        self._words = []
        self.options.set_options(self._offered(found))
        shown = next((at for at, word in enumerate(self._words) if word), None)
        self.options.highlighted = shown if place is None else place

    def _lines(self, found: Found) -> Iterator[Content]:
        """Yield the lines of the text, broken to fit, senses indented."""
        width = max(20, self.query_one("#entry-text").scrollable_content_region.width)
        first = len(self._trail) == 1
        yield from _head(found).wrap(width)
        for line in self._about if first else ():
            yield from Content(clean_line(line)).wrap(width)
        for indent, sense in _senses(found):
            head, *rest = sense.wrap(width - indent)
            yield Content(" " * (2 if indent else 0)) + head
            yield from (Content(" " * indent) + more for more in rest)
        yield Content.styled(_counted(found, self._here if first else 0), "$faint")

    def _offered(self, found: Found) -> Iterator[Option]:
        width = max(20, self.options.scrollable_content_region.width - 2)
        if found.parts:
            yield self._title(say("组成", "Parts"))
            for part in found.parts:
                gloss = part.entry.gloss(part.reading) if part.entry else ""
                yield self._line(part.text if part.entry else "", part.text, part.reading, gloss, width)
        if found.wider:
            more = "+" if len(found.wider) == MOST_WORDS else ""
            yield self._title(say("含有它的词", "Words that contain it") + f" {len(found.wider)}{more}")
            for meaning in found.wider:
                yield self._line(
                    meaning.simplified, meaning.simplified, meaning.pinyin, "; ".join(meaning.senses), width
                )

    def _title(self, title: str) -> Option:
        self._words.append("")
        return Option(Content.styled(title, "bold $accent"), disabled=True)

    def _line(self, word: str, shown: str, pinyin: str, gloss: str, width: int) -> Option:
        self._words.append(word)
        head = width // 5 + 2
        told = Content.assemble(
            *(("  " + fill(shown, head - 1), "bold"), (fill(pinyin, head + 4) + " ", "$faint")),
            fit(gloss, width - 2 * head - 7),
        )
        return Option(told, disabled=not word)

    # Keys ----------------------------------------------------------------------------------------------------------

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        """Go on to a word."""
        event.stop()
        self._places.append(event.option_index)
        self._trail.append((self._words[event.option_index], ""))
        self._open()

    def action_back(self) -> None:
        """Go back to the word before, or to the text."""
        if len(self._trail) == 1:
            self.dismiss()
            return
        self._trail.pop()
        self._open(self._places.pop())

    def action_move(self, how: str) -> None:
        """Move in the list of words."""
        getattr(self.options, f"action_{how}")()

    def action_scroll(self, how: str) -> None:
        """Scroll the text over the list."""
        getattr(self.query_one("#entry-text"), how)(animate=False)


def _head(found: Found) -> Content:
    """Return the head: both scripts, pinyin and level."""
    from store.language.levels import label

    forms = {found.word: None}
    for meaning in found.entry.meanings if found.entry else ():
        forms |= {meaning.simplified: None, meaning.traditional: None}
    level = f"  HSK {label(found.level)}" if found.level else ""
    return Content.assemble(
        ("  ".join(clean_line(form) for form in forms), "bold"),
        (f"  {found.reading}", ""),
        (level, "$success"),
    )


def _senses(found: Found) -> Iterator[tuple[int, Content]]:
    """Yield readings and senses, each with how far its later lines are indented."""
    if found.entry is None:
        told = say("词典中没有这个词", "The dictionary does not have this word")
        yield (
            0,
            Content.styled(told + (say("，它的组成见下", "; its parts are below") if found.parts else ""), "italic"),
        )
        return
    first = found.entry.first(found.reading)
    for meaning in (first, *(each for each in found.entry.meanings if each != first)):
        yield 0, Content.styled(meaning.pinyin, "$accent")
        for number, sense in enumerate(meaning.senses, 1):
            yield 6, Content(f"{number:2}. {sense}")


def _counted(found: Found, here: int) -> str:
    more = "+" if found.articles == MOST_ARTICLES else ""
    times, articles = "time" if here == 1 else "times", "article" if found.articles == 1 else "articles"
    said = [say(f"本文 {here} 次", f"{here} {times} here")] if here else []
    said.append(say(f"书库中 {found.articles}{more} 篇", f"in {found.articles}{more} {articles} of the library"))
    return " · ".join(said)
