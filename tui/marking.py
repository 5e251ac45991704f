"""Changes of marks and pages: in order, one at a time, away from the screen, and each can be undone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from store.model import Marks

if TYPE_CHECKING:
    from store import Library
    from store.library.changes import Change as Undoable
    from store.library.marks import Undo

Change = Callable[[Marks], Marks]


@dataclass(frozen=True, slots=True)
class Done:
    """One change that was saved.

    Attributes:
        undo: what takes it back.
        what: what was done, for people ("Bookmark · headline").
    """

    undo: Undoable
    what: str


class Marking:
    """The one way marks and pages change: what it returns is on the disk."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._turn = asyncio.Lock()
        self._done: list[Done] = []
        self._undone: list[Done] = []

    async def change(self, ids: Sequence[str], change: Change, what: str = "") -> Undo:
        """Change the marks of ``ids``; with ``what`` it can be undone. Raises LibraryError, then nothing changed."""
        async with self._turn:
            undo = await asyncio.to_thread(self._library.change, ids, change)
            if what:
                self._done.append(Done(undo, what))
                self._undone.clear()
            return undo

    async def do(self, job: Callable[[], Undoable], what: str) -> Undoable:
        """Do another change of the library, which can be undone. Raises LibraryError, then nothing changed."""
        async with self._turn:
            change = await asyncio.to_thread(job)
            self._done.append(Done(change, what))
            self._undone.clear()
            return change

    async def undo(self) -> Done | None:
        """Take the last change back; return what changed now, or None where there is none."""
        return await self._turn_back(self._done, self._undone)

    async def redo(self) -> Done | None:
        """Do again what was undone last; return what changed now, or None where there is none."""
        return await self._turn_back(self._undone, self._done)

    async def _turn_back(self, source: list[Done], target: list[Done]) -> Done | None:
        async with self._turn:
            if not source:
                return None
            last = source[-1]
            inverse = await asyncio.to_thread(self._library.undo, last.undo)
            source.pop()
            done = Done(inverse, last.what)
            target.append(done)
            return done
