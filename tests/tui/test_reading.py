"""The reading pane keeps the reader's place, lights what it is told to, and shows text as text."""

import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from textual import on
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from store.language.hits import by_characters
from store.language.words import pack
from store.model import Article, Draft, Mention, PageFacts, Passage
from tui.widgets.reading import ReadingPane

PARAGRAPH = "清河大桥二十日正式通车，两岸居民步行过桥只要八分钟，市长陈立新参加了通车仪式。"


def article(paragraphs: int = 40, headline: str = "清河大桥今天通车") -> Article:
    draft = Draft(
        headline=Passage(headline),
        authors=("沈一鸣",),
        paragraphs=tuple(Passage(f"{n}、{PARAGRAPH}") for n in range(paragraphs)),
    )
    at = draft.text.index("陈立新")
    return Article("one", "page", draft, pack(re.findall(r"\d+|\D", draft.text)), (Mention("PER", at, at + 3),))


class Reader(App[None]):
    def __init__(self) -> None:
        super().__init__()
        self.moves: list[int] = []

    def compose(self) -> ComposeResult:
        yield ReadingPane()

    @on(ReadingPane.Moved)
    def moved(self, message: ReadingPane.Moved) -> None:
        self.moves.append(message.position)


@asynccontextmanager
async def reading(
    shown: Article, position: int = 0, size: tuple[int, int] = (60, 20)
) -> AsyncIterator[tuple[ReadingPane, Pilot[None]]]:
    app = Reader()
    async with app.run_test(size=size) as pilot:
        pane = app.query_one(ReadingPane)
        pane.show(shown, PageFacts("江州日报", "2026-03-20", "A01 要闻"), position)
        await pilot.pause()
        yield pane, pilot


def find(pane: ReadingPane, wanted: str) -> int:
    pane.show_hits(by_characters(pane.sheet.text, wanted))
    return pane.hits


def screen(pane: ReadingPane) -> list[str]:
    return [pane.render_line(y).text.rstrip() for y in range(pane.size.height)]


async def test_the_headline_block_stands_above_the_story() -> None:
    async with reading(article()) as (pane, _):
        lines = [line.strip() for line in screen(pane) if line.strip()]
        assert lines[0].split() == ["江州日报", "2026年3月20日", "星期五", "A01", "要闻"]
        assert [line.replace(" ", "") for line in lines[2:4]] == ["清河大桥今天通车", "□沈一鸣"]
        assert lines[4].startswith("0、清河大桥")
        assert "    0、清河大桥" in "\n".join(screen(pane))


async def test_the_place_survives_a_change_of_width_and_of_display() -> None:
    shown = article()
    place = shown.text.index("20、")
    async with reading(shown, place) as (pane, pilot):
        assert screen(pane)[0].strip().startswith("20、")
        await pilot.resize_terminal(37, 12)
        assert screen(pane)[0].strip().startswith("20、")
        pane.word_display = "spaced"
        await pilot.pause()
        assert pane.position == place
        assert screen(pane)[0].strip().startswith("20、")


async def test_moving_is_told_as_an_offset() -> None:
    shown = article()
    async with reading(shown) as (pane, pilot):
        assert pane.screen_forward()
        await pilot.pause()
        app = pilot.app
        assert isinstance(app, Reader)
        assert app.moves == [pane.position]
        top = screen(pane)[0].strip()
        assert shown.text[pane.position :].startswith(top)


async def test_the_end_is_known() -> None:
    async with reading(article(30)) as (pane, pilot):
        screens = 1
        while pane.screen_forward():
            await pilot.pause()
            screens += 1
        assert screens > 2
        assert screen(pane)[-1].strip()
        assert pane.progress == 1.0


async def test_finding_counts_and_walks_round() -> None:
    shown = article(30)
    async with reading(shown) as (pane, pilot):
        assert find(pane, "步行过桥") == 30
        assert find(pane, "29、清河") == 1
        await pilot.pause()
        assert any("29、清河" in line for line in screen(pane))
        assert find(pane, "步行") == 30
        first = pane.next_hit(0)
        assert pane.next_hit(1) == first % 30 + 1
        pane.clear_find()
        assert pane.next_hit(1) == 0
        assert find(pane, "没有这样的话") == 0


