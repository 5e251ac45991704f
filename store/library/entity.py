"""What the library says of an entity: values, without any way to find them out."""

from __future__ import annotations

from store.model import Kind, PageFacts, Record, Span


class Spelled(Record, frozen=True):
    """A spelling of an entity: in how many articles it stands, and how often."""

    name: str
    articles: int
    mentions: int


class Held(Record, frozen=True):
    """An office of a person.

    Attributes:
        office: as printed.
        first, last: dates of the first and the last issue that says so; "" where they are unknown.
        articles: how many articles say so.
        first_article, last_article: the ids of the first and the last of them.
    """

    office: str
    first: str
    last: str
    articles: int
    first_article: str
    last_article: str


class Beside(Record, frozen=True):
    """Another entity, and in how many articles it stands beside the one asked for."""

    kind: Kind
    name: str
    articles: int


class EntityCard(Record, frozen=True):
    """All that is known of an entity across the library.

    Attributes:
        kind, name: what it is; the name is the fullest of its spellings, or what the reader made of it.
        spellings: as printed, the most frequent first.
        articles, mentions: how many; none where the library does not know it.
        first, last: dates of the first and the last issue that mentions it; "" where no date is known.
        offices: of a person, the latest first.
        days: dates with the number of articles, the first one first; articles without a date are left out.
        beside: whom and what it appears with, most often first; times are left out.
        looked: ``beside`` counts so many of its articles, the newest.
    """

    kind: Kind
    name: str
    spellings: tuple[Spelled, ...] = ()
    articles: int = 0
    mentions: int = 0
    first: str = ""
    last: str = ""
    offices: tuple[Held, ...] = ()
    days: tuple[tuple[str, int], ...] = ()
    beside: tuple[Beside, ...] = ()
    looked: int = 0


class Sentence(Record, frozen=True):
    """A sentence that mentions an entity.

    Attributes:
        article: the id of its article.
        facts: of the page of that article.
        headline: of that article.
        text: the sentence as it stands in the article.
        start: where it begins in the text of the article (characters).
        spans: the mentions in it, offsets into the text of the article.
    """

    article: str
    facts: PageFacts
    headline: str
    text: str
    start: int
    spans: tuple[Span, ...]


class Named(Record, frozen=True):
    """An entity in a selection of articles.

    Attributes:
        kind, name: what it is.
        offices: of a person, in these articles, the latest first.
        articles, mentions: how many of the selected articles mention it, and how often.
        first, last: dates of the first and the last of them; "" where no date is known.
    """

    kind: Kind
    name: str
    offices: tuple[str, ...]
    articles: int
    mentions: int
    first: str
    last: str
