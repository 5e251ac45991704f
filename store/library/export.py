"""Articles as text for other programs: Markdown, plain text, a table, or JSON, one object a line."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, NamedTuple

import msgspec

from store.language.words import unpack
from store.library.places import slug
from store.model import Article, Marks, Page
from store.safe import clean_text

Format = Literal["md", "txt", "jsonl", "csv"]

COLUMNS = ("id", "date", "paper", "page", "headline", "authors", "tags", "bookmarked", "read", "note", "sure", "text")
"""The columns of a table; authors and tags are separated by ``;``."""


class Exported(NamedTuple):
    """An article with all that an export says of it."""

    article: Article
    page: Page
    marks: Marks


def export(items: Iterable[Exported], form: Format) -> Iterator[str]:
    """Yield the text of each article in turn; joined they are the export, ended by a newline."""
    write: dict[str, Callable[[Exported], str]] = {"md": markdown, "txt": plain, "jsonl": json_line, "csv": _table_row}
    if form == "csv":
        yield _csv_line(COLUMNS)
    for number, item in enumerate(items):
        if number and form in {"md", "txt"}:
            yield "\n\n"
        yield write[form](item) + ("" if form == "csv" else "\n")


_MARKDOWN = str.maketrans({char: "\\" + char for char in "\\`*_[]<>#|~&"})


def _escaped(text: str) -> str:
    """Return ``text`` so that Markdown shows every character as printed."""
    escaped = clean_text(text).translate(_MARKDOWN)
    return "\\" + escaped if escaped[:1] in {"-", "+", "=", ">"} else escaped


def _source(item: Exported) -> str:
    facts = item.page.facts
    return " · ".join(
        part for part in (facts.paper, facts.date, facts.label, "、".join(item.article.draft.authors)) if part
    )


_BREAKS = str.maketrans({"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"})
"""What YAML takes for the end of a line, and JSON does not."""


def _front(item: Exported) -> str:
    """Return the YAML that stands before an article; a string of JSON is one of YAML, whatever it holds."""
    facts, draft, marks = item.page.facts, item.article.draft, item.marks
    values: dict[str, object] = {
        "id": item.article.id,
        "title": draft.headline.text,
        "paper": facts.paper,
        "date": facts.date,
        "page": facts.label,
        "authors": draft.authors,
        "tags": marks.tags,
        "bookmarked": marks.bookmarked,
        "read": marks.read,
        "note": marks.note,
    }
    lines = [
        f"{name}: {msgspec.json.encode(value).decode().translate(_BREAKS)}"
        for name, value in values.items()
        if value not in ("", ())
    ]
    return "\n".join(["---", *lines, "---"])


def file_name(item: Exported) -> str:
    """Return a name for a file of an article that is safe on every system and never that of another article."""
    return f"{item.page.facts.date or 'undated'}-{slug(item.article.draft.headline.text)[:-7]}-{item.article.id}.md"


def _csv_line(values: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(values)
    return line.getvalue()


def _cell(value: object) -> str:
    """Return a value as a cell of a table; a text that a spreadsheet would calculate gets an apostrophe before it."""
    if isinstance(value, bool):
        return "1" if value else "0"
    text = clean_text(";".join(value) if isinstance(value, tuple) else str(value))
    return f"'{text}" if text[:1] in {"=", "+", "-", "@"} else text


def _table_row(item: Exported) -> str:
    values = as_object(item)
    return _csv_line(_cell(values[name]) for name in COLUMNS)


def markdown(item: Exported) -> str:
    """Return an article as Markdown: facts and marks as YAML, then titles, source, paragraphs, marks."""
    draft, marks = item.article.draft, item.marks
    subheads = set(draft.subheads)
    parts = [_front(item)]
    parts += [f"**{_escaped(draft.kicker.text)}**"] if draft.kicker else []
    parts.append(f"# {_escaped(draft.headline.text)}".rstrip())
    parts += [f"**{_escaped(draft.subtitle.text)}**"] if draft.subtitle else []
    parts += [f"*{_escaped(source)}*"] if (source := _source(item)) else []
    parts += [f"## {_escaped(p.text)}" if at in subheads else _escaped(p.text) for at, p in enumerate(draft.paragraphs)]
    parts += [_escaped(p.text) for p in (draft.credit, draft.jump) if p]
    parts += ["Tags: " + _escaped(", ".join(marks.tags))] if marks.tags else []
    parts += ["> " + _escaped(marks.note).replace("\n", "\n> ")] if marks.note else []
    return "\n\n".join(parts)


def plain(item: Exported) -> str:
    """Return an article as plain text: titles, source, indented paragraphs, marks."""
    draft, marks = item.article.draft, item.marks
    subheads = set(draft.subheads)
    head = [p.text for p in (draft.kicker, draft.headline, draft.subtitle) if p] + [_source(item)]
    body = [p.text if at in subheads else "\u3000\u3000" + p.text for at, p in enumerate(draft.paragraphs)]
    tail = [p.text for p in (draft.credit, draft.jump) if p]
    tail += ["Tags: " + ", ".join(marks.tags)] if marks.tags else []
    tail += ["Note: " + marks.note] if marks.note else []
    return clean_text("\n".join([line for line in head if line] + [""] + body + tail))


def as_object(item: Exported) -> dict[str, Any]:
    """Return everything that is kept of an article, as plain values."""
    article, page, marks = item
    draft, text = article.draft, article.text
    return {
        "id": article.id,
        "paper": page.facts.paper,
        "date": page.facts.date,
        "page": page.facts.label,
        "page_id": page.id,
        "kicker": draft.kicker.text,
        "headline": draft.headline.text,
        "subtitle": draft.subtitle.text,
        "dateline": draft.dateline,
        "authors": draft.authors,
        "credit": draft.credit.text,
        "paragraphs": [p.text for p in draft.paragraphs],
        "subheads": draft.subheads,
        "jump": draft.jump.text,
        "sure": draft.sure,
        "tags": marks.tags,
        "bookmarked": marks.bookmarked,
        "read": marks.read,
        "note": marks.note,
        "file": page.raw.file,
        "text": text,
        "words": unpack(article.lengths, text),
        "entities": [{"kind": m.kind, "start": m.start, "end": m.end, "name": m.name(text)} for m in article.mentions],
        "offices": [
            {"start": o.person.start, "end": o.person.end, "name": o.person.name(text), "office": o.office}
            for o in article.offices
        ],
    }


def json_line(item: Exported) -> str:
    """Return everything that is kept of an article as one line of JSON."""
    return msgspec.json.encode(as_object(item)).decode()
