"""``dubao vocab`` and ``dubao own``: the words that the reader collected, and those that the reader taught."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from store.errors import UsageError
from store.language.levels import label, level
from store.language.teaching import OwnWord
from store.many import many
from store.safe import clean_line
from tui.cli import DONE, tell
from tui.cli_options import QUERY, as_json_option, open_library, query_argument, selected
from tui.cli_output import print_json, print_text
from tui.widgets.cells import fill, fit

if TYPE_CHECKING:
    from store.library.vocabulary import Noted

COLUMNS = ("word", "reading", "gloss", "sentence", "level", "article", "added")
_ANKI = ("#separator:tab", "#html:false", "#columns:" + "\t".join(COLUMNS))
"""What Anki reads at the head of a text file (its manual, "Text Files", file headers)."""
SECONDS = len("2026-03-20T08:00:00")
"""So much of a time is printed."""
CUT = "|"
"""Shows where an own word is cut."""


@click.command("vocab", context_settings=QUERY)
@query_argument
@click.option("--format", "form", type=click.Choice(("tsv", "csv")), help="For flash-card programs, or for tables.")
@click.option("--remove", multiple=True, metavar="WORD", help="Take a word out; may be given several times.")
@as_json_option
@click.pass_obj
def vocab_command(folder: Path, query: Sequence[str], form: str | None, remove: Sequence[str], as_json: bool) -> int:
    """Print the words that were added to the vocabulary, each with its sentence, the oldest first.

    With a QUERY, those that were met in articles that match it. Anki imports what --format tsv prints.
    """
    if remove and (query or form or as_json):
        raise UsageError("--remove goes with nothing else", hint="dubao vocab --remove 港口")
    if form and as_json:
        raise UsageError("Both --format and --json")
    library = open_library(folder)
    if remove:
        library.forget_words(remove)
        tell(f"{many(len(remove), 'word')} removed")
        return DONE
    words: Mapping[str, Noted] = library.vocabulary()
    status = DONE
    if query:
        rows, status = selected(library, query)
        articles = {row.id for row in rows}
        words = {word: noted for word, noted in words.items() if noted.article in articles}
    cards = [_card(word, noted) for word, noted in words.items()]
    if as_json:
        for card in cards:
            print_json(dict(zip(COLUMNS, card, strict=True)))
        return status
    for line in _written(cards, form) if form else ():
        sys.stdout.buffer.write(line.encode() + b"\n")
    for line in () if form else _for_people(cards):
        print_text(line)
    return status


def _card(word: str, noted: Noted) -> tuple[str, ...]:
    return word, noted.reading, noted.gloss, noted.sentence, label(level(word)), noted.article, noted.added[:SECONDS]


def _for_people(cards: Sequence[Sequence[str]]) -> Iterator[str]:
    for word, reading, gloss, sentence, *_ in cards:
        yield f"{fill(word, 12)}  {fill(reading, 20)}  {fit(gloss or sentence, 80)}".rstrip()


def _written(cards: Sequence[Sequence[str]], form: str) -> Iterator[str]:
    """Yield the lines of a file for other programs: one card a line, whatever its fields hold."""
    yield from _ANKI if form == "tsv" else (_line(COLUMNS, form),)
    for card in cards:
        yield _line([_cell(clean_line(field), form) for field in card], form)


def _line(fields: Sequence[str], form: str) -> str:
    line = io.StringIO()
    csv.writer(line, delimiter="\t" if form == "tsv" else ",", lineterminator="").writerow(fields)
    return line.getvalue()


def _cell(field: str, form: str) -> str:
    """Return a field that a spreadsheet does not calculate (csv) and that Anki takes for no header (tsv)."""
    if form == "csv":
        return f"'{field}" if field[:1] in {"=", "+", "-", "@"} else field
    return field.lstrip("#") if field.startswith("#") else field


@click.command("own")
@click.option("--teach", multiple=True, metavar="WORD", help='A string that is one word; 研究|生命 cuts it at "|".')
@click.option("--remove", multiple=True, metavar="WORD", help="Forget an own word; written without |.")
@as_json_option
@click.pass_obj
def own_command(folder: Path, teach: Sequence[str], remove: Sequence[str], as_json: bool) -> int:
    """Print the own words: strings that are always cut as the reader has taught, the oldest first."""
    library = open_library(folder)
    if teach:
        library.teach(*map(_as_own, teach))
    if remove:
        library.unteach([text.replace(CUT, "") for text in remove])
    if teach or remove:
        tell(f"{many(len(teach), 'word')} taught, {len(remove)} forgotten")
        return DONE
    for own in library.own_words():
        if as_json:
            print_json({"text": own.text, "words": own.words})
        else:
            print_text(CUT.join(own.words))
    return DONE


def _as_own(written: str) -> OwnWord:
    pieces = clean_line(written).split(CUT)
    cuts, at = [], 0
    for piece in pieces[:-1]:
        at += len(piece)
        cuts.append(at)
    return OwnWord("".join(pieces), tuple(cuts))
