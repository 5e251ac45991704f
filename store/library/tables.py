"""The tables of one issue file: pages and articles put in and taken out, before anything is written."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from pathlib import Path

import msgspec

from store.errors import LibraryError
from store.library.identity import doc_id
from store.library.lean import with_text, without_copies
from store.library.schema import META, newer, refuse_newer, schema_of, with_meta
from store.library.storage import AtomicStorage, Tables, locked
from store.model import Article, Page

PAGES, ARTICLES = "pages", "articles"


def key(minted: str) -> str:
    """Return the document id of a minted id as TinyDB's JSON has it."""
    return str(doc_id(minted))


def pages_in(tables: Tables) -> list[Page]:
    """Return the pages of an issue, in no order."""
    return [msgspec.convert(doc, Page) for doc in tables.get(PAGES, {}).values()]


def page_in(tables: Tables, page_id: str) -> Page | None:
    """Return a page, or None where it is not in this issue."""
    doc = tables.get(PAGES, {}).get(key(page_id))
    return msgspec.convert(doc, Page) if doc is not None else None


def articles_of(tables: Tables, page: Page) -> list[Article]:
    """Return the articles of a page that are there, in the order of the page."""
    articles = tables.get(ARTICLES, {})
    docs = [articles.get(key(article)) for article in page.articles]
    return [with_text(msgspec.convert(doc, Article), page.raw.text) for doc in docs if doc is not None]


def put(tables: Tables, page: Page, articles: list[Article]) -> None:
    """Put a page and articles of it in, in place of documents with the same ids."""
    tables.setdefault(PAGES, {})[key(page.id)] = msgspec.to_builtins(page)
    there = tables.setdefault(ARTICLES, {})
    for article in articles:
        there[key(article.id)] = msgspec.to_builtins(without_copies(article, page.raw.text))


def take(tables: Tables, page: Page) -> None:
    """Take a page and its articles out."""
    tables.get(PAGES, {}).pop(key(page.id), None)
    for article in page.articles:
        tables.get(ARTICLES, {}).pop(key(article), None)


def read_tables(path: Path) -> Tables:
    """Return the tables of an issue file to change; empty where there is none.

    Raises:
        LibraryError: if the file is broken, or of a newer schema.
    """
    tables = AtomicStorage(path).read() or {}
    if refuse_newer(schema_of(tables)):
        raise newer(path)
    return {name: dict(table) for name, table in tables.items() if name != META}


def write_tables(path: Path, tables: Tables) -> None:
    """Write an issue file, durably; one without pages goes away. To be called under its lock.

    Raises:
        LibraryError: if it cannot be written; the file is then as it was.
    """
    if tables.get(PAGES):
        AtomicStorage(path).write(with_meta(tables))
        return
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise LibraryError("The library cannot be written", f"{path}: {error.strerror}. Nothing was changed") from error


@contextlib.contextmanager
def changing(path: Path) -> Iterator[Tables]:
    """Give the tables of one issue file to change, under its lock; they are written unless an error is raised.

    Raises:
        LibraryError: if the file is broken, locked or cannot be written; nothing is then changed.
    """
    make_folder(path)
    with locked(path):
        tables = read_tables(path)
        yield tables
        write_tables(path, tables)


@contextlib.contextmanager
def both_locked(one: Path, other: Path) -> Iterator[None]:
    """Hold the locks of two files, always taken in one order so that two programs cannot wait for each other."""
    with contextlib.ExitStack() as stack:
        for path in sorted({one, other}):
            stack.enter_context(locked(path))
        yield


def make_folder(path: Path) -> None:
    """Make the folder that an issue file is in.

    Raises:
        LibraryError: if it cannot be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError("The library cannot be written", f"{path.parent}: {error.strerror}") from error
