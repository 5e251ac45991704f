"""A screen whose keys are commands of the registry: the main one, and those that stand before it for a while."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from textual.binding import ActiveBinding
from textual.dom import DOMNode
from textual.events import Key

from tui.ahead import Wait
from tui.screens.talking import TalkingScreen

if TYPE_CHECKING:
    from tui.app import DubaoApp


class KeyedScreen(TalkingScreen):
    """Its keys may be sequences, wait for what was typed before them, and are shown in its last line."""

    keymap: dict[str, str]

    def show_keys(self, pending: str = "") -> None:
        """Show the keys that hold now; ``pending`` is what has been typed of a sequence."""

    def take_letter(self, event: Key) -> bool:
        """Take a key as the answer to a question; return False where none was asked, and the key is a command."""
        return False

    def wanting(self, key: ActiveBinding | None) -> Wait | None:
        """Return what a key still has to wait for so that it acts on what it was meant for, or None."""
        return None

    @property
    def reader_app(self) -> DubaoApp:
        """The app, which has the main screen."""
        return cast("DubaoApp", self.app)

    def _chain(self) -> Iterator[DOMNode]:
        return iter(self.focused.ancestors_with_self if self.focused else [self])

    def has_command(self, name: str) -> bool:
        """Say whether a command has a meaning here, from the pane that has the focus outwards."""
        return any(hasattr(node, f"action_{name}") for node in self._chain())

    async def run_command(self, name: str) -> None:
        """Do what the keys of a command do, from the pane that has the focus outwards."""
        for node in self._chain():
            if hasattr(node, f"action_{name}"):
                await self.app.run_action(name, node)
                return

    async def action_theme(self) -> None:
        await self.run_action("app.theme")

    async def action_help(self) -> None:
        from tui.screens.help import HelpScreen

        await self.app.push_screen(HelpScreen(self.keymap))

    async def action_palette(self) -> None:
        await self.reader_app.action_command_palette()
