"""What the main screen does with words: tells of the one under the cursor, keeps what the reader says of it."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from store.errors import DubaoError
from store.model import Article, Span
from tui.aids import READ, gather, words_of
from tui.beside import beside
from tui.collector import spare_what_is_loaded
from tui.displays import NOTHING, Aids, WordDisplay
from tui.glossary import Glossary
from tui.say import say
from tui.widgets.cells import fit
from tui.widgets.reading import Asking
from tui.word_told import FAMILIARITY, MOST_ARTICLES, NEXT, Told, tell

if TYPE_CHECKING:
    from store import Library
    from store.library.changes import Change
    from store.library.vocabulary import Share
    from tui.screens.main import MainScreen

COUNTED_AFTER = 0.15
"""Seconds that the cursor stands on a word before it is counted in the library."""

OPENED_WITHIN = 0.5
"""Seconds after which words show their readings although the dictionary is not open: it is being made."""

KEPT = 4
"""What is known of the words of so many articles is kept."""

SHOWN = 40
"""So many cells of a word are shown in a message."""

GROUPS = ("words",)
"""The groups of workers after which the text has other words."""


class Words:
    """Acts on the words of the article that shows."""

    def __init__(self, screen: MainScreen, library: Library, level: int) -> None:
        self._screen = screen
        self._library = library
        self._level = level
        self._aids: dict[tuple[str, str], Aids] = {}
        self._articles: dict[str, int | None] = {}
        self._there: set[str] = set()
        self.glossary = Glossary()
        self.share: Share | None = None
        """How many of the words of the article are known; asked for when the cursor is in."""

    def close(self) -> None:
        """Close the dictionary."""
        self.glossary.close()

    # The displays --------------------------------------------------------------------------------------------------

    def gather(self) -> None:
        """Find out what the display needs to know of the words of the article that shows."""
        pane, article = self._screen.pane, self._screen.pane.article
        if article is None:
            return
        self._screen.work(self._gather(article, pane.word_display), "aids")

    async def _gather(self, article: Article, display: WordDisplay) -> None:
        """Gather it with the dictionary's readings; while that is being made, without them first."""
        if display not in READ or self.glossary.ready:
            await self._gather_now(article, display)
            return
        opening = asyncio.ensure_future(self.glossary.opened())
        if not (await asyncio.wait({opening}, timeout=OPENED_WITHIN))[0]:
            await self._gather_now(article, display)
            await asyncio.wait({opening})
        with contextlib.suppress(DubaoError):  # most words have a reading without it; who asks for senses is told
            opening.result()
        await self._gather_now(article, display)

    async def _gather_now(self, article: Article, display: WordDisplay) -> None:
        key, pane, knowledge = (article.id, article.lengths), self._screen.pane, self._library.knowledge(self._level)
        before = self._aids.get(key, NOTHING)
        aids = await asyncio.to_thread(gather, article, display, knowledge, before, self.glossary.pinyin)
        self._loaded(display)
        self._aids = {**dict(list(self._aids.items())[1 - KEPT :]), key: aids}
        if pane.article is article and pane.word_display == display:
            pane.show_aids(aids)

    def _loaded(self, what: str) -> None:
        """Take note that what a display or the dictionary needs has been loaded, the first time."""
        if what not in self._there:
            self._there.add(what)
            spare_what_is_loaded()

    # The word under the cursor -------------------------------------------------------------------------------------

    def pointed(self) -> None:
        """Tell of the word under the cursor; what was asked for another word before falls away."""
        pane, line, article = self._screen.pane, self._screen.reader.word_line, self._screen.pane.article
        if pane.cursor is None or article is None:
            line.show(None)
            self._give_up("told", "counted")
            self._know_share(None)
            return
        if line.told is None:
            self._know_share(article)
        span, here = pane.word, len(pane.steps.same(pane.cursor))
        if self.glossary.ready:
            self._give_up("told")
            self._show(self._tell(article, span, here))
        else:
            self._show(Told(article.text[slice(*span)], here=here, gloss="…"))
            self._screen.work(self._look_up(article, span, here), "told")

    def _give_up(self, *groups: str) -> None:
        for group in groups:
            self._screen.workers.cancel_group(self._screen, group)

    def _tell(self, article: Article, span: Span, here: int) -> Told:
        return tell(article, span, here, self.glossary, self._library.knowledge(self._level))

    def _show(self, told: Told) -> None:
        told = replace(told, articles=self._articles.get(told.word))
        self._screen.reader.word_line.show(told)
        if told.articles is None:
            self._screen.work(self._count(told), "counted")

    async def _look_up(self, article: Article, span: Span, here: int) -> None:
        """Open the dictionary, and tell of the word then; while it is made, how far that is."""
        opening = asyncio.ensure_future(self.glossary.opened())
        line = self._screen.reader.word_line
        while not (await asyncio.wait({opening}, timeout=0.1))[0]:
            line.ask(say("正在编制词典，只此一次 ", "making the dictionary, this once ") + f"{self.glossary.made}%")
        opening.result()
        self._loaded("dictionary")
        told = await beside(lambda: self._tell(article, span, here))
        if self._screen.pane.cursor is not None and self._screen.pane.word == span:
            self._show(told)

    async def _count(self, told: Told) -> None:
        """Count the word in the library, once the cursor rests on it."""
        await asyncio.sleep(COUNTED_AFTER)
        articles = await asyncio.to_thread(self._library.articles_with, told.word, MOST_ARTICLES)
        self._articles = {**dict(list(self._articles.items())[-200:]), told.word: articles}
        line = self._screen.reader.word_line
        if line.told is not None and line.told.word == told.word:
            line.show(replace(line.told, articles=articles))

    def _know_share(self, article: Article | None) -> None:
        """Find out how many words of the article are known, where the reader has said anything of words."""
        self.share = None
        if article is not None and (self._level or self._library.familiar()):
            self._screen.work(self._find_share(article), "share")
        self._screen.update_title()

    async def _find_share(self, article: Article) -> None:
        def find() -> Share:
            from store.library.vocabulary import share_known

            names = {each.name(article.text) for each in article.mentions if each.kind in ("PER", "LOC", "ORG")}
            return share_known(words_of(article), names, self._library.knowledge(self._level))

        self.share = await asyncio.to_thread(find)
        self._screen.update_title()

    # What the reader says of words ---------------------------------------------------------------------------------

    async def asked(self, what: Asking, span: Span) -> None:
        """Do what was asked for with the range under the cursor; where that cannot be done, say why."""
        try:
            await self._answer(what, span)
        except DubaoError as error:
            self._screen.tell_error(error)

    async def _answer(self, what: Asking, span: Span) -> None:
        article = self._screen.pane.article
        if article is None:
            return
        word = article.text[slice(*span)]
        if what == "copied":
            self._screen.tell(say("已复制：", "Copied: ") + fit(word, SHOWN))
        elif what == "entry":
            await self._open_entry(word)
        elif what == "know":
            self._know(word)
        elif what == "learn":
            self._learn(article, span)
        elif what == "join":
            self._join(article, span)
        else:
            self._cut(word)

    async def _open_entry(self, word: str) -> None:
        from tui.screens.entry import EntryScreen

        told = self._screen.reader.word_line.told
        about = [told.named] if told and told.word == word and told.named else []
        reading, here = (told.reading, told.here) if told and told.word == word else ("", 0)
        screen = EntryScreen(self._library, self.glossary, word, reading, about=about, here=here)
        await self._screen.app.push_screen(screen)

    def _do(self, job: Callable[[], Change], what: str) -> None:
        """Save a change, which can be undone, and show the text as it is then."""

        async def save() -> None:
            await self._screen.marks.marking.do(job, what)
            self._screen.tell(what)
            await self._show_changes()

        self._screen.work(save(), "words", exclusive=False)

    def _know(self, word: str) -> None:
        state = NEXT[self._library.knowledge().of(word)]
        said = say(*FAMILIARITY[state])
        self._do(lambda: self._library.familiarise([word], state), f"{fit(word, SHOWN)} · {said}")

    def _learn(self, article: Article, span: Span) -> None:
        from store.language.dictionary import DictionaryError
        from store.language.sentences import sentence_at

        word = article.text[slice(*span)]
        sentence = sentence_at(article.text, span[0])
        what = say("收入生词本：", "In the vocabulary: ") + fit(word, SHOWN)

        def note() -> Change:
            told = self._tell(article, span, 0)
            return self._library.note_word(word, sentence, told.reading, told.meaning, article.id)

        async def note_then() -> None:
            with contextlib.suppress(DictionaryError):  # it has been told, and the word is worth keeping without
                await self.glossary.opened()
            self._do(note, what)

        if self.glossary.ready:
            self._do(note, what)
        else:
            self._screen.work(note_then(), "noted", exclusive=False)

    def _join(self, article: Article, span: Span) -> None:
        from store.language.teaching import joined

        words, at, number = words_of(article), 0, 0
        while at < span[0]:
            at, number = at + len(words[number]), number + 1
        own = joined(words, number)
        self._do(lambda: self._library.teach(own), say("合为一词：", "One word: ") + fit(own.text, SHOWN))

    def _cut(self, word: str) -> None:
        from store.language.teaching import cut

        if len(word) < 2:
            self._screen.tell(say("一个字的词不能再切", "A word of one character cannot be cut"))
            return

        def cut_after(place: int) -> None:
            own = cut(word, place)
            what = say("切成：", "Cut: ") + fit(" ".join(own.words), SHOWN)
            self._do(lambda: self._library.teach(own), what)

        if len(word) == 2:
            cut_after(1)
            return
        spaced = "".join(f"{char}{number}" for number, char in enumerate(word[:9], 1) if number < len(word))
        question = say("切在哪个数字处？ ", "Cut where? ") + spaced + word[min(9, len(word) - 1) :]
        self._screen.reader.word_line.ask(question)

        def answered(letter: str) -> None:
            if not (letter.isdecimal() and 0 < int(letter) < len(word)):
                self.pointed()
                return
            try:
                cut_after(int(letter))
            except DubaoError as error:
                self._screen.tell_error(error)

        self._screen.ask_letter(question, answered)

    async def _show_changes(self) -> None:
        """Show the article that shows with its words as they are now."""
        pane, shown = self._screen.pane, self._screen.pane.article
        self._screen.browse.forget()
        self._aids.clear()
        if shown is None:
            return
        article = await asyncio.to_thread(self._library.article, shown.id)
        if pane.article is not shown:
            return
        if article.lengths != shown.lengths:
            self._screen.reader.article = article
            pane.show_recut(article)
        elif pane.word_display == "new-pinyin":
            self.gather()
        self._know_share(article)
        self.pointed()

    def changed(self) -> None:
        """Show the article as it is after a change of words was taken back or done again."""
        self._screen.work(self._show_changes(), "words", exclusive=False)
