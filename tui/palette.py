"""The command palette: every command by its Chinese title, its English one, or the pinyin initials of the first."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from textual.command import CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content

from tui.ahead import Wait
from tui.command import Command
from tui.commands import COMMANDS, keys_of
from tui.keys import shown_key
from tui.say import say

if TYPE_CHECKING:
    from tui.screens.keyed import KeyedScreen

CHOOSING = frozenset({"enter", "up", "down", "pageup", "pagedown"})
"""Keys that mean one of the commands that the palette lists."""


def looked_up(palette: CommandPalette) -> Wait | None:
    """Return what has to be waited for until the palette lists what was written, or None."""
    under_way = [worker for worker in palette.workers if worker.node is palette and not worker.is_finished]
    if not under_way:
        return None
    return lambda: asyncio.gather(*(worker.wait() for worker in under_way), return_exceptions=True)


class Commands(Provider):
    """Offers the commands of the registry that have a meaning on the screen that shows."""

    def _all(self) -> list[tuple[Command, Content, str, Callable[[], object]]]:
        from tui.screens.keyed import KeyedScreen

        screen = self.screen
        if not isinstance(screen, KeyedScreen):
            return []
        return [
            (command, _title(command, screen), say(*command.help), partial(_run, screen, command))
            for command in COMMANDS
            if command.name != "palette" and screen.has_command(command.name)
        ]

    async def discover(self) -> Hits:
        """Offer everything while nothing is written."""
        for command, title, told, run in self._all():
            yield DiscoveryHit(title, run, text=command.title[0], help=told)

    async def search(self, query: str) -> Hits:
        """Offer what matches title or initials."""
        matcher = self.matcher(query)
        for command, title, told, run in self._all():
            score = max(matcher.match(text) for text in (*command.title, command.initials))
            if score > 0:
                yield Hit(score, title, run, text=command.title[0], help=told)


def _title(command: Command, screen: KeyedScreen) -> Content:
    keys = " ".join(shown_key(key) for key in keys_of(command, screen.keymap))
    return Content.assemble(command.title[0], "  ", command.title[1], "  ", (keys, "dim"))


def _run(screen: KeyedScreen, command: Command) -> None:
    screen.call_later(screen.run_command, command.name)
