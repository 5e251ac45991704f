"""The dictionary: CC-CEDICT in a small SQLite file, so that a look-up costs microseconds and hardly any memory.

The file lies in the folder of caches and is made when it is first needed, in about two seconds; it is made anew where
it is damaged, or of another edition or form.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from store.errors import DubaoError
from store.language import cedict
from store.language.characters import simplified
from store.language.levels import level
from store.language.readings import is_read, syllables
from store.language.tones import joined, toneless
from store.model import Record

Progress = Callable[[int, int], None]
"""Is told how many of how many entries are in the file that is being made."""

FORM = 1
"""Of the file; another one is made anew."""
LONGEST = 20
"""Characters; nothing longer is looked up among the parts of a word."""
_UNFINISHED, _OLD = ("dictionary-", ".part"), 600
"""How a file is called while it is made, and after how many seconds nobody makes it any more."""
_STEP = 5_000
_ASKED = 400
"""SQLite takes 999 values at least in one question."""
_CACHE_KIB = 1_024

_SCHEMA = """
CREATE TABLE meaning (
    number INTEGER PRIMARY KEY, simplified TEXT NOT NULL, traditional TEXT NOT NULL, pinyin TEXT NOT NULL,
    senses TEXT NOT NULL, level INTEGER NOT NULL, rank INTEGER NOT NULL
);
"""
_INDEXES = """
CREATE INDEX by_simplified ON meaning (simplified, rank, level);
CREATE INDEX by_traditional ON meaning (traditional) WHERE traditional <> simplified;
"""
_COLUMNS = "simplified, traditional, pinyin, senses"


class DictionaryError(DubaoError):
    """The dictionary cannot be made or read."""


class Meaning(Record, frozen=True):
    """A head word with one reading.

    Attributes:
        simplified, traditional: the word in both scripts.
        pinyin: with tone marks, a space between syllables ("yín háng").
        senses: in English, the first one first.
    """

    simplified: str
    traditional: str
    pinyin: str
    senses: tuple[str, ...]


class Entry(Record, frozen=True):
    """What the dictionary has of a word.

    Attributes:
        word: as it was looked up, simplified or traditional.
        meanings: one for each reading; surnames and mere variants of other words last.
    """

    word: str
    meanings: tuple[Meaning, ...]

    def first(self, reading: str = "") -> Meaning:
        """Return the meaning that is read so, else one that is so but for capitals, else for tones, else the first one.

        Spaces and apostrophes do not count.
        """
        for form in (str, str.lower, toneless):
            for meaning in self.meanings:
                if reading and form(_bare(meaning.pinyin)) == form(_bare(reading)):
                    return meaning
        return self.meanings[0]

    def gloss(self, reading: str = "") -> str:
        """Return the senses of the meaning that is read so, on one line."""
        return "; ".join(self.first(reading).senses)


class Part(Record, frozen=True):
    """A part of a word, how it is read there, and what the dictionary has of it, or None."""

    text: str
    reading: str
    entry: Entry | None


def _bare(pinyin: str) -> str:
    return pinyin.replace(" ", "").replace("'", "")


def cache_folder() -> Path:
    """Return the folder of caches: ``DUBAO_CACHE``, else the platform's place for them."""
    if from_environment := os.environ.get("DUBAO_CACHE"):
        return Path(from_environment).expanduser()
    from platformdirs import user_cache_path

    return user_cache_path("dubao", appauthor=False)


