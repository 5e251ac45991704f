"""A library of invented articles, and a reader to press keys in."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from textual import events
from textual.keys import _character_to_key
from textual.message import Message
from textual.notifications import Notify
from textual.pilot import Pilot

from store import Library
from store.model import Analysis, Draft, Kind, Mention, PageFacts, Passage, RawPage, Row, Split
from tui.app import DubaoApp
from tui.settings import Settings

QUIET_ROUNDS = 5
"""A message may bring about another one, which the next round waits for."""

NAMES: tuple[tuple[str, Kind], ...] = (
    ("沈若川", "PER"),
    ("梁月华", "PER"),
    ("云水港", "LOC"),
    ("临溪市", "LOC"),
    ("临溪市港务局", "ORG"),
    ("《江上行》", "WORK"),
)

HARBOUR = "云水港迎来首艘货轮"
SCHOOL = "山村小学添了图书室"
SONG = "老艺人传唱《江上行》"
RIVER = "临溪整治河道三十里"
BRIDGE = "新桥合龙两岸通车"

PAGES: tuple[tuple[PageFacts, tuple[tuple[str, str], ...]], ...] = (
    (
        PageFacts("临溪日报", "2031-05-04", "A01 要闻"),
        (
            (HARBOUR, "沈若川昨天在云水港说，货轮今天离港。临溪市港务局派船护送，云水港一片欢腾。"),
            (SCHOOL, "临溪市北山的孩子们有了自己的图书室，梁月华送来了第一批书。"),
        ),
    ),
    (
        PageFacts("临溪日报", "2031-05-04", "A02 文化"),
        (
            (SONG, "《江上行》是船工的号子。梁月华说，歌声从云水港传到了下游。"),
            (RIVER, "临溪市的河道又清了，沈若川沿河走了三天。"),
            (BRIDGE, "新桥在清晨合龙，临溪市的孩子们在桥头唱歌。"),
        ),
    ),
)


def mentions(text: str) -> tuple[Mention, ...]:
    """Return where the invented names stand in ``text``, the longest first."""
    found: list[Mention] = []
    for name, kind in sorted(NAMES, key=lambda item: -len(item[0])):
        start = text.find(name)
        while start >= 0:
            end = start + len(name)
            if all(end <= other.start or start >= other.end for other in found):
                found.append(Mention(kind, start, end))
            start = text.find(name, end)
    return tuple(sorted(found, key=lambda mention: mention.start))


def keep(library: Library, facts: PageFacts, articles: Sequence[tuple[str, str]], paragraphs: int = 12) -> None:
    """Keep a page of articles, each a headline and a paragraph that is repeated to fill some screens."""
    drafts = tuple(
        Draft(
            headline=Passage(headline, ((0, 1),)),
            paragraphs=tuple(Passage(f"{text}{number}。", ((0, 1),)) for number in range(1, paragraphs + 1)),
            sure=headline != RIVER,
        )
        for headline, text in articles
    )
    raw = RawPage(f"{facts.label}.txt", "\n\n".join(draft.text for draft in drafts))
    analyses = [Analysis((draft.text,), mentions(draft.text)) for draft in drafts]
    library.keep(raw, Split(drafts, facts=facts), facts, analyses)


def fill(folder: Path) -> Library:
    """Make a library with five articles on two pages."""
    library = Library(folder)
    for facts, articles in PAGES:
        keep(library, facts, articles)
    return library


class Reading:
    """A reader that runs, with what it has said so far."""

    def __init__(self, app: DubaoApp, pilot: Pilot[int]) -> None:
        self.app = app
        self.pilot = pilot
        self.said: list[str] = []

    async def settle(self) -> None:
        """Wait until nothing is under way any more: no worker, and no message for some rounds of all widgets."""
        quiet = 0
        while quiet < QUIET_ROUNDS:
            await self.pilot.pause(0)
            quiet += 1
            if busy := [worker for worker in self.app.workers if not worker.is_finished]:
                await asyncio.gather(*(worker.wait() for worker in busy), return_exceptions=True)
                quiet = 0
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other, each when the one before has had its effect."""
        for key in keys:
            char = key if len(key) == 1 else {"space": " ", "slash": "/", "question_mark": "?"}.get(key)
            self.app.post_message(events.Key(_character_to_key(key) if len(key) == 1 else key, char))
            await self.settle()

    def post(self, text: str) -> None:
        """Press the keys of ``text`` (a newline is Enter, ⌦ Delete) faster than anything can happen between them."""
        for char in text:
            key = {"\n": "enter", "\t": "tab", "⌦": "delete"}.get(char) or _character_to_key(char)
            self.app.post_message(events.Key(key, char))

    async def type_ahead(self, text: str) -> None:
        """Post the keys of ``text``, then wait for what they bring about."""
        self.post(text)
        await self.settle()

    write = type_ahead

    @property
    def row(self) -> Row:
        """The row under the cursor of the list."""
        row = self.app.main.articles.row
        assert row is not None
        return row

    @property
    def shown(self) -> str:
        """The headline of the article that shows."""
        article = self.app.main.reader.article
        return article.draft.headline.text if article else ""

    @property
    def headlines(self) -> list[str]:
        """The headlines in the list."""
        return [row.headline for row in self.app.main.articles.listing.rows]

    @property
    def read(self) -> list[str]:
        """The headlines of the articles that show as read."""
        return [row.headline for row in self.app.main.articles.listing.rows if row.marks.read]

    @property
    def focus(self) -> str:
        """The id of the pane that has the focus."""
        return (self.app.main.focused and self.app.main.focused.id) or ""

    @property
    def panes(self) -> list[str]:
        """The ids of the panes that show, from left to right."""
        main = self.app.main
        return [
            name
            for name, pane in (("articles", main.articles), ("reading", main.reader), ("names", main.names))
            if pane.display
        ]

    @property
    def drawn(self) -> str:
        """The whole screen as it is drawn."""
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    @property
    def keys(self) -> str:
        """The line of keys, as it is drawn."""
        return str(self.app.main.query_one("#keys").render())

    @property
    def list_text(self) -> str:
        """The list as it is drawn, line by line."""
        articles = self.app.main.articles
        return "\n".join(articles.render_line(y).text.rstrip() for y in range(articles.size.height))


@asynccontextmanager
async def reading(
    folder: Path,
    *,
    size: tuple[int, int] = (80, 24),
    paths: Sequence[Path] = (),
    settings: Settings | None = None,
    opening: Callable[[], Library] | None = None,
    messages: bool = False,
) -> AsyncIterator[Reading]:
    """Run the reader on the library in ``folder``; a fault of its own in a worker fails the test.

    What it says is kept in ``said``; with ``messages`` it shows on the screen too.
    With ``opening`` the library may take its time, and nothing is waited for at the start.
    """
    app = DubaoApp(opening or (lambda: Library(folder)), paths, settings or Settings(language="en"))
    said: list[str] = []

    def hear(message: Message) -> None:
        if isinstance(message, Notify):
            said.append(f"{message.notification.title} {message.notification.message}".strip())

    async with app.run_test(size=size, notifications=messages, message_hook=hear) as pilot:
        reader = Reading(app, pilot)
        reader.said = said
        if opening is None:
            while not (app.main.ready and app.main.browse.loaded):
                await pilot.pause()
            await reader.settle()
        yield reader
        assert not [text for text in said if "fault in Dubao" in text], said
