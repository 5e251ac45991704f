"""The pictures of ``docs/reading.md``, made of a sample page: ``python -m tests.pictures [FOLDER]``."""

from __future__ import annotations

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

DOCS = Path(__file__).parents[1] / "docs" / "pictures"
PAGE = Path(__file__).parents[1] / "sample_pages" / "jiangzhou-2026-03-20-A02"
SIZE = (58, 20)
"""One pane alone fits, so that the text does not share a picture with the list."""

PICTURES: dict[str, Sequence[str]] = {
    "plain": ("D", "1"),
    "spaced": ("D", "2"),
    "shaded": ("D", "3"),
    "parts": ("D", "4"),
    "pinyin": ("D", "5"),
    "levels": ("D", "7"),
    "word": ("D", "1", "i", ")", "w", "w"),
}
"""Each picture with the keys that lead to it from the text of the first article."""

_FONTS = re.compile(r"@font-face \{.*?\}\s*", re.DOTALL)


async def take(folder: Path) -> None:
    """Write every picture into ``folder``."""
    from store import Library
    from store.load import load
    from tests.tui.kit import reading
    from tui.settings import Settings

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        os.environ |= {"DUBAO_CONFIG": f"{scratch}/config", "LC_ALL": "C.UTF-8"}
        library = Library(Path(scratch) / "library")
        for _ in load([PAGE], library):
            pass
        library.close()
        settings = Settings(language="en", sidebar=False)
        async with reading(Path(scratch) / "library", size=SIZE, settings=settings) as reader:
            await reader.press("enter")
            for name, keys in PICTURES.items():
                await reader.press(*keys)
                reader.app.clear_notifications()
                await reader.settle()
                picture = _FONTS.sub("", reader.app.export_screenshot(title="读报 Dubao"))
                (folder / f"{name}.svg").write_text(picture + "\n", "utf-8")


if __name__ == "__main__":
    asyncio.run(take(Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS))