async def test_a_mention_lights_up() -> None:
    shown = article(3)
    mention = shown.mentions[0]
    async with reading(shown) as (pane, _):
        before = [pane.render_line(y) for y in range(20)]
        pane.highlight([(mention.start, mention.end)])
        changed = [y for y in range(20) if pane.render_line(y) != before[y]]
        assert len(changed) == 1
        assert [s.text for s in pane.render_line(changed[0]) if s.style and s.style.reverse] == ["陈立新"]


async def test_a_wide_pane_has_two_columns_that_flow_into_one_another() -> None:
    shown = article(60)
    async with reading(shown, size=(120, 20)) as (pane, pilot):
        rows = [row.partition("│") for row in screen(pane) if "│" in row]
        printed = "".join(left.strip() for left, _, _ in rows) + "".join(right.strip() for _, _, right in rows)
        assert shown.text[shown.text.index("0、") :].replace("\n", "").startswith(printed)
        screens = 1
        while pane.screen_forward():
            await pilot.pause()
            screens += 1
        assert 3 < screens < 10
        assert pane.progress == 1.0
        for _ in range(screens):
            pane.screen_back()
            await pilot.pause()
        assert pane.position == 0


async def test_a_mouse_selection_has_no_line_breaks_of_the_layout() -> None:
    shown = article(3)
    start = shown.text.index("大桥二十日")
    async with reading(shown, size=(40, 20)) as (pane, pilot):
        line = pane.sheet.line_at(start)
        await pilot.mouse_down(pane, offset=(pane.sheet.x_of(pane.sheet.lines[line], start) + 1, line))
        await pilot.hover(pane, offset=(12, line + 2))
        await pilot.mouse_up(pane, offset=(12, line + 2))
        selected = pilot.app.screen.get_selected_text()
        assert selected is not None
        assert len(selected) > 20
        assert selected == shown.text[start : start + len(selected)]
        drawn = next(part for part in pane.render_line(line + 1) if part.text.strip())
        assert drawn.style is not None
        assert drawn.style.bgcolor != pane.rich_style.bgcolor, "what is selected shows"
        assert drawn.style.color != drawn.style.bgcolor, "and can be read"
        assert "screen--selection" not in pane.COMPONENT_CLASSES
        lit = [s.text for s in pane.render_line(line) if s.style and s.style.bgcolor != pane.rich_style.bgcolor]
        assert "".join(lit).startswith("大桥二十日")


async def test_the_looks_of_a_theme_are_legible_on_its_background() -> None:
    async with reading(article(3)) as (pane, pilot):
        for theme in ("textual-light", "textual-dark"):
            pilot.app.theme = theme
            await pilot.pause()
            folio = next(s for s in pane.render_line(0) if "江州日报" in s.text)
            assert folio.style is not None
            assert folio.style.color != folio.style.bgcolor


async def test_markup_in_a_page_is_shown_as_printed() -> None:
    async with reading(article(2, "[bold]通车[/][/b]")) as (pane, _):
        assert any("[bold]通车[/][/b]" in line.replace("通 车", "通车") for line in screen(pane))


async def test_spaced_display_sets_words_apart() -> None:
    draft = Draft(paragraphs=(Passage("市民游览古镇。"),))
    shown = Article("one", "page", draft, pack(["市民", "游览", "古镇", "。"]))
    async with reading(shown) as (pane, pilot):
        pane.word_display = "spaced"
        await pilot.pause()
        assert "市民 游览 古镇。" in [line.strip() for line in screen(pane)]


async def test_nothing_is_shown_of_no_article() -> None:
    async with reading(article()) as (pane, _):
        pane.show(None)
        assert not any(screen(pane))
        assert not pane.screen_forward()
