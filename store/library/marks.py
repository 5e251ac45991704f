"""The reader's marks: a TinyDB of their own, small and precious."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

import msgspec

from store.errors import LibraryError
from store.library.identity import doc_id
from store.library.storage import LockedDB
from store.model import Marks, Record
from store.safe import clean_line, clean_text

TABLE = "marks"
UNMARKED = Marks()
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
    return msgspec.structs.replace(
        marks,
        bookmarked=marks.bookmarked or others.bookmarked,
        tags=(*marks.tags, *others.tags),
        note="\n".join(notes),
    )


class MarksFile:
    """Marks by article id; every change is on the disk when the call returns."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._db = LockedDB(path)
        self._converted: tuple[object, dict[str, Marks]] = (None, {})

    def all(self) -> Mapping[str, Marks]:
        """Return all marks by article id, as they are on the disk.

        Raises:
            LibraryError: if the file is broken.
        """
        tables = self._db.storage.read()
        if self._converted[0] is not tables:
            docs = (tables or {}).get(TABLE, {})
            try:
                self._converted = (
                    tables,
                    {doc["id"]: msgspec.convert(doc, Marks, strict=False) for doc in docs.values()},
                )
            except (msgspec.ValidationError, KeyError, TypeError) as error:
                why = "a document has no id" if isinstance(error, KeyError) else str(error)
                raise LibraryError(
                    "A file of the library is broken",
                    f"{self.path}: {why}. It was left as it is",
                    "Restore it from a backup, or move it away",
                ) from error
        return self._converted[1]

    def change(self, ids: Iterable[str], step: Callable[[str, Marks], Marks]) -> Undo:
        """Apply ``step`` to the marks of each article in one durable write.

        Raises:
            LibraryError: if the file is broken, locked or cannot be written; nothing is then changed.
        """
        self.all()  # a file with one broken document is left as it is, too
        before: dict[str, Marks] = {}
        after: dict[str, Marks] = {}
        with self._db.transaction() as tables:
            docs = tables.setdefault(TABLE, {})
            for key in ids:
                number = str(doc_id(key))
                before[key] = msgspec.convert(docs.get(number, {}), Marks, strict=False)
                after[key] = tidy(step(key, before[key]))
                if after[key] == UNMARKED:
                    docs.pop(number, None)
                else:
                    docs[number] = {"id": key} | msgspec.to_builtins(after[key])
        return Undo(before, after)

    def undo(self, undo: Undo) -> Undo:
        """Take one change back, only in what it changed, and return the change that was thereby made."""

        return self.change(undo.before, lambda key, now: taken_back(now, undo.before[key], undo.after[key]))

    def tags(self) -> dict[str, int]:
        """Return every tag with the number of its articles, most used first."""
        return dict(Counter(tag for marks in self.all().values() for tag in marks.tags).most_common())
