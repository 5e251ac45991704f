"""The nouns of Dubao: immutable, typed, and the same in memory and on disk (msgspec structs).

Offsets are counts of Unicode characters (code points), ranges are half-open. An empty string means "unknown" or
"none"; a date is ISO 8601 (``2026-03-20``) or "".
"""

from __future__ import annotations

from typing import Literal

import msgspec

Kind = Literal["PER", "LOC", "ORG", "TIME", "WORK"]
"""What an entity is: person, place, organisation, time, work or document."""

KINDS: tuple[Kind, ...] = ("PER", "LOC", "ORG", "TIME", "WORK")

Span = tuple[int, int]
"""A half-open range of characters."""


class Record(msgspec.Struct, frozen=True, omit_defaults=True):
    """The base of every stored struct: immutable, defaults left out on disk."""


class Passage(Record, frozen=True, array_like=True):
    """A run of text and where on its page it stands.

    Attributes:
        text: the text as a person reads it: lines joined, layout spaces removed, every other character as printed.
        spans: the ranges of ``RawPage.text`` it was made of, in reading order.
    """

    text: str = ""
    spans: tuple[Span, ...] = ()

    def __bool__(self) -> bool:
        """Say whether there is any text."""
        return bool(self.text)


NOTHING = Passage()


class RawPage(Record, frozen=True):
    """One page as decoded text, before it is split.

    Attributes:
        file: the path as it was given.
        text: safe text (no control characters but newline), lines ended by ``\\n``.
        part: 1-based number of the page within its file, or 0 where the file is one page.
        encoding: how the bytes were decoded, for people ("utf-8", "gb18030").
    """

    file: str
    text: str
    part: int = 0
    encoding: str = "utf-8"


class Draft(Record, frozen=True):
    """One story as it was split from a page.

    The lines of one title role are joined by a space. ``dateline`` also stands in the first paragraph. ``credit`` is
    the closing or opening byline as printed, ``authors`` the names read from it or from the dateline's brackets.
    ``subheads`` are indices into ``paragraphs``. ``sure`` is False where a second reading of the page was close.
    """

    headline: Passage = NOTHING
    kicker: Passage = NOTHING
    subtitle: Passage = NOTHING
    dateline: str = ""
    authors: tuple[str, ...] = ()
    credit: Passage = NOTHING
    paragraphs: tuple[Passage, ...] = ()
    subheads: tuple[int, ...] = ()
    jump: Passage = NOTHING
    sure: bool = True

    @property
    def text(self) -> str:
        """The text that words and mentions are offsets into: title lines, then paragraphs, one a line."""
        titles = (self.kicker, self.headline, self.subtitle)
        return "\n".join([t.text for t in titles if t] + [p.text for p in self.paragraphs])

    @property
    def places(self) -> tuple[Span, ...]:
        """The ranges of the page that the story was made of, in the order of the page."""
        parts = (self.kicker, self.headline, self.subtitle, self.credit, *self.paragraphs, self.jump)
        return tuple(sorted(span for part in parts for span in part.spans))


class PageFacts(Record, frozen=True):
    """What a page says of itself: its paper, its date and its label ("A01 要闻"); "" where it is not known."""

    paper: str = ""
    date: str = ""
    label: str = ""


class Split(Record, frozen=True):
    """A page split into stories, with everything else that stood on it.

    Every character of the page that is not white space stands in exactly one passage of a split.

    Attributes:
        drafts: the stories, in the order of the page.
        furniture: page number, date line, editors, contact lines.
        captions: text and credits that belong to pictures.
        facts: what the page says of itself (``store.pages.facts``).
        warning: why the split may be wrong as a whole, for people, or "".
        splitter: the version of the splitter that made it.
    """

    drafts: tuple[Draft, ...] = ()
    furniture: tuple[Passage, ...] = ()
    captions: tuple[Passage, ...] = ()
    facts: PageFacts = PageFacts()
    warning: str = ""
    splitter: str = ""


