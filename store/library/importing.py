"""Articles from the JSON lines of ``dubao export``: they keep ids and marks, and stand on pages made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from store.errors import LibraryError
from store.language.words import pack
from store.model import NOTHING, Article, Draft, Kind, Marks, Mention, Office, Page, PageFacts, Passage, RawPage, Record
from store.safe import clean_text

IMPORTED = "imported"
"""The splitter of a page that was made of its articles: there is nothing to split again."""

_ID = re.compile(r"[0-9a-v]{10}")


class Entity(Record, frozen=True):
    """A mention as an export has it."""

    kind: Kind
    start: int
    end: int


class Held(Record, frozen=True):
    """An office as an export has it, with where its person is mentioned."""

    start: int
    end: int
    office: str


class Line(Record, frozen=True):
    """One article as ``store.library.export.as_object`` gives it."""

    id: str
    page_id: str
    paper: str
    date: str
    page: str
    headline: str
    paragraphs: tuple[str, ...]
    text: str
    words: tuple[str, ...]
    kicker: str = ""
    subtitle: str = ""
    dateline: str = ""
    authors: tuple[str, ...] = ()
    credit: str = ""
    subheads: tuple[int, ...] = ()
    jump: str = ""
    sure: bool = True
    tags: tuple[str, ...] = ()
    bookmarked: bool = False
    read: bool = False
    note: str = ""
    file: str = ""
    entities: tuple[Entity, ...] = ()
    offices: tuple[Held, ...] = ()

    @property
    def marks(self) -> Marks:
        """The marks of the article."""
        return Marks(self.read, self.bookmarked, self.tags, self.note)


class Wrong(NamedTuple):
    """A line that is no article, and why."""

    number: int
    error: LibraryError


def read_lines(lines: Iterable[bytes]) -> Iterator[tuple[int, Line] | Wrong]:
    """Yield the articles of an export with the numbers of their lines, counted from 1; empty lines are passed over."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            article = msgspec.json.decode(line, type=Line)
            _check(article)
        except (msgspec.MsgspecError, UnicodeDecodeError, LibraryError) as error:
            why = error.message if isinstance(error, LibraryError) else str(error)
            yield Wrong(number, LibraryError("This is no article of an export", f"line {number}: {why}"))
        else:
            yield number, article


def _check(line: Line) -> None:
    """Raise an error if the parts of an article do not fit together."""
    if not (_ID.fullmatch(line.id) and _ID.fullmatch(line.page_id)):
        raise LibraryError("", "its id is none of Dubao's")
    if clean_text(line.text) != line.text or draft_of(line, []).text != line.text:
        raise LibraryError("", "its text does not fit its headline and paragraphs")
    if "".join(line.words) != line.text:
        raise LibraryError("", "its words do not make up its text")
    last = 0
    for entity in line.entities:
        if not last <= entity.start < entity.end <= len(line.text):
            raise LibraryError("", "its entities do not stand in its text one after the other")
        last = entity.end
    people = {(entity.start, entity.end) for entity in line.entities if entity.kind == "PER"}
    if any((held.start, held.end) not in people for held in line.offices):
        raise LibraryError("", "its offices are not those of people in its text")


def draft_of(line: Line, page: list[str], start: int = 0) -> Draft:
    """Return the story of a line; its lines are added to those of ``page``, whose text so far ends at ``start``."""
    at = start

    def passage(text: str) -> Passage:
        nonlocal at
        if not text:
            return NOTHING
        page.append(text)
        at += len(text) + 1
        return Passage(text, ((at - len(text) - 1, at - 1),))

    return Draft(
        kicker=passage(line.kicker),
        headline=passage(line.headline),
        subtitle=passage(line.subtitle),
        dateline=line.dateline,
        authors=line.authors,
        paragraphs=tuple(passage(text) or Passage(text) for text in line.paragraphs),
        subheads=line.subheads,
        credit=passage(line.credit),
        jump=passage(line.jump),
        sure=line.sure,
    )


def by_page(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Yield runs of articles that stand on one page."""
    for _, run in groupby(lines, key=lambda line: line.page_id):
        yield list(run)


def with_lines(page: Page | None, lines: list[Line]) -> tuple[Page, list[Article]]:
    """Return a page with more articles at its end, and these articles; where there was none, it is made of them."""
    first = lines[0]
    if page is None:
        facts = PageFacts(first.paper, first.date, first.page)
        page = Page(first.page_id, facts, RawPage(clean_text(first.file), ""), IMPORTED)
    text = page.raw.text + ("\n" if page.raw.text else "")
    articles: list[Article] = []
    for line in lines:
        printed: list[str] = []
        draft = draft_of(line, printed, len(text))
        text += "".join(f"{each}\n" for each in printed) + "\n"
        mentions = tuple(Mention(entity.kind, entity.start, entity.end) for entity in line.entities)
        offices = tuple(Office(Mention("PER", held.start, held.end), held.office) for held in line.offices)
        articles.append(Article(line.id, page.id, draft, pack(line.words), mentions, offices))
    ids = (*page.articles, *(article.id for article in articles))
    left = tuple(key for key in page.removed if key not in ids)
    return replace(page, raw=replace(page.raw, text=text), articles=ids, removed=left), articles
