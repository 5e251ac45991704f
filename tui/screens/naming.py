"""What is done with a name, from whichever screen it is chosen on: its articles, its screen, following, joining."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from store.errors import LibraryError
from store.model import Article, Kind, Selection
from store.safe import clean_line
from tui.lists import View
from tui.names import followed_names, known_names, names_in, new_in
from tui.say import say
from tui.screens.names_screen import NamesScreen
from tui.widgets.cells import fit
from tui.widgets.name_list import NameList

if TYPE_CHECKING:
    from store import Library
    from tui.screens.choose import Offer
    from tui.screens.keyed import KeyedScreen
    from tui.screens.main import MainScreen
    from tui.screens.marks import MarkKeys

MOST = 300
"""So many names are offered at once."""
SHOWN = 40
"""So many cells of a name are shown in a sentence."""


def articles_view(kind: Kind, name: str) -> View:
    """Return the list of the articles that mention an entity."""
    shown = fit(name, SHOWN)
    return View(say(f"提及“{shown}”", f"Mentions “{shown}”"), Selection(entity=(kind, name)))


class Naming:
    """Acts on names for the main screen and for those that stand before it; changes can be undone."""

    def __init__(self, main: MainScreen, library: Library, marks: MarkKeys) -> None:
        self.main = main
        self._library = library
        self._marks = marks

    def _to_main(self) -> None:
        """Leave the screens before the main one; they cannot be waited for, since one of them may have called this."""
        while self.main.app.screen is not self.main:
            self.main.app.pop_screen()

    def list_articles(self, kind: Kind, name: str) -> None:
        """Show the list of the articles that mention an entity, on the main screen."""
        self._to_main()
        self.main.browse.open(articles_view(kind, name))
        self.main.focus_pane(self.main.articles)

    def read_at(self, kind: Kind, name: str, article: str, offset: int) -> None:
        """Show an article of an entity's list with the character at ``offset`` in sight, and its mentions lit."""
        self._to_main()
        main = self.main
        main.browse.open(articles_view(kind, name))

        async def go() -> None:
            await main.finished("rows")
            if not main.browse.go(main.articles.listing.place_of(article)):
                main.tell(say("这篇稿件已不在书库中", "This article is in the library no longer"))
                return
            await main.browse.catch_up()
            main.focus_pane(main.pane)
            main.pane.go_to(offset)

        main.work(go(), "half")

    async def show_card(self, kind: Kind, name: str) -> None:
        """Show the screen of an entity before the one that shows."""
        from tui.screens.entity import EntityScreen

        await self.main.app.push_screen(EntityScreen(self.main, self._library, kind, name))

    async def show_who(self, view: View | None = None) -> None:
        """Show who is mentioned in a list: in that which shows, if none is given."""
        from tui.screens.who import WhoScreen, scopes

        row = self.main.articles.row
        views = [view] if view else scopes(self.main.browse.view, row.facts if row else None)
        await self.main.app.push_screen(WhoScreen(self.main, self._library, views))

    async def ask_card(self, screen: KeyedScreen) -> None:
        """Ask for a name, those of the article first, and show its screen."""
        from tui.screens.choose import ChooseScreen, named

        here = named([(each.kind, each.name, len(each.spans)) for each in self.main.names.all])

        def offers(needle: str) -> list[Offer]:
            found = [] if needle else here
            known = {(each.selection.entity) for each in found}
            more = named(known_names(self._library, needle, MOST))
            return [*found, *(each for each in more if each.selection.entity not in known)]

        def show(offer: Offer) -> None:
            if offer.selection.entity:
                self.main.app.call_later(self.show_card, *offer.selection.entity)

        await screen.ask(ChooseScreen(say("看哪个名称？", "Which name?"), offers, here), show)

    def follow(self, kind: Kind, name: str) -> None:
        """Follow an entity, or no longer."""
        shown = fit(name, SHOWN)

        async def save() -> None:
            if await asyncio.to_thread(self._library.follows, kind, name):
                job, what = self._library.unfollow, say(f"不再关注“{shown}”", f"No longer following “{shown}”")
            else:
                job, what = self._library.follow, say(f"已关注“{shown}”", f"Following “{shown}”")
            await self._marks.marking.do(lambda: job(kind, name), what)
            self.main.tell(what + (say("，按 o 列出", "; o lists it") if job == self._library.follow else ""))
            for screen in self._before_main():
                screen.sign()
            self.sign()

        self.main.work(save(), "pages", exclusive=False)

    async def ask_join(self, screen: KeyedScreen, kind: Kind, name: str) -> None:
        """Ask for another name of an entity, and make the two one under that."""
        from tui.screens.choose import ChooseScreen, named

        def offers(needle: str) -> list[Offer]:
            alike = [] if needle else self._library.entities(kind, containing=name[:1], limit=MOST)
            found = dict.fromkeys([*alike, *known_names(self._library, needle, MOST, kind)])
            return named([each for each in found if each[1] != name])

        def join(offer: Offer) -> None:
            if offer.selection.entity:
                into = offer.selection.entity[1]
                what = f"{fit(name, SHOWN)} = {fit(into, SHOWN)}"
                self._marks.do(lambda: self._library.join_names(kind, name, into), what)

        shown = fit(name, SHOWN)
        await screen.ask(ChooseScreen(say(f"“{shown}”就是：", f"“{shown}” is the same as:"), offers), join)

    async def ask_apart(self, screen: KeyedScreen, kind: Kind, name: str, article: str) -> None:
        """Ask what the namesake that an article means shall be called."""
        from tui.screens.ask import AskScreen

        shown = fit(name, SHOWN)

        def tell_apart(written: str) -> None:
            label = clean_line(written)
            what = say(f"“{shown}”在此是同名的另一个", f"“{shown}” is a namesake here")
            self._marks.do(lambda: self._library.tell_apart(kind, name, [article], label), what)

        def labels(line: str) -> list[tuple[str, str]]:
            known = known_names(self._library, line or f"{name}（", 6, kind)
            return [(each, f"{each}  {count}") for _, each, count in known if each != name]

        title = say(
            f"这篇稿件中的“{shown}”是同名的另一个，称作：", f"The “{shown}” of this article is another one, called:"
        )
        hint = say("Enter 确定   留空则编号   Esc 取消", "Enter sets it   empty gives it a number   Esc cancels")
        await screen.ask(AskScreen(title, hint, complete=labels, placeholder=f"{shown}（2）"), tell_apart)

    async def grant(self, screen: KeyedScreen, wish: NameList.Wished, article: str = "") -> None:
        """Do with a name what a key says; ``article`` is the id of the one that shows, where there is one."""
        if wish.command == "articles_with":
            self.list_articles(wish.kind, wish.name)
        elif wish.command == "follow":
            self.follow(wish.kind, wish.name)
        elif wish.command == "join":
            await self.ask_join(screen, wish.kind, wish.name)
        elif article:
            await self.ask_apart(screen, wish.kind, wish.name, article)
        else:
            screen.tell(say("先打开这个名称，走到一个句子", "Open the name first, and go to one of its sentences"))

    # The sidebar ---------------------------------------------------------------------------------------------------

    def _before_main(self) -> list[NamesScreen]:
        return [screen for screen in self.main.app.screen_stack if isinstance(screen, NamesScreen)]

    @property
    def counting(self) -> bool:
        """Whether a screen of names still fetches what it shows: what is asked for meanwhile would never arrive."""
        return any(screen.at_work(*screen.FETCHING) for screen in self._before_main())

    def refresh(self) -> None:
        """Show names again that may have become others."""
        self.main.browse.forget()
        for screen in self._before_main():
            screen.reload()
        self.main.work(self._names_again(), "names")

    async def _names_again(self) -> None:
        article = self.main.reader.article
        if article is None:
            return
        found = await asyncio.to_thread(names_in, self._library, article)
        if article is self.main.reader.article:
            self.main.names.show_again(found)
            await self._sign(article)

    def sign(self) -> None:
        """Look up which names of the article are new to the library, and which are followed."""
        if article := self.main.reader.article:
            self.main.work(self._sign(article), "signs")

    async def _sign(self, article: Article) -> None:
        names, row = self.main.names.all, self.main.reader.row
        try:
            new = await asyncio.to_thread(new_in, self._library, article, row.facts.date if row else "")
            followed = await asyncio.to_thread(followed_names, self._library)
        except LibraryError:
            return  # whoever reads the article is told
        if article is self.main.reader.article and names is self.main.names.all:
            self.main.names.sign(new, followed)
