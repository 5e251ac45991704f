"""What is told of the word under the cursor."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.say import Said, say

if TYPE_CHECKING:
    from store.language.dictionary import Entry
    from store.library.vocabulary import Familiarity, Knowledge
    from store.model import Article, Mention, Span
    from tui.glossary import Glossary

FAMILIARITY: dict[Familiarity | None, Said] = {
    "known": ("认识", "known"),
    "learning": ("在学", "learning"),
    "ignored": ("不理会", "ignored"),
    None: ("未标", "not marked"),
}
NEXT: dict[Familiarity | None, Familiarity | None] = {
    None: "known",
    "known": "learning",
    "learning": "ignored",
    "ignored": None,
}
"""What the key makes of each state of a word."""

MOST_ARTICLES = 1_000
"""So many articles of the library are counted."""


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of one word.

    Attributes:
        word, reading: the word and its pinyin.
        named: for a name, what it names.
        gloss: its senses, or those of its parts.
        level: its HSK level for people, or "".
        state: what the reader says of it.
        here: how often it stands in the article.
        articles: how many articles of the library have it; None while that is not known.
    """

    word: str
    reading: str = ""
    named: str = ""
    gloss: str = ""
    level: str = ""
    state: Familiarity | None = None
    here: int = 0
    articles: int | None = None

    @property
    def meaning(self) -> str:
        """What it names and its senses, on one line."""
        return "  ".join(part for part in (self.named, self.gloss) if part)

    @property
    def counts(self) -> tuple[str, ...]:
        """How often it stands here and in the library, for people, as far as that is known."""
        here = say(f"本文 {self.here}", f"{self.here} here")
        if self.articles is None:
            return (here,)
        more = "+" if self.articles >= MOST_ARTICLES else ""
        return here, say(f"书库 {self.articles}{more} 篇", f"{self.articles}{more} article{'s' * (self.articles != 1)}")


def tell(article: Article, span: Span, here: int, glossary: Glossary, knowledge: Knowledge) -> Told:
    """Return what is told of the word at ``span`` of an article; its senses as far as the dictionary is open.

    Loads pypinyin where that has not been loaded: for a worker the first time.
    """
    from store.language.levels import label, level
    from store.language.readings import capital, person, reading

    word = article.text[slice(*span)]
    mention = next((each for each in article.mentions if each.start <= span[0] and span[1] <= each.end), None)
    if mention is not None and mention.kind == "PER" and mention.start == span[0]:
        read = person(word)
    else:
        read = (glossary.pinyin(word) if len(word) > 1 else "") or reading(word)
        read = capital(read) if mention is not None and mention.start == span[0] else read
    entry = glossary.look_up(word)
    glossed = mention is None or mention.kind != "PER"
    return Told(
        word,
        read,
        _named(article, mention, word) if mention else "",
        (_gloss(entry, read) or _by_parts(glossary, word)) if glossed else "",
        "" if mention and mention.kind in ("PER", "LOC", "ORG") else label(level(word)),
        knowledge.of(word),
        here,
    )


def _gloss(entry: Entry | None, reading: str) -> str:
    return entry.gloss(reading) if entry else ""


def _by_parts(glossary: Glossary, word: str) -> str:
    """Return the parts of a word that the dictionary lacks, each with its first sense."""
    if len(word) < 2:
        return ""
    parts = [(part.text, part.entry.meanings[0].senses[:1] if part.entry else ()) for part in glossary.explain(word)]
    return "  ".join(f"{text} {'; '.join(senses)}" for text, senses in parts if senses)


def _named(article: Article, mention: Mention, word: str) -> str:
    """Return the kind, the office, and, where the word is but a part of it, the name of what a mention names."""
    from tui.names import ONE_OF_KIND

    name = mention.name(article.text)
    offices = [office.office for office in article.offices if office.person.name(article.text) == name]
    said = say(*ONE_OF_KIND[mention.kind])
    return " · ".join(part for part in (said, name if name != word else "", *offices[:1]) if part)
