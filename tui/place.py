"""Where the reader was when it was left: the list and the article in it, found again at the next start."""

from __future__ import annotations

import contextlib
from pathlib import Path

import msgspec

from store.model import EVERYTHING, Record, Selection

FILE = "reader.json"


class Place(Record, frozen=True):
    """What the next start begins with.

    Attributes:
        title, selection: the list that showed.
        article: the id of the article under its cursor, or "".
    """

    title: str = ""
    selection: Selection = EVERYTHING
    article: str = ""


def read_place(library: Path) -> Place:
    """Return the place kept in a library folder; what cannot be read is no place."""
    try:
        return msgspec.json.decode((library / FILE).read_bytes(), type=Place)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError):
        return Place()


def keep_place(library: Path, place: Place) -> None:
    """Keep a place; where the folder cannot be written the next start begins as the first one did."""
    from store.errors import LibraryError
    from store.library.storage import locked, write_atomically

    if place == read_place(library):
        return
    file = library / FILE
    with contextlib.suppress(OSError, LibraryError), locked(file):
        write_atomically(file, msgspec.json.encode(place) + b"\n")
