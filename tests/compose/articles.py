"""The invented articles that pages are composed of, each kept once in ``tests/articles/NAME.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

FOLDER = Path(__file__).parent.parent / "articles"

Form = Literal["closing", "signed", "byline", "picture", "dateline", "none"]
"""How the authors are printed: in closing brackets, in closing brackets with the dateline, in a line with the headline,
in such a line as 文/图, inside the dateline's brackets, or not at all."""


@dataclass(frozen=True)
class Source:
    """One article as it was written, before anything of a layout.

    Attributes:
        name: the file's stem.
        kicker, headline, subtitle: the lines of each role of the title.
        dateline: what goes before the first paragraph ("本报讯"), not contained in ``paragraphs``.
        title: what goes before the authors' names ("本报记者"), or "".
        mark: the bullet of a byline ("□"), or "".
        form: how the authors are printed unless a page prefers another form.
        credit: the credit as printed in that form, or "" where it follows from authors, title and mark.
        paragraphs: without dateline and credit; ``subheads`` are indices into them.
        tabular: indices of paragraphs that are lines set without indent: rows of a table, verses, signatures.
        captions: each printed on a line of its own.
        offices: pairs of a person and an office, as the text gives both.
        names: kind -> distinct names in title and paragraphs; "optional" where careful readers disagree.
    """

    name: str
    genre: str
    kicker: tuple[str, ...]
    headline: tuple[str, ...]
    subtitle: tuple[str, ...]
    dateline: str
    authors: tuple[str, ...]
    title: str
    mark: str
    form: Form
    credit: str
    paragraphs: tuple[str, ...]
    subheads: frozenset[int]
    tabular: frozenset[int]
    captions: tuple[str, ...]
    offices: tuple[tuple[str, str], ...]
    names: dict[str, tuple[str, ...]]


def _source(name: str, raw: dict[str, Any]) -> Source:
    return Source(
        name=name,
        genre=raw["genre"],
        kicker=tuple(raw.get("kicker", ())),
        headline=tuple(raw["headline"]),
        subtitle=tuple(raw.get("subtitle", ())),
        dateline=raw.get("dateline", ""),
        authors=tuple(raw.get("authors", ())),
        title=raw.get("title", ""),
        mark=raw.get("mark", ""),
        form=raw.get("form", "none"),
        credit=raw.get("credit", ""),
        paragraphs=tuple(raw["paragraphs"]),
        subheads=frozenset(raw.get("subheads", ())),
        tabular=frozenset(raw.get("tabular", ())),
        captions=tuple(raw.get("captions", ())),
        offices=tuple((person, office) for person, office in raw.get("offices", ())),
        names={kind: tuple(names) for kind, names in raw.get("names", {}).items()},
    )


@cache
def sources() -> dict[str, Source]:
    """Return every article by its name, in the order of the names."""
    files = sorted(FOLDER.glob("*.toml"))
    return {f.stem: _source(f.stem, tomllib.loads(f.read_text("utf-8"))) for f in files}
