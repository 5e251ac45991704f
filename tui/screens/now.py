"""Which commands of the main screen mean something now, and what a key still has to wait for to mean what it should."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from textual.binding import ActiveBinding

from tui.ahead import Wait
from tui.command import Command, Context
from tui.commands import BY_NAME, in_footer

if TYPE_CHECKING:
    from tui.screens.main import MainScreen

WITHOUT_LIBRARY = frozenset({"leave", "help", "palette", "theme", "command_palette", "help_quit"})
"""Commands that hold before the library is open."""

AT_ONCE = frozenset(
    (
        *("come_back", "next_pane", "previous_pane", "choose", "search", "undo", "redo"),
        *("words", "choose_words", "script", "wider", "narrower", "set_place", "go_to_place"),
        *("names", "theme", "add", "stop", "help", "palette", "leave"),
    )
)
"""Commands that mean the same whatever the list and the reading pane show."""

ON_ARTICLE = frozenset({"entity", "read_on", "continuation", "beginning"})
"""Commands that go on from the article that shows, wherever the focus is."""

ELSEWHERE = ("pages", "half", "to mark")
"""The groups of workers that may bring another list, or lead to another article of it."""

ON_TEXT = ("words", "find")
"""The groups of workers after which the text has other words or other hits."""

ON_NAMES = ("names", "narrow")
"""The groups of workers that bring other names into the sidebar."""

ON_MARKS = frozenset({"bookmark", "toggle_read", "tags", "note", "read_all", "retag", "follow", "join", "tell_apart"})
"""Commands that go on from the marks as they are saved."""


def wanting(screen: MainScreen, key: ActiveBinding | None) -> Wait | None:
    """Return what a key still has to wait for so that it acts on what it was meant for, or None."""
    action = key.binding.action if key else ""
    if not screen.ready:
        return None if action in WITHOUT_LIBRARY or screen.tried.is_set() else screen.tried.wait
    if action not in BY_NAME or action in AT_ONCE:
        return None
    if screen.at_work(*ELSEWHERE):
        return partial(screen.finished, *ELSEWHERE)
    if screen.at_work(*ON_TEXT):
        return partial(screen.finished, *ON_TEXT)
    if not screen.browse.listed:
        return screen.browse.listing
    if screen.focused is screen.names and screen.at_work(*ON_NAMES):
        return partial(screen.finished, *ON_NAMES)
    if screen.browse.behind and (action in ON_ARTICLE or screen.focused is not screen.articles):
        return screen.browse.catch_up
    if action in ON_MARKS and screen.marks.saving:
        return screen.marks.saved
    return None


def keys_here(screen: MainScreen) -> list[Command]:
    """Return the commands that the last line shows, best first."""
    if screen.has_class("-empty"):
        return [BY_NAME[name] for name in ("add", "help", "leave")]
    contexts: list[Context] = []
    if screen.ready:
        contexts += ["words"] if screen.focused is screen.pane and screen.pane.cursor is not None else []
        contexts += ["finding"] if screen.panes.finding else []
        contexts += ["sidebar", "name"] if screen.focused is screen.names else []
    commands = in_footer([*contexts, "pane", "everywhere"])
    return [command for command in commands if _leads_on(screen, command)]


def _leads_on(screen: MainScreen, command: Command) -> bool:
    """Say whether going in or coming back leads anywhere from here; every other command does."""
    in_list = screen.focused is screen.articles
    if command.name == "come_back":
        return not in_list or (screen.ready and screen.browse.can_go_back)
    return command.name != "go_in" or in_list
