"""What the reader knows of words and teaches about them: own words, words known or being learned, and a vocabulary.

All three are decisions beside the marks: durable when the call returns, journaled, undone by ``Library.undo``, and in
every backup.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from msgspec.structs import replace

from store.errors import LibraryError
from store.language.characters import simplified
from store.language.parts import recut
from store.language.teaching import OwnWord, checked, taught
from store.language.words import pack, unpack
from store.library import views
from store.library.decisions import Decided, Decision, Table
from store.library.marking import MarkedFolder
from store.library.taught import FAMILIAR, OWN, SAID, Familiar, Taught, read_taught
from store.library.taught import Familiarity as Familiarity
from store.library.where import where
from store.model import Article, Record, Selection
from store.safe import clean_line


class Noted(Record, frozen=True):
    """A word of the vocabulary.

    Attributes:
        sentence: where it was met.
        reading: its pinyin with tone marks.
        gloss: its senses, on one line.
        article: the id of the article it was met in, or "".
        added: when, ISO 8601 with the offset of the local time.
    """

    sentence: str = ""
    reading: str = ""
    gloss: str = ""
    article: str = ""
    added: str = ""


VOCABULARY = Table("vocabulary", Noted, key="word")
TABLES = (OWN, FAMILIAR, VOCABULARY)


class Knowledge:
    """Which words the reader knows. Simplified and traditional forms are one word.

    Args:
        states: by word.
        level: words of this HSK level and below count as known where nothing is said of them; 0 for none.
    """

    def __init__(self, states: Mapping[str, Familiarity] | None = None, level: int = 0) -> None:
        self._states = states or {}
        self._level = level

    def of(self, word: str) -> Familiarity | None:
        """Return what the reader said of a word, or "known" where its HSK level says so, or None."""
        state = self._states.get(word) or self._states.get(simplified(word))
        if state is None and self._level:
            from store.language.levels import level

            return "known" if 0 < level(word) <= self._level else None
        return state

    def is_unknown(self, word: str) -> bool:
        """Say whether a word is to be explained: it is neither known nor ignored."""
        return self.of(word) not in ("known", "ignored")


class Share(NamedTuple):
    """How many of the running words of a text are known."""

    known: int
    words: int

    @property
    def percent(self) -> int:
        """Whole percents, rounded down; 100 where there is no word to know."""
        return 100 * self.known // self.words if self.words else 100


def share_known(words: Sequence[str], names: Collection[str], knowledge: Knowledge) -> Share:
    """Return how many of the Chinese words of a text are known, each counted as often as it stands there.

    Args:
        words: of the text.
        names: words that are names; like ignored words they are not counted, unless the reader says they are known.
        knowledge: the reader's.
    """
    from store.language.readings import is_read

    known = counted = 0
    states: dict[str, Familiarity | None] = {}
    for word in words:
        if word not in states:
            ignored: Familiarity | None = "ignored" if word in names or not is_read(word) else None
            states[word] = knowledge.of(word) or ignored
        known += states[word] == "known"
        counted += states[word] != "ignored"
    return Share(known, counted)


class WordsFolder(MarkedFolder):
    """A library folder as far as words go."""

    _own: tuple[str | None, tuple[OwnWord, ...]] | None = None
    _familiar: tuple[str | None, dict[str, Familiarity]] | None = None

    def _said(self) -> str | None:
        """Return what becomes another one whenever something was said of words."""
        return self._index.database.meta(SAID)

    def _deciding(self, write: Callable[[], Decided]) -> Decided:
        """Write a decision, and look again at what is said of words, even where the index cannot follow."""
        try:
            return super()._deciding(write)
        finally:
            self._own = self._familiar = None

    # Own words -----------------------------------------------------------------------------------------------------

    def own_words(self) -> tuple[OwnWord, ...]:
        """Return the own words, the oldest first: in the order in which they are applied."""
        with self._lock, self._telling():
            with contextlib.suppress(sqlite3.Error):
                self._follow()
            said = self._said()
            if self._own is None or self._own[0] != said:
                self._own = said, tuple(read_taught(self._index.database.reader))
            return self._own[1]

    def teach(self, *own: OwnWord) -> Decided:
        """Let strings always be cut so (``store.language.teaching``), all in one durable write; the last counts most.

        Raises:
            TeachingError: if one cannot be a word; nothing is then changed.
            LibraryError: if it cannot be written; nothing is then changed.
        """
        with self._lock:
            first = max((each.order for each in self.decided(OWN).values()), default=0) + 1
            words = {checked(each).text: Taught(order, each.cuts) for order, each in enumerate(own, first)}
            return self.decide(OWN, words)

    def unteach(self, texts: Iterable[str]) -> Decided:
        """Forget own words, so that what was cut before is cut as it was.

        Raises:
            LibraryError: if one is not there, or it cannot be written; nothing is then changed.
        """
        return self._forget(OWN, list(texts), "There is no such own word")

    def taught(self, article: Article) -> Article:
        """Return an article as it was analysed with its words as the reader has taught them."""
        own = self.own_words()
        if not own:
            return article
        text = article.text
        try:
            words = unpack(article.lengths, text)
        except ValueError:  # a broken document is shown as far as it goes
            return article
        now = taught(text, words, own)
        if len(now) == len(words) and list(now) == words:
            return article
        return replace(article, lengths=pack(now), parts=recut(article.parts, words, now))

    # What is known -------------------------------------------------------------------------------------------------

    def familiar(self) -> Mapping[str, Familiarity]:
        """Return how well the reader knows words, as far as something was said of them.

        What other programs said is seen after ``refresh``. Nothing that is being written is waited for, but for the
        first time.
        """
        with self._telling():
            said, kept = self._said(), self._familiar
        if kept is None or kept[0] != said:
            states = {word: each.state for word, each in self.decided(FAMILIAR).items()}
            self._familiar = kept = said, states
        return kept[1]

    def knowledge(self, level: int = 0) -> Knowledge:
        """Return which words the reader knows; those up to an HSK level too."""
        return Knowledge(self.familiar(), level)

    def familiarise(self, words: Iterable[str], state: Familiarity | None) -> Decided:
        """Say how well the reader knows words, all in one durable write; None says nothing of them any more.

        Raises:
            LibraryError: if one is empty, or it cannot be written; nothing is then changed.
        """
        keys = {_as_word(word) for word in words}
        return self.decide(FAMILIAR, {key: Familiar(state) if state else None for key in sorted(keys)})

    # Vocabulary ----------------------------------------------------------------------------------------------------

    def vocabulary(self) -> dict[str, Noted]:
        """Return the words of the vocabulary, the oldest first."""
        return dict(sorted(self.decided(VOCABULARY).items(), key=lambda item: (item[1].added, item[0])))

    def note_word(
        self, word: str, sentence: str = "", reading: str = "", gloss: str = "", article: str = ""
    ) -> Decided:
        """Add a word to the vocabulary, or put what is known of it now in the place of what was.

        Raises:
            LibraryError: if it is empty, or it cannot be written.
        """
        added = datetime.now().astimezone().isoformat(timespec="microseconds")
        sentence, reading, gloss, article = map(clean_line, (sentence, reading, gloss, article))
        noted = Noted(sentence, reading, gloss, article, added)
        return self.decide(VOCABULARY, {clean_line(word) or _as_word(word): noted})

    def forget_words(self, words: Iterable[str]) -> Decided:
        """Take words out of the vocabulary.

        Raises:
            LibraryError: if one is not in it, or it cannot be written; nothing is then changed.
        """
        return self._forget(VOCABULARY, list(words), "This word is not in the vocabulary")

    # In the library ------------------------------------------------------------------------------------------------

    def articles_with(self, word: str, most: int = 1_000) -> int:
        """Return how many articles contain a word, or ``most`` as soon as there are so many; asks the index alone."""
        with self._telling():
            return views.count_some(self._index, where(Selection(words=(word,))), most)

    # Both ----------------------------------------------------------------------------------------------------------

    def _forget(self, table: Table[Decision], keys: Sequence[str], missing: str) -> Decided:
        with self._lock:
            there = self.decided(table)
            if lacking := [clean_line(key) for key in keys if key not in there]:
                raise LibraryError(missing, "、".join(lacking))
            return self.decide(table, dict.fromkeys(keys))


def _as_word(word: str) -> str:
    key = simplified(clean_line(word))
    if not key:
        raise LibraryError("A word has at least one visible character")
    return key
