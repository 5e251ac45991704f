"""python -m tests.compose OUT_DIR [--seed N] [--pages N] [--habits NAME=VALUE ...] | sample_pages --samples"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tests.compose.draw import draw_page
from tests.compose.page import Page
from tests.compose.samples import samples


def write(page: Page, folder: Path, encoding: str = "utf-8") -> None:
    """Write ``page.txt`` and ``gold.json`` into ``folder``, which is made."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "page.txt").write_bytes(page.text.encode(encoding))
    (folder / "gold.json").write_text(gold_json(page), "utf-8")


def gold_json(page: Page) -> str:
    """Return the gold as it stands in a file."""
    return json.dumps(page.gold, ensure_ascii=False, indent=1) + "\n"


def main() -> int:
    """Compose the pages that the command line asks for."""
    parser = argparse.ArgumentParser(prog="python -m tests.compose", description="Compose newspaper pages with gold.")
    parser.add_argument(
        "folder", type=Path, help="a folder NAME with page.txt and gold.json is made in it for each page"
    )
    parser.add_argument("--seed", type=int, default=0, help="the first page's seed; the next page has the next one")
    parser.add_argument("--pages", type=int, default=20)
    parser.add_argument("--habits", nargs="*", default=[], metavar="NAME=VALUE", help="habits that all pages have")
    parser.add_argument("--samples", action="store_true", help="write the project's own sample pages instead")
    args = parser.parse_args()
    if args.samples:
        for sample in samples():
            write(sample.page, args.folder / sample.name, sample.encoding)
        return 0
    settings = dict(pair.partition("=")[::2] for pair in args.habits)
    for seed in range(args.seed, args.seed + args.pages):
        try:
            page = draw_page(seed, settings)
        except ValueError as error:
            print(f"compose: {error}", file=sys.stderr)  # noqa: T201 - a command line speaks through its streams
            return 2
        write(page, args.folder / f"c{seed:05d}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
