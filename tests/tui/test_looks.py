"""What each word display looks like; ``--snapshot-update`` takes the pictures anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from textual.pilot import Pilot

from store import Library
from tests.tui.kit import Reading
from tests.tui.words_kit import keep_words
from tui.app import DubaoApp
from tui.displays import ORDER, WordDisplay
from tui.settings import Settings

TITLE = "临溪|新桥|通车| |两岸|居民|步行|过江"
STORY = (
    "昨天|，|市长|曾|若|川|在|桥头|说|：|“|这|座|桥|把|两岸|的|路|缩短|了|8.5公里|。|”|新桥|宽|24米|，|长|1.2公里|，|"
    "设|两|条|步行|道|。|居民|们|踏|着|晨光|走|过|新桥|，|纷纷|拍照|留念|。"
)
TALL, WIDE = (80, 24), (160, 45)
SHOTS = [*((display, TALL) for display in ORDER), *((display, WIDE) for display in ("plain", "pinyin", "levels"))]


@pytest.mark.parametrize(
    ("display", "size"), SHOTS, ids=[f"{display}-{width}x{height}" for display, (width, height) in SHOTS]
)
def test_a_display_looks_as_it_did(
    tmp_path: Path, snap_compare: Callable[..., bool], display: WordDisplay, size: tuple[int, int]
) -> None:
    library = Library(tmp_path)
    keep_words(library, (TITLE, [STORY, STORY]))
    library.familiarise(["新桥", "居民"], "known")
    library.close()
    app = DubaoApp(lambda: Library(tmp_path), settings=Settings(language="zh", theme="paper", words=display))

    async def settled(pilot: Pilot[int]) -> None:
        reader = Reading(app, pilot)
        while not (app.main.ready and app.main.browse.loaded):
            await pilot.pause()
        await reader.settle()
        await reader.press("l")

    assert snap_compare(app, terminal_size=size, run_before=settled)
