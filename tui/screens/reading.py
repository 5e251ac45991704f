"""The keys of reading on the main screen: how the text shows, the cursor of words, places to come back to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING

from textual import events

from tui.displays import DISPLAYS, ORDER, SCRIPTS, Script, WordDisplay
from tui.say import say
from tui.screens.name_actions import NameActions
from tui.settings import config_folder, keep_setting
from tui.typeset.measures import MEASURES

if TYPE_CHECKING:
    from store.model import Article
    from tui.screens.main import MainScreen
    from tui.screens.places import Places
    from tui.screens.words import Words
    from tui.settings import Settings
    from tui.widgets.reading import ReadingPane


class ReadingActions(NameActions):
    """What the main screen does with the text that shows."""

    words: Words
    places: Places
    script: Script = "printed"
    _answered: Callable[[str], None] | None = None

    @property
    def _main(self) -> MainScreen:
        return self.reader_app.main

    def set_up_reading(self, settings: Settings) -> None:
        """Let the text show as it is set in the settings."""
        pane = self._main.pane
        pane.word_display = settings.words
        pane.measure = settings.measure
        pane.ambiguous_wide = settings.ambiguous_wide
        self.script = settings.script

    def _keep(self, name: str, value: object) -> None:
        """Keep a setting for the next time, beside the interface."""

        async def keep() -> None:
            try:
                await asyncio.to_thread(keep_setting, config_folder(), name, value)
            except (OSError, UnicodeDecodeError) as error:
                told = say("设置没有存下，这次仍有效", "The setting was not saved; it holds until you quit")
                self.tell_warning(told, f"settings.toml: {error}")

        self.work(keep(), "setting", exclusive=False)

    # One more key --------------------------------------------------------------------------------------------------

    def ask_letter(self, question: str, answered: Callable[[str], None]) -> None:
        """Let the next key be an answer, not a command; Escape is none."""
        self._answered = answered
        self._main.tell_keys(question)

    def take_letter(self, event: events.Key) -> bool:
        """Take a key as an answer, if one is waited for."""
        if self._answered is None:
            return False
        answered, self._answered = self._answered, None
        self._main.show_keys()
        letter = event.character if event.key != "escape" and event.is_printable else None
        answered(letter or "")
        return True

    # How the text shows --------------------------------------------------------------------------------------------

    def show_words(self, display: WordDisplay) -> None:
        """Show words otherwise."""
        self._main.pane.word_display = display
        self.tell(say(*DISPLAYS[display][0]))
        self._keep("words", display)

    def action_words(self) -> None:
        now = ORDER.index(self._main.pane.word_display)
        self.show_words(ORDER[(now + 1) % len(ORDER)])

    async def action_choose_words(self) -> None:
        from tui.screens.display import DisplayScreen

        await self.ask(DisplayScreen(self._main.pane.word_display), lambda number: self.show_words(ORDER[number]))

    def action_wider(self) -> None:
        self._measure(1)

    def action_narrower(self) -> None:
        self._measure(-1)

    def _measure(self, by: int) -> None:
        """Make lines longer or shorter; what the pane has no room for changes nothing."""
        pane = self._main.pane
        number = min(max(0, MEASURES.index(pane.measure) + by), len(MEASURES) - 1)
        if MEASURES[number] != pane.measure:
            pane.measure = MEASURES[number]
            self._keep("measure", pane.measure)
        self.tell(say(f"每行 {pane.measure // 2} 字", f"Lines of {pane.measure // 2} characters"))

    def action_script(self) -> None:
        order = tuple(SCRIPTS)
        self.script = order[(order.index(self.script) + 1) % len(order)]
        self.tell(say(*SCRIPTS[self.script]))
        self.show_script()
        self._keep("script", self.script)

    def show_script(self) -> None:
        """Show the article in the characters that are chosen, as soon as they are known."""
        pane = self._main.pane
        if self.script == "printed":
            pane.show_script("")
        elif pane.article is not None:
            self.work(self._convert(pane.article, self.script), "script")

    async def _convert(self, article: Article, script: Script) -> None:
        from tui.aids import words_of

        def convert() -> str:
            from store.language.convert import converted

            assert script != "printed"
            return "".join(converted(words_of(article), script))

        shown = await asyncio.to_thread(convert)
        pane = self._main.pane
        if pane.article is article and self.script == script:
            pane.show_script(shown)

    def on_reading_pane_wanting(self) -> None:
        """Gather what the display needs."""
        if self._main.ready:
            self.words.gather()

    # The cursor of words -------------------------------------------------------------------------------------------

    def action_word_cursor(self) -> None:
        self._main.focus_pane(self._main.pane)
        self.work(self._enter(), "words")

    async def _enter(self) -> None:
        """Put the cursor into the text, once the pane has its place."""
        pane = self._main.pane
        if not pane.sheet.lines:
            placed = asyncio.Event()
            self.call_after_refresh(placed.set)
            await placed.wait()
        if pane.enter():
            self._main.marks.read()

    def on_word_page_pointed(self) -> None:
        """Tell of the word under the cursor."""
        if self._main.ready:
            self.words.pointed()
            self._main.show_keys()

    async def on_reading_pane_asked(self, event: ReadingPane.Asked) -> None:
        """Do with a word what was asked for."""
        await self.words.asked(event.what, event.span)

    # Places --------------------------------------------------------------------------------------------------------

    def action_go_back(self) -> None:
        self.places.turn(back=True)

    def action_go_forward(self) -> None:
        self.places.turn(back=False)

    def action_set_place(self) -> None:
        question = say("设记号：按一个字母或数字", "Set a mark: press a letter or a digit")
        self.ask_letter(question, lambda letter: self._on_letter(letter, self.places.set_mark))

    def action_go_to_place(self) -> None:
        question = say("到记号：按它的字母或数字", "Go to a mark: press its letter or digit")
        self.ask_letter(question, lambda letter: self._on_letter(letter, self.places.go_to_mark))

    def _on_letter(self, letter: str, job: Callable[[str], None]) -> None:
        if letter.isascii() and letter.isalnum():
            job(letter)
        elif letter:
            self.tell(say("记号是一个字母或数字", "A mark is a letter or a digit"))
