"""What the subcommands read without a library: files, pages and texts, each with what there is to print of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from store.analysing import split_raw
from store.errors import DubaoError
from store.model import RawPage
from store.safe import clean_text
from tui.cli import tell
from tui.cli_output import Json, named, of_page, of_split, print_json, print_text, split_for_people


def _failure(error: Exception) -> str:
    return str(error) if isinstance(error, DubaoError) else f"This text could not be taken apart: {error!r}"


class Shown(NamedTuple):
    """What there is to print of one input: an object, a text for people, or what went wrong."""

    value: Json
    text: str
    failed: bool = False

    def print(self, as_json: bool) -> None:
        """Print it: errors for people go to standard error."""
        if as_json:
            print_json(self.value)
        if self.failed:
            tell(self.text)
        elif not as_json:
            print_text(self.text)


def _broken(place: Json, error: Exception) -> Shown:
    message = _failure(error)
    return Shown(place | {"error": message}, named(message, place["file"], place.get("part", 0)), failed=True)


def split_file(name: str, found: Path | DubaoError) -> Iterator[Shown]:
    """Yield what there is to print of each page of a file."""
    from store.pages.read import read_pages

    if isinstance(found, DubaoError):
        yield _broken({"file": name}, found)
        return
    try:
        pages = read_pages(found, name)
    except DubaoError as error:
        yield _broken({"file": name}, error)
        return
    yield from map(_split_page, pages)


def _split_page(raw: RawPage) -> Shown:
    try:
        split = split_raw(raw)
    except Exception as error:  # noqa: BLE001 - one page that breaks the splitter must not end the others
        return _broken(of_page(raw), error)
    return Shown(of_split(raw, split), split_for_people(raw, split))


def _texts(names: Sequence[str]) -> Iterator[tuple[str, str | DubaoError]]:
    """Yield every document: a file whole, each line of standard input by itself."""
    from store.pages.read import read_text

    for name in names or ["-"]:
        if name == "-":
            for line in sys.stdin.buffer:
                yield "-", _line(line)
            continue
        try:
            yield name, read_text(Path(name), name)[0]
        except DubaoError as error:
            yield name, error


def _line(line: bytes) -> str:
    line = line.removesuffix(b"\n").removesuffix(b"\r")
    try:
        return clean_text(line.decode("utf-8"))
    except UnicodeDecodeError:
        return clean_text(line.decode("gb18030", errors="replace"))


def each_text(names: Sequence[str], as_json: bool, show: Callable[[str], tuple[Json, str]]) -> bool:
    """Print what ``show`` makes of every document, an object and a text for people; return whether one failed."""
    failed = False
    for name, text in _texts(names):
        shown = _broken({"file": name}, text) if isinstance(text, DubaoError) else _shown(name, text, show)
        failed |= shown.failed
        shown.print(as_json)
    return failed


def _shown(name: str, text: str, show: Callable[[str], tuple[Json, str]]) -> Shown:
    try:
        value, readable = show(text)
    except Exception as error:  # noqa: BLE001 - one text that breaks the analysis must not end the others
        return _broken({"file": name}, error)
    return Shown({"file": name, "text": text} | value, readable)
