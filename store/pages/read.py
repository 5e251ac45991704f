"""Files and folders become raw pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from store.errors import PageError
from store.model import RawPage
from store.pages.decode import HINT, decode

LARGEST = 20 * 1024 * 1024
"""The largest file that is read, in bytes."""

_DIGITS = re.compile(r"(\d+)")


def natural_key(path: Path) -> tuple[tuple[tuple[int, str], ...], ...]:
    """Return a key that sorts ``page2`` before ``page10``, folder by folder."""
    return tuple(
        tuple((int(piece), "") if piece.isdecimal() else (-1, piece.casefold()) for piece in _DIGITS.split(part))
        for part in path.parts
    )


def _skipped(path: Path) -> bool:
    name = path.name
    return name.startswith(".") or name.upper().startswith("README") or name.endswith("gold.json")


class Found(NamedTuple):
    """A file, or what cannot be searched for files and why."""

    path: Path
    error: PageError | None = None


def _expand(path: Path, seen: set[Path]) -> Iterator[Found]:
    """Yield the files in a folder at every depth, and a path that is a file; nothing for what is neither."""
    what = "file"
    try:
        if not path.is_dir():
            yield from [Found(path)] if path.is_file() else []
            return
        what = "folder"
        real = path.resolve()
        if real in seen:
            return
        seen.add(real)
        entries = sorted(path.iterdir(), key=natural_key)
    except OSError as error:
        yield Found(path, PageError(f"This {what} cannot be read", f"{path}: {error.strerror or error}"))
        return
    for entry in entries:
        if not _skipped(entry):
            yield from _expand(entry, seen)


def search(path: Path) -> Iterator[Found]:
    """Yield the files that a path names, in natural order; what cannot be searched fails alone.

    Folders are expanded at every depth, without hidden files, ``README*`` and ``*gold.json``. A path that is no folder
    is given as it is, even if it does not exist: reading it says what is wrong with it.
    """
    found = list(_expand(path, set()))
    if found or not path.is_dir():
        yield from found or [Found(path)]
        return
    hint = "Name a folder with text files of newspaper pages."
    yield Found(path, PageError("This folder has no pages", str(path), hint))


def find_files(paths: Sequence[Path]) -> list[Path]:
    """Return the files that ``paths`` name, in their order, without repetition.

    Raises:
        PageError: a folder cannot be read, or holds no file.
    """
    files: dict[Path, None] = {}
    for path in paths:
        for found in search(path):
            if found.error:
                raise found.error
            files[found.path] = None
    return list(files)


def _bytes_of(path: Path, name: str) -> bytes:
    try:
        if path.is_dir():
            raise PageError("This is a folder", name, "Name the files in it, or load the folder.")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise PageError("This file cannot be read", f"{name}: {reason}") from error
    if len(data) > LARGEST:
        raise PageError("This file is too large for a page", f"{name} is over 20 MB", "Cut it into pages.")
    return data


def read_text(path: Path, name: str | None = None) -> tuple[str, str]:
    """Return the whole text of one file, harmless, and the encoding it was in.

    Args:
        path: the file.
        name: the path as it was given, for messages; by default ``str(path)``.

    Raises:
        PageError: the file cannot be read, is over 20 MB, empty, or no text.
    """
    name = str(path) if name is None else name
    data = _bytes_of(path, name)
    try:
        return decode(data)
    except PageError as error:
        raise PageError(error.title, ": ".join(filter(None, (name, error.message))), error.hint) from error


def read_pages(path: Path, name: str | None = None) -> list[RawPage]:
    """Return the pages of one file; form feeds separate pages, empty ones are left out.

    Args:
        path: the file.
        name: the path as it was given, kept in ``RawPage.file``; by default ``str(path)``.

    Raises:
        PageError: the file cannot be read, is over 20 MB, empty, or no text.
    """
    name = str(path) if name is None else name
    text, encoding = read_text(path, name)
    pages = [page.strip("\n") for page in text.split("\f") if page.strip()]
    if not pages:
        raise PageError("This file is empty", name, HINT)
    several = len(pages) > 1
    return [
        RawPage(file=name, text=page, part=number if several else 0, encoding=encoding)
        for number, page in enumerate(pages, 1)
    ]