class Mention(Record, frozen=True, array_like=True):
    """One occurrence of an entity in the text of an article."""

    kind: Kind
    start: int
    end: int

    def name(self, text: str) -> str:
        """Return what stands at this mention in ``text``, the text of its article."""
        return text[self.start : self.end]


class Office(Record, frozen=True, array_like=True):
    """What the text says a person is, at one mention of that person.

    Attributes:
        person: the mention of the person.
        office: the phrase as printed ("市委副书记、市长").
    """

    person: Mention
    office: str


class Analysis(Record, frozen=True):
    """The words, the mentions and the offices of a text.

    Attributes:
        words: the words in order; joined they are the text, and none crosses a mention's edge.
        mentions: in order of ``start``, without overlap.
        offices: in order of the persons.
    """

    words: tuple[str, ...]
    mentions: tuple[Mention, ...]
    offices: tuple[Office, ...] = ()


class Article(Record, frozen=True):
    """One story as the library keeps it.

    Attributes:
        id: minted when its page is first loaded, then kept.
        page: the id of its page.
        draft: the story itself.
        lengths: the lengths of its words, packed (``store.language.words``).
        mentions: in order of ``start``, without overlap; offsets into ``text``.
        offices: who is what, in order of the persons.
    """

    id: str
    page: str
    draft: Draft
    lengths: str = ""
    mentions: tuple[Mention, ...] = ()
    offices: tuple[Office, ...] = ()

    @property
    def text(self) -> str:
        """The text that ``lengths`` and ``mentions`` are measured in: title lines and paragraphs, one a line."""
        return self.draft.text


class Page(Record, frozen=True):
    """One page as the library keeps it, with its raw text.

    Attributes:
        id: minted when it is first loaded, then kept.
        facts: paper, date and label.
        raw: the text that was split, and the file it came from.
        splitter: the version of the splitter that made its articles.
        articles: the ids of its articles, in the order of the page.
        furniture, captions, warning: as in ``Split``.
        removed: the ids of its articles that the reader took out.
        moves: how often it went to the file of another issue; of two copies the one that moved more often is right.
    """

    id: str
    facts: PageFacts
    raw: RawPage
    splitter: str
    articles: tuple[str, ...] = ()
    furniture: tuple[Passage, ...] = ()
    captions: tuple[Passage, ...] = ()
    warning: str = ""
    removed: tuple[str, ...] = ()
    moves: int = 0


class Namesake(Record, frozen=True, array_like=True):
    """A name that means another entity in one article than elsewhere, by the reader's word.

    Attributes:
        kind, name: the entity as the article alone gives it (``store.language.entities``).
        label: the name of the other entity: 王伟（2）.
    """

    kind: Kind
    name: str
    label: str


class Marks(Record, frozen=True):
    """What the reader adds to an article.

    ``position`` is the character offset into the article's text where the reader was; ``namesakes`` are the names in
    it that mean another entity than elsewhere.
    """

    read: bool = False
    bookmarked: bool = False
    tags: tuple[str, ...] = ()
    note: str = ""
    position: int = 0
    namesakes: tuple[Namesake, ...] = ()


class Row(Record, frozen=True):
    """One article as a list shows it: its page's facts, its headline and its marks."""

    id: str
    page_id: str
    facts: PageFacts
    headline: str
    authors: tuple[str, ...] = ()
    sure: bool = True
    marks: Marks = Marks()


class Selection(Record, frozen=True):
    """Which articles a list shows; every condition given must hold.

    Attributes:
        words: each must occur in the title or the body: plain substrings, folded (``store.library.folding``).
        unread, bookmarked: only such articles.
        tag: only articles with this tag.
        entity: only articles that mention this kind and name.
        query: what the query language of ``store.library.query`` says.
    """

    words: tuple[str, ...] = ()
    unread: bool = False
    bookmarked: bool = False
    tag: str = ""
    entity: tuple[Kind, str] | None = None
    query: str = ""


EVERYTHING = Selection()
