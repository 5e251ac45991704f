"""The reader as a Textual app: its looks, its keys, and the library that it opens."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from rich.text import Text
from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.command import CommandPalette, Provider
from textual.dom import DOMNode
from textual.widgets import Input
from textual.worker import Worker, WorkerState

from store.safe import clean_line
from tui.ahead import Ahead, Wait
from tui.commands import BY_NAME, keys_of
from tui.keymap import known_keys, sequences
from tui.keys import apart, shown_key
from tui.palette import CHOOSING, Commands, looked_up
from tui.say import say, speak
from tui.screens.keyed import KeyedScreen
from tui.screens.main import MainScreen
from tui.screens.talking import IN_PASSING
from tui.settings import Settings, config_folder, read_settings
from tui.start import Start
from tui.theme import THEMES

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from store import Library


class DubaoApp(App[int]):
    """One reader of one library.

    Its result is the exit status: 0, or 1 where the library cannot be used.
    """

    TITLE = "读报"
    CSS_PATH = Path(__file__).with_name("frame.tcss")
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {Commands}
    ENABLE_COMMAND_PALETTE = True
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q", "leave", show=False, priority=True)]

    HORIZONTAL_BREAKPOINTS = [(0, "-slim"), (60, "-narrow"), (100, "-wide")]  # noqa: RUF012 -- declared so by Textual

    def __init__(
        self, start: Start | Callable[[], Library], paths: Sequence[Path] = (), settings: Settings | None = None
    ) -> None:
        super().__init__()
        self.settings = settings or Settings()
        speak(self.settings.language)
        self._start = start if isinstance(start, Start) else Start(start, again=not paths)
        self._paths = paths
        self._sequences = sequences(self.settings.keys)
        self._stays_until = 0.0
        self._known = known_keys(self.settings.keys)
        self._ahead = Ahead(self, self._press, self._wanting)
        self.set_keymap(self.settings.keys)
        self._begin_with(self.settings.theme)

    def _begin_with(self, theme: str) -> None:
        """Set the theme of the first paint. Setting it as one changes it would parse all styles twice."""
        for each in THEMES:
            self.register_theme(each)
        self.set_reactive(App.theme, theme)
        dark = self.current_theme.dark
        for name, holds in ((f"-theme-{theme}", True), ("-dark-mode", dark), ("-light-mode", not dark)):
            self.set_class(holds, name, update=False)
        self.stylesheet.set_variables(self.get_css_variables())

    def get_default_screen(self) -> MainScreen:
        """Return the main screen, which shows its list at once and everything else after that."""
        self._main_screen = MainScreen(self._start, self._paths, self.settings)
        return self._main_screen

    @property
    def main(self) -> MainScreen:
        """The main screen, whatever stands before it."""
        screen = self.screen_stack[0]
        assert isinstance(screen, MainScreen)
        return screen

    async def on_event(self, event: events.Event) -> None:
        """Let every key have its effect before the next one is looked at.

        Textual would hand every key to the widget that has the focus when it arrives; keys typed ahead would then miss
        the pane, the dialog or the article that the keys before them open.
        """
        if isinstance(event, events.Key) and self.main.leaving:
            return  # what is typed after the key that quits is for what comes after the reader
        if isinstance(event, events.Key) and not event.is_forwarded and event.key != "ctrl+q":
            keys = apart(event.key, event.character, self._known)
            for key in keys:
                await self._ahead.take(event if len(keys) == 1 else _key(key, event.character))
        else:
            await super().on_event(event)

    async def _press(self, event: events.Key) -> DOMNode | None:
        """Do what a key means; return the node it was handed to, or None where its effect is there already.

        Sequences of keys become one key here.
        """
        if screen := self._commanded():
            if screen.take_letter(event):
                return None
            key = self._sequences.feed(event.key)
            screen.show_keys(self._sequences.pending)
            if key is None:
                return None
            if command := screen.active_bindings.get(key):
                await self.run_action(command.binding.action, command.node)
                return None
        target = self.focused or self.screen
        await super().on_event(event)
        return target

    def _wanting(self, event: events.Key) -> Wait | None:
        """Return what has to be waited for before a key can have its meaning, or None."""
        if isinstance(self.screen, CommandPalette):
            return looked_up(self.screen) if event.key in CHOOSING else None
        screen = self._commanded()
        key = self._sequences.meaning(event.key)
        return screen.wanting(screen.active_bindings.get(key)) if screen and key else None

    def _commanded(self) -> KeyedScreen | None:
        """Return the screen that shows, where keys are its commands and not letters of something being written."""
        screen = self.screen
        return screen if isinstance(screen, KeyedScreen) and not isinstance(self.focused, Input) else None

    @property
    def working(self) -> bool:
        """Whether a page is being taken apart in a thread that cannot be stopped."""
        return self._main_screen.ready and self._main_screen.loads.stepping

    async def action_leave(self) -> None:
        """Quit from anywhere, saving first."""
        await self.main.action_leave()

    def action_theme(self) -> None:
        """Change between the light and the dark look."""
        self.theme = "ink" if self.theme == "paper" else "paper"

    async def action_command_palette(self) -> None:  # type: ignore[override]  # Textual awaits what an action returns
        """Open the palette of commands; it has the focus when this returns, so that keys typed ahead are its own."""
        if isinstance(self.screen, KeyedScreen):
            palette = CommandPalette(
                placeholder=say("命令：汉字、英文或拼音首字母", "Command: 汉字, English or initials")
            )
            await self.push_screen(palette)
            palette.set_focus(palette.query_one(Input))

    def copy_to_clipboard(self, text: str) -> None:
        """Copy for the terminal (OSC 52) and, beside the interface, for the system."""
        super().copy_to_clipboard(text)
        from tui.clipboard import copy

        self.run_worker(lambda: copy(text), group="clipboard", thread=True, exit_on_error=False)

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = True,
    ) -> None:
        """Show a message for some seconds.

        One said in passing takes the place of those before it, so that a key pressed five times covers no text with
        five messages; what is to be read at leisure, warnings and errors above all, stays.
        """
        now, seconds = time.monotonic(), timeout or self.NOTIFICATION_TIMEOUT
        if severity == "information" and seconds <= IN_PASSING:
            if now > self._stays_until:
                self.clear_notifications()
        else:
            self._stays_until = max(self._stays_until, now + seconds)
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def action_help_quit(self) -> None:
        """Say how to quit, since many press ctrl+c for that."""
        key = shown_key(keys_of(BY_NAME["leave"], self.settings.keys)[0])
        self.notify(say(f"按 {key} 退出", f"{key} quits"), timeout=IN_PASSING, markup=False)

    def action_quit_with(self, status: int) -> None:
        """Quit with an exit status."""
        self.exit(status)

    def _fatal_error(self) -> None:
        """Leave a message on the terminal for a fault of our own, instead of Textual's traceback with all locals."""
        if "DUBAO_DEBUG" in os.environ:
            super()._fatal_error()
            return
        told = say(
            f"读报出错了：{self._exception!r}。已保存的都在。请报告；DUBAO_DEBUG=1 显示出错之处",
            f"A fault in Dubao: {self._exception!r}. What was saved is kept. "
            "Please report it; DUBAO_DEBUG=1 shows where it happened",
        )
        self._exit_renderables.append(Text(clean_line(told)))
        self._close_messages_no_wait()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """Tell of a fault of our own in a worker; the reader goes on."""
        if event.state is WorkerState.ERROR:
            self.log.error(event.worker.error)
            self.notify(
                repr(event.worker.error), title=say("读报出错了", "A fault in Dubao"), severity="error", markup=False
            )


def _key(key: str, character: str | None) -> events.Key:
    return events.Key(key, None if key == "escape" else character)


def run(start: Start, paths: Sequence[Path]) -> int:
    """Open the reader on the library that is being opened; load ``paths`` first. Return the exit status."""
    app = DubaoApp(start, paths, read_settings(config_folder()))
    left_with = app.run()
    status = (app.return_code or 0) if left_with is None else left_with
    if not app.working:
        return status
    # A page that was being taken apart when the reader quit is given up: no part of it has been kept.
    sys.stdout.flush()
    os._exit(status)