class Dictionary:
    """The dictionary, open. To be opened in a worker: it may have to be made first; look-ups are then immediate.

    Safe to use from several threads.

    Args:
        folder: where its file lies or is made.
        progress: told while it is made.

    Raises:
        DictionaryError: if it can be made nowhere.
    """

    def __init__(self, folder: Path | None = None, progress: Progress = lambda *_: None) -> None:
        self._temporary: tempfile.TemporaryDirectory[str] | None = None
        self._lock = threading.Lock()
        try:
            edition = cedict.edition()
        except (OSError, ImportError) as error:
            raise DictionaryError("The dictionary cannot be read", f"{error}", "Install Dubao again") from error
        self.edition = edition.get("date", "")[:10]
        self._mark = f"{FORM} {edition.get('time', '')} {edition.get('entries', '')}"
        self.path = (folder or cache_folder()) / "dictionary.sqlite"
        self._database = self._open(progress)

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._database.close()
        if self._temporary:
            self._temporary.cleanup()

    # Making --------------------------------------------------------------------------------------------------------

    def _open(self, progress: Progress) -> sqlite3.Connection:
        if database := self._sound():
            return database
        try:
            self._make(progress)
        except (OSError, sqlite3.Error):
            # The folder cannot be written, or is full: a copy that goes with the process serves.
            self._temporary = tempfile.TemporaryDirectory(prefix="dubao-")
            self.path = Path(self._temporary.name) / self.path.name
            try:
                self._make(progress)
            except (OSError, sqlite3.Error) as error:
                raise DictionaryError("The dictionary cannot be written", f"{self.path}: {error}") from error
        if database := self._sound():
            return database
        raise DictionaryError("The dictionary cannot be read", f"{self.path}: it is damaged as soon as it is written")

    def _sound(self) -> sqlite3.Connection | None:
        """Return the file, open, or None where there is none that can be used."""
        if not self.path.exists():
            return None
        database = None
        try:
            database = sqlite3.connect(f"{self.path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
            database.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            told = database.execute("SELECT mark FROM edition").fetchone()
            if told == (self._mark,) and database.execute("PRAGMA quick_check(1)").fetchone() == ("ok",):
                return database
        except sqlite3.Error:
            pass
        if database:
            database.close()
        return None

    def _make(self, progress: Progress) -> None:
        """Write the file beside its place, whole, then put it there."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._sweep()
        handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=_UNFINISHED[0], suffix=_UNFINISHED[1])
        os.close(handle)
        try:
            with contextlib.closing(sqlite3.connect(name)) as database:
                database.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + _SCHEMA)
                database.executemany("INSERT INTO meaning VALUES (?, ?, ?, ?, ?, ?, ?)", _rows(progress))
                database.executescript(_INDEXES)
                database.execute("CREATE TABLE edition (mark TEXT)")
                database.execute("INSERT INTO edition VALUES (?)", (self._mark,))
                database.commit()
            try:
                Path(name).replace(self.path)
            except PermissionError:
                if not self.path.exists():  # Windows replaces no open file: another process has made it meanwhile
                    raise
        finally:
            Path(name).unlink(missing_ok=True)

    def _sweep(self) -> None:
        """Take away what a crash left; another process may still write what is young."""
        for left in self.path.parent.glob("*".join(_UNFINISHED)):
            with contextlib.suppress(OSError):
                if time.time() - left.stat().st_mtime > _OLD:
                    left.unlink()

    # Looking up ----------------------------------------------------------------------------------------------------

    def _rows(self, question: str, values: Sequence[object] | Mapping[str, object]) -> list[tuple[str, ...]]:
        try:
            with self._lock:
                return self._database.execute(question, values).fetchall()
        except sqlite3.DatabaseError as error:
            self.path.unlink(missing_ok=True)
            raise DictionaryError("The dictionary was damaged", f"{self.path}", "It is made anew next time") from error

    def look_up(self, word: str) -> Entry | None:
        """Return what the dictionary has of a word, simplified or traditional; None where it lacks it.

        Raises:
            DictionaryError: if the file was damaged; the next one to open it makes it anew.
        """
        rows = self._rows(
            f"SELECT {_COLUMNS}, rank, number FROM meaning WHERE simplified = :word UNION "
            f"SELECT {_COLUMNS}, rank, number FROM meaning WHERE traditional = :word AND traditional <> simplified "
            "ORDER BY rank, number",
            {"word": word},
        )
        return Entry(word, tuple(_meaning(row) for row in rows)) if rows else None

    def pinyin(self, word: str) -> str:
        """Return the reading of a word, written together, where the dictionary gives exactly one; else "".

        Raises:
            DictionaryError: if the file was damaged.
        """
        rows = self._rows(
            "SELECT DISTINCT pinyin FROM meaning WHERE simplified = ? AND rank = 0 LIMIT 2", (simplified(word),)
        )
        return joined(rows[0][0].split()) if len(rows) == 1 else ""

    def explain(self, word: str) -> tuple[Part, ...]:
        """Return the parts of a word that the dictionary knows, the fewest and longest; never the whole word.

        Characters that it lacks are parts without an entry; joined the parts are the word. One character has no parts,
        nor has what is not Chinese.

        Raises:
            DictionaryError: if the file was damaged.
        """
        if len(word) < 2 or not is_read(word):
            return ()
        known = self._known_within(word)
        best: list[tuple[int, int, int]] = [(0, 0, 0)]  # parts without an entry, parts, where the last one starts
        for end in range(1, len(word) + 1):
            choices = []
            for start in range(max(0, end - LONGEST), end):
                lacks = word[start:end] not in known
                if not lacks or end - start == 1:
                    lacking, count, _ = best[start]
                    choices.append((lacking + lacks, count + 1, start))
            best.append(min(choices))
        read = syllables(word)
        found: list[Part] = []
        end = len(word)
        while end:
            start = best[end][2]
            text = word[start:end]
            reading = joined([each for each in read[start:end] if each])
            found.append(Part(text, reading, self.look_up(text)))
            end = start
        return tuple(reversed(found))

    def _known_within(self, word: str) -> set[str]:
        """Return every piece of a word that is a head word."""
        pieces = {word[a:b] for a in range(len(word)) for b in range(a + 1, min(len(word), a + LONGEST) + 1)} - {word}
        asked = sorted(filter(is_read, pieces))
        found: set[str] = set()
        for at in range(0, len(asked), _ASKED):
            some = asked[at : at + _ASKED]
            marks = ",".join("?" * len(some))
            rows = self._rows(
                f"SELECT simplified FROM meaning WHERE simplified IN ({marks}) UNION SELECT traditional FROM meaning "
                f"WHERE traditional IN ({marks}) AND traditional <> simplified",
                [*some, *some],
            )
            found |= {row[0] for row in rows}
        return found

    def containing(self, word: str, limit: int = 50) -> list[Meaning]:
        """Return words that contain a word: those of the lowest HSK level first, then the shortest.

        Reads all head words, some 20 ms: for a worker.

        Raises:
            DictionaryError: if the file was damaged.
        """
        rows = self._rows(
            f"SELECT {_COLUMNS} FROM meaning WHERE number IN (SELECT min(number) FROM meaning "
            "WHERE (instr(simplified, :word) OR instr(traditional, :word)) AND :word NOT IN (simplified, traditional) "
            "GROUP BY simplified) ORDER BY level, length(simplified), rank, number LIMIT :limit",
            {"word": word, "limit": limit},
        )
        return [_meaning(row) for row in rows] if word else []


def _meaning(row: Sequence[str]) -> Meaning:
    return Meaning(row[0], row[1], row[2], tuple(row[3].split("/")))


_OFF_SCALE = 9
"""The level of words that no level has, so that they come last."""


def _rows(progress: Progress) -> Iterator[tuple[int, str, str, str, str, int, int]]:
    total = int(cedict.edition().get("entries", "0"))
    for number, line in enumerate(cedict.entries(), 1):
        if number % _STEP == 0:
            progress(number, max(total, number))
        yield (
            *(number, line.simplified, line.traditional, line.pinyin, "/".join(line.senses)),
            *(level(line.simplified) or _OFF_SCALE, _rank(line)),
        )


def _rank(line: cedict.Line) -> int:
    """Return how late a meaning stands among those of its word: surnames and names after words, variants last."""
    first = line.senses[0] if line.senses else ""
    if first.startswith(("variant of", "old variant of", "Japanese variant", "archaic variant", "used in")):
        return 3
    if first.startswith("surname "):
        return 2
    return int(line.pinyin[:1].isupper())
