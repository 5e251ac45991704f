"""Teach the splitter: python -m tests.teach FOLDER... [--out FILE], or --judge it on pages left out.

A FOLDER holds folders NAME with gold.json and one or more dumps of the page (*.txt). Pages of the composer are always
added. With ``--judge``, each of five folds of the pages is split with weights learned from the others, and what comes
out is what ``dubao split --json`` prints, a line a dump, for a scorer to read; ``--dump`` takes dumps of this name.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from store.pages.crf import WEIGHTS
from store.pages.read import read_pages
from store.pages.split import split_with
from store.pages.train import Example, example, examples, learn, write
from tests.compose.lessons import lessons
from tui.cli_output import of_split, print_json

FOLDS = 5


def fold_of(name: str) -> int:
    """Return which fold a page belongs to: by the number in its name, so that all dumps of a page are in one fold."""
    return int("".join(filter(str.isdigit, name)) or 0) % FOLDS


def judge(folders: Iterable[Path], dump: str, made: list[Example]) -> None:
    """Print the splits of all pages, each by weights that have not seen it."""
    pages = examples(folders)
    for fold in range(FOLDS):
        weights = learn([page for page in pages if fold_of(page.name) != fold], made)
        for file in (file for folder in folders for file in sorted(folder.glob(f"*/{dump}"))):
            if fold_of(file.parent.name) == fold:
                for raw in read_pages(file):
                    print_json(of_split(raw, split_with(raw, weights)))


def main() -> int:
    """Teach, or judge, by the folders named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.teach", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=WEIGHTS)
    parser.add_argument("--judge", action="store_true")
    parser.add_argument("--dump", default="*.txt", help="the name of the dumps to split, by default all")
    args = parser.parse_args()
    made = [example("made", page.text, page.gold) for page in lessons()]
    if args.judge:
        judge(args.folders, args.dump, made)
    else:
        write(learn(examples(args.folders), made), args.out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
