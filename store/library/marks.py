"""The reader's marks: a journaled TinyDB of their own, precious."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from store.errors import LibraryError
from store.library.identity import doc_id, minted, same_place
from store.library.journal import Changes
from store.library.journaled import JournalDB
from store.library.storage import Signature, locked
from store.model import Marks, Record
from store.safe import clean_line, clean_text

TABLE = "marks"
UNMARKED = Marks()
BROKEN_NAMED = 5
"""So many broken documents are named."""

Changed = TypeVar("Changed", bound=Record)


class Undo(Record, frozen=True):
    """One change of marks, by article id: how they were and how they are."""

    before: Mapping[str, Marks]
    after: Mapping[str, Marks]


def tidy(marks: Marks) -> Marks:
    """Return ``marks`` with harmless text and tags sorted, unique and not empty."""
    tags = sorted({tag for tag in map(clean_line, marks.tags) if tag})
    return msgspec.structs.replace(
        marks, tags=tuple(tags), note=clean_text(marks.note).strip(), position=max(0, marks.position)
    )


def taken_back(now: Changed, before: Changed, after: Changed) -> Changed:
    """Return ``now`` with those fields as they were ``before`` that ``after`` had changed."""
    changed = {f: getattr(before, f) for f in before.__struct_fields__ if getattr(before, f) != getattr(after, f)}
    return msgspec.structs.replace(now, **changed)


def merged(marks: Marks, others: Marks) -> Marks:
    """Return the marks of an article that another one became part of: what either had, read only where it was read."""
    notes = dict.fromkeys(note for note in (marks.note, others.note) if note)
    known = {(each.kind, each.name) for each in marks.namesakes}
    return msgspec.structs.replace(
        marks,
        bookmarked=marks.bookmarked or others.bookmarked,
        tags=(*marks.tags, *others.tags),
        note="\n".join(notes),
        namesakes=(*marks.namesakes, *(each for each in others.namesakes if (each.kind, each.name) not in known)),
    )


def moved(marks: Marks, old: str, new: str) -> Marks:
    """Return ``marks`` with the reader's place found again in the text that has changed."""
    return msgspec.structs.replace(marks, position=same_place(old, new, marks.position))


def as_marks(document: Mapping[str, object] | None) -> Marks:
    """Return the marks that a document holds; unmarked where there is none.

    Raises:
        LibraryError: if they are broken.
    """
    try:
        return msgspec.convert(document, Marks, strict=False) if document else UNMARKED
    except msgspec.ValidationError as error:
        raise LibraryError("The marks are broken", f"{document!r:.200}: {error}") from error


class MarksFile:
    """Marks by article id; a change is on the disk when the call returns and costs the same however many there are."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.db = JournalDB(path)
        self._looked: tuple[Signature | None, str] = None, ""

    @property
    def newer(self) -> bool:
        """Whether a newer version of the program wrote them, so that this one only reads them."""
        return self.db.journal.newer

    @property
    def broken(self) -> str:
        """What is wrong with documents of the file, or "". They stay in it as they are, and mark nothing.

        Raises:
            LibraryError: if the whole file is broken.
        """
        snapshot = self.db.journal.position.snapshot  # a broken line of the journal is none at all
        if self._looked[0] != snapshot:
            documents = (self.db.journal.read() or {}).get(TABLE, {}).items()
            numbers = [key for key, document in documents if _marked(document) is None]
            told = f"its marks {', '.join(numbers[:BROKEN_NAMED])} are broken. They were left as they are"
            self._looked = snapshot, told if numbers else ""
        return self._looked[1]

    def items(self) -> Iterator[tuple[str, Marks]]:
        """Yield every article that has marks, by its id, with them; what is broken is left out.

        Raises:
            LibraryError: if the file is broken.
        """
        for document in (self.db.journal.read() or {}).get(TABLE, {}).values():
            if found := _marked(document):
                yield found

    @staticmethod
    def changed(changes: Changes) -> Iterator[tuple[str, Marks]]:
        """Yield the articles whose marks a line of the journal changes, with what they are after it."""
        for key, document in changes.get(TABLE, {}).items():
            if document is None:
                yield minted(int(key)), UNMARKED
            elif found := _marked(document):
                yield found

    def change(self, ids: Iterable[str], step: Callable[[str, Marks], Marks]) -> Undo:
        """Apply ``step`` to the marks of each article in one durable write.

        Raises:
            LibraryError: if the file is broken, locked or cannot be written; nothing is then changed.
        """
        before: dict[str, Marks] = {}
        after: dict[str, Marks] = {}
        with self.db.transaction(TABLE) as (documents,):
            for key in ids:
                number = doc_id(key)
                before[key] = as_marks(documents.get(number))
                after[key] = tidy(step(key, before[key]))
                if after[key] != UNMARKED:
                    documents[number] = {"id": key} | msgspec.to_builtins(after[key])
                elif number in documents:
                    del documents[number]
        return Undo(before, after)

    def compact(self) -> None:
        """Write everything into the one file that stock TinyDB opens, so that nothing else lies beside it.

        Raises:
            LibraryError: if it cannot be written; every mark is then where it was.
        """
        if self.db.journal.logs() and not self.newer:
            with locked(self.path):
                self.db.journal.compact()


def _marked(document: Mapping[str, object]) -> tuple[str, Marks] | None:
    try:
        return str(document["id"]), as_marks(document)
    except (LibraryError, KeyError, TypeError):
        return None
