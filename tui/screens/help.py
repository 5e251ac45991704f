"""The help screen, made from the command registry."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from tui.command import CONTEXTS, GROUPS, Command
from tui.commands import COMMANDS, keys_of
from tui.keys import shown_key
from tui.say import say
from tui.widgets.cells import fill, wrap

WIDE = 96
"""From so many cells on a command and what it does stand on one line."""


def help_text(keymap: dict[str, str], width: int) -> Content:
    """Return every command with its keys, group by group, for ``width`` cells."""
    lines: list[Content] = []
    for group, title in GROUPS.items():
        lines.append(Content.styled(" ".join(title), "bold $accent"))
        for command in COMMANDS:
            if command.group == group:
                lines += _entry(command, keymap, width)
        lines.append(Content(""))
    return Content("\n").join(lines)


def _entry(command: Command, keymap: dict[str, str], width: int) -> list[Content]:
    """Return keys and titles of a command and what it does, side by side or below each other."""
    keys = " ".join(shown_key(key) for key in keys_of(command, keymap))
    place = say(*CONTEXTS[command.context])
    told = say(*command.help) + (f" ({place})" if place else "")
    if width >= WIDE:
        head = Content.assemble(("  " + fill(keys, 14), "bold"), fill(" ".join(command.title), 40))
        first, *rest = wrap(told, width - head.cell_length)
        return [head + Content.styled(first, "$faint"), *(Content(" " * head.cell_length + line) for line in rest)]
    if width >= 56:
        heads = [Content.assemble(("  " + fill(keys, 14), "bold"), " ".join(command.title))]
        indent = 16
    else:
        heads = [
            Content.styled("  " + keys, "bold"),
            *(Content("  " + line) for line in wrap(" ".join(command.title), width - 2)),
        ]
        indent = 4
    return [*heads, *(Content.styled(" " * indent + line, "$faint") for line in wrap(told, width - indent))]


class HelpScreen(ModalScreen[None]):
    """Every key there is."""

    BINDINGS = [  # noqa: RUF012 -- Textual's own form
        Binding("escape,q,question_mark,enter,h", "dismiss", show=False),
        Binding("j,down", "scroll('scroll_down')", show=False),
        Binding("k,up", "scroll('scroll_up')", show=False),
        Binding("space,pagedown", "scroll('page_down')", show=False),
        Binding("b,pageup", "scroll('page_up')", show=False),
    ]

    def __init__(self, keymap: dict[str, str]) -> None:
        super().__init__()
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        """Lay out the text."""
        with VerticalScroll(classes="dialog full"):
            yield Static(id="help-text", markup=False)

    def on_resize(self) -> None:
        """Set the text for the width there is."""
        width = self.query_one(VerticalScroll).scrollable_content_region.width
        self.query_one("#help-text", Static).update(help_text(self._keymap, width))

    def action_scroll(self, how: str) -> None:
        """Scroll the text."""
        getattr(self.query_one(VerticalScroll), f"action_{how}")()
