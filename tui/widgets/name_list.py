"""A list of names: what can be done with a name wherever it is listed."""

from __future__ import annotations

from textual.message import Message

from store.model import KINDS, Kind
from tui.commands import bindings
from tui.names import Key
from tui.widgets.cursor_list import CursorList


class NameList(CursorList):
    """Asks its screen to do with the name under the cursor what a key says."""

    BINDINGS = bindings("name")
    COMPONENT_CLASSES = {f"list--{kind.lower()}" for kind in KINDS} | {"list--bar"}

    class Wished(Message):
        """Do ``command`` with a name."""

        def __init__(self, command: str, kind: Kind, name: str) -> None:
            super().__init__()
            self.command = command
            self.kind = kind
            self.name = name

    @property
    def key(self) -> Key | None:
        """Kind and name of what is under the cursor, or None where there is nothing."""
        raise NotImplementedError

    def _wish(self, command: str) -> None:
        if self.key:
            self.post_message(self.Wished(command, *self.key))

    def action_articles_with(self) -> None:
        """List the articles that mention it."""
        self._wish("articles_with")

    def action_follow(self) -> None:
        """Follow it, or no longer."""
        self._wish("follow")

    def action_join(self) -> None:
        """Make it one with another name."""
        self._wish("join")

    def action_tell_apart(self) -> None:
        """Say that it is a namesake."""
        self._wish("tell_apart")

    def action_order(self) -> None:
        """Change the order."""
        raise NotImplementedError
