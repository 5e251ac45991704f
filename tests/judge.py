"""Judge the splitter on pages it was not trained on: python -m tests.judge FOLDER... [--made FOLDER...] [--folds 5]

Each fold of the pages is split with weights learned from the others; what comes out is what ``dubao split --json``
prints, a line a dump, for a scorer to read. ``--dump NAME`` takes only the dumps of this name (page.txt, mupdf.txt).
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from store.pages.read import read_pages
from store.pages.split import split_with
from store.pages.train import examples, fold_of, learn
from tui.cli_output import of_split, print_json


def main() -> int:
    """Print the splits of all pages, each by weights that have not seen it."""
    parser = argparse.ArgumentParser(prog="python -m tests.judge", description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--made", nargs="*", default=[], type=Path, help="folders of pages that a composer made")
    parser.add_argument("--folds", type=int, default=5)
    parser.add_argument("--dump", help="the name of the dumps to split, by default all")
    args = parser.parse_args()
    pages, made = examples(args.folders), examples(args.made)
    for fold in range(args.folds):
        weights = learn([page for page in pages if fold_of(page.name, args.folds) != fold], made)
        for folder in args.folders:
            for dump in sorted(folder.glob("*/*.txt")):
                if fold_of(dump.parent.name, args.folds) == fold and args.dump in (None, dump.name):
                    for raw in read_pages(dump):
                        print_json(of_split(raw, split_with(raw, weights)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
