"""The start of the reader: the library is opened, and the first rows fetched, while the interface is being imported.

Nothing here draws, so that it is there before anything that does.
"""

from __future__ import annotations

import gc
import os
import threading
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from store.errors import DubaoError

if TYPE_CHECKING:
    from store import Library
    from store.library.rowview import RowView
    from tui.place import Place

FIRST_ROWS = 200
"""So many rows are fetched for the first paint of a list; the rest follows."""

FRAMES = 120
"""Frames a second that Textual may draw: at its usual 60 a key that follows another one waits up to 17 ms."""

COLLECT_AFTER = 10_000
"""So many new objects are made before Python looks for garbage among them; a frame makes some thousand."""


class Early(NamedTuple):
    """What the first paint shows.

    Attributes:
        place: where the reader was, if it can be shown again.
        rows: the first rows of that list.
        words: as in ``tui.widgets.article_list.Listing``.
        cursor: the row under the cursor; -1 where it is not among these rows.
    """

    place: Place
    rows: RowView
    words: tuple[str, ...]
    cursor: int


class Start:
    """A library that is being opened in a thread of its own.

    Args:
        opening: opens it.
        again: whether the reader shall begin where it was left.
    """

    def __init__(self, opening: Callable[[], Library], *, again: bool = True) -> None:
        self._opening = opening
        self._again = again
        self._library: Library | None = None
        self._error: BaseException | None = None
        self._done = threading.Event()
        self.early: Early | None = None
        threading.Thread(target=self._open, daemon=True).start()

    def _open(self) -> None:
        try:
            library = self._opening()
            self.early = _early(library, again=self._again)
            self._library = library
        except BaseException as error:  # noqa: BLE001 - it is raised where the library is waited for
            self._error = error
        self._done.set()

    def library(self) -> Library:
        """Return the library, or raise what its opening raised; waits for it."""
        self._done.wait()
        if self._error is not None:
            raise self._error
        assert self._library is not None
        return self._library


def _early(library: Library, *, again: bool) -> Early | None:
    """Return the list that showed last, if it still has articles, else that of all of them; None where it fails."""
    from store.library.snippets import words_of
    from tui.place import Place, read_place

    for each in (read_place(library.folder) if again else Place(), Place()):
        try:
            rows = library.view(each.selection, limit=FIRST_ROWS)
            if rows or each.selection == Place().selection:
                cursor = rows.place_of(each.article) if each.article else 0
                words = words_of(each.selection) if each.selection.query else ()
                return Early(each, rows, words, -1 if cursor is None or not rows[:1] else cursor)
        except DubaoError:
            continue  # it is told when the list is fetched again
    return None


def hasten() -> None:
    """Do without the garbage collector until ``settle``: what a start makes stays."""
    gc.disable()
    os.environ.setdefault("TEXTUAL_FPS", str(FRAMES))


def settle() -> None:
    """Collect garbage again, but never look through what the start has made: that would cost a frame."""
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(COLLECT_AFTER, 10, 10)
        gc.enable()
