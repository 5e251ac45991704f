"""What the subcommands print: JSON objects, one a line, or text for people."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any

import msgspec
from rich.cells import cell_len, set_cell_size

from store.language.words import unpack
from store.library.halves import Halves
from store.many import many
from store.model import KINDS, Article, Draft, Marks, Mention, Page, RawPage, Row, Split
from store.safe import clean_line, clean_text
from tui.widgets.cells import fit

Json = dict[str, Any]
NO_HALVES = Halves()


def named(message: str, file: str, part: int = 0) -> str:
    """Return a message for people that names its file, and its page where the file has several."""
    page = f" page {part}" if part else ""
    return message if file in message and not part else f"{clean_line(file)}{page}: {message}"


def print_json(value: Mapping[str, Any]) -> None:
    """Print one object on one line of standard output, in UTF-8 whatever the locale."""
    sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
    sys.stdout.buffer.flush()


def print_text(text: str) -> None:
    """Print text for people on standard output, harmless whatever it quotes."""
    sys.stdout.buffer.write(clean_text(text).encode() + b"\n")
    sys.stdout.buffer.flush()


def of_page(raw: RawPage) -> Json:
    """Return what names a page of a file: its path as given and, where the file holds several, its part."""
    return {"file": raw.file} | ({"part": raw.part} if raw.part else {})


def of_draft(draft: Draft) -> Json:
    """Return a story in the form of the command line's contract."""
    return {
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
    }


def of_split(raw: RawPage, split: Split) -> Json:
    """Return a split page in the form of the command line's contract."""
    return of_page(raw) | {
        "articles": [of_draft(draft) for draft in split.drafts],
        "furniture": [p.text for p in split.furniture],
        "captions": [p.text for p in split.captions],
    }


def of_mentions(mentions: Iterable[Mention], text: str) -> list[Json]:
    """Return mentions with the names that stand at them."""
    return [{"kind": m.kind, "start": m.start, "end": m.end, "name": m.name(text)} for m in mentions]


def of_row(row: Row) -> Json:
    """Return an article of a list in the form of the command line's contract."""
    return {
        "id": row.id,
        "paper": row.facts.paper,
        "date": row.facts.date,
        "page": row.facts.label,
        "headline": row.headline,
        "authors": row.authors,
        "tags": row.marks.tags,
        "bookmarked": row.marks.bookmarked,
        "read": row.marks.read,
        "note": row.marks.note,
        "sure": row.sure,
    }


def split_for_people(raw: RawPage, split: Split) -> str:
    """Return a readable listing of a split page."""
    name = clean_line(raw.file) + (f" · {raw.part}" if raw.part else "")
    facts = " · ".join(part for part in (split.facts.paper, split.facts.date, split.facts.label) if part)
    lines = [f"── {name}" + (f"  ({facts})" if facts else "")]
    if split.warning:
        lines.append(f"!  {split.warning}")
    for number, draft in enumerate(split.drafts, 1):
        lines += ["", f"{number}. {_doubt(draft.sure)}{draft.headline.text or '(no headline)'}"]
        lines += [
            f"   {label}: {text}"
            for label, text in (
                ("kicker", draft.kicker.text),
                ("subtitle", draft.subtitle.text),
                ("authors", "、".join(draft.authors)),
                ("jump", draft.jump.text),
            )
            if text
        ]
        subheads = set(draft.subheads)
        lines += [f"   {'§ ' if at in subheads else ''}{p.text}" for at, p in enumerate(draft.paragraphs)]
    for label, passages in (("furniture", split.furniture), ("captions", split.captions)):
        if passages:
            lines += ["", f"{label}: " + " | ".join(p.text for p in passages)]
    return "\n".join(lines)


def _doubt(sure: bool) -> str:
    return "" if sure else "? "


def rows_for_people(rows: Sequence[Row]) -> Iterable[str]:
    """Yield a table of articles, columns aligned by the cells that characters take on a terminal."""
    table = [
        (
            ("·" if row.marks.read else "●") + ("★" if row.marks.bookmarked else " "),
            row.id,
            row.facts.date or "-",
            fit(row.facts.paper, 24) or "-",
            fit(row.facts.label, 24) or "-",
            _doubt(row.sure) + fit(row.headline, 80) + "".join(f"  #{tag}" for tag in row.marks.tags),
        )
        for row in rows
    ]
    widths = [max(map(cell_len, column)) for column in zip(*table, strict=True)] if table else []
    for cells in table:
        yield "  ".join(set_cell_size(cell, width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def of_halves(halves: Halves) -> Json:
    """Return the ids of the other halves of a story, "" where there is none."""
    before, after = halves.continues, halves.continued
    return {"continues": before.id if before else "", "continued": after.id if after else ""}


def _half(sign: str, row: Row | None) -> list[str]:
    return [f"{sign} {row.id}  {clean_line(row.facts.label)}  {clean_line(row.headline)}"] if row else []


def article_for_people(article: Article, page: Page, marks: Marks, halves: Halves = NO_HALVES) -> str:
    """Return a readable article with its entities and its words."""
    draft, text = article.draft, article.text
    facts = " · ".join(part for part in (page.facts.paper, page.facts.date, page.facts.label) if part)
    state = " ".join(["★"] * marks.bookmarked + [f"#{tag}" for tag in marks.tags])
    head = [facts, draft.kicker.text, _doubt(draft.sure) + draft.headline.text, draft.subtitle.text]
    head += ["、".join(draft.authors), state, marks.note, *_half("◂ 上接", halves.continues)]
    subheads = set(draft.subheads)
    body = [f"\n{p.text}" if at in subheads else f"　　{p.text}" for at, p in enumerate(draft.paragraphs)]
    tail = [part.text for part in (draft.credit, draft.jump) if part] + _half("▸ 下转", halves.continued)
    names = []
    for kind in KINDS:
        found = dict.fromkeys(m.name(text).replace("\n", "") for m in article.mentions if m.kind == kind)
        if found:
            names.append(f"{kind}: {'、'.join(found)}")
    words = [word for word in unpack(article.lengths, text) if word.strip()]
    return "\n".join(
        [line for line in head if line]
        + [""]
        + body
        + tail
        + [""]
        + names
        + ["", f"{many(len(words), 'word')}: " + " ".join(words)]
    )


class Progress(AbstractContextManager["Progress"]):
    """A progress bar on standard error where that is a terminal, else nothing."""

    def __init__(self, label: str) -> None:
        self._label = label
        self._bar: Any = None
        self._task: Any = None
        self._begun = 0.0

    def __enter__(self) -> Progress:
        """Show the bar."""
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
            from rich.progress import Progress as Bar

            columns = (
                TextColumn("{task.description}", markup=False),
                BarColumn(),
                MofNCompleteColumn(),
                TextColumn("{task.fields[note]}", markup=False),
                TimeRemainingColumn(),
            )
            self._bar = Bar(*columns, console=Console(stderr=True), transient=True)
            self._bar.start()
            self._task = self._bar.add_task(self._label, total=None, note="")
            self._begun = time.monotonic()
        return self

    def __exit__(self, *_error: object) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()

    def show(self, done: int, total: int, counts: str = "") -> None:
        """Say how many of how many inputs are finished, what has come of them, and how fast it goes."""
        if self._bar is not None:
            rate = done / max(0.001, time.monotonic() - self._begun)
            note = f"{counts} {rate:.1f}/s".strip()
            self._bar.update(self._task, completed=done, total=total, note=note)
