"""Choosing how words show in the text."""

from __future__ import annotations

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.displays import DISPLAYS, ORDER, WordDisplay
from tui.say import say
from tui.widgets.cells import fill


class DisplayScreen(ModalScreen["int | None"]):
    """Returns the number in ``ORDER`` of the display that was chosen, or None where Escape was pressed."""

    BINDINGS = [  # noqa: RUF012 -- Textual's own form
        Binding("escape", "dismiss(None)", show=False),
        Binding("j", "move('cursor_down')", show=False),
        Binding("k", "move('cursor_up')", show=False),
    ]

    def __init__(self, now: WordDisplay) -> None:
        super().__init__()
        self._now = now

    def compose(self) -> ComposeResult:
        """Lay out the displays, each with its digit."""
        with Vertical(classes="dialog"):
            yield Static(Content(say("分词显示", "Word display")), classes="dialog-title")
            yield OptionList(*map(self._option, range(len(ORDER))), markup=False, compact=True)
            yield Static(Content(say("按数字或 Enter 选定   Esc 取消", "a digit or Enter chooses   Esc leaves it")),
                         classes="dialog-hint")  # fmt: skip

    @staticmethod
    def _option(number: int) -> Option:
        name, told = DISPLAYS[ORDER[number]]
        return Option(Content.assemble((f"{number + 1} ", "$accent"), fill(say(*name), 22), (say(*told), "$faint")))

    def on_mount(self) -> None:
        """Begin at the display that holds now."""
        self.query_one(OptionList).highlighted = ORDER.index(self._now)

    def action_move(self, how: str) -> None:
        """Move in the list."""
        getattr(self.query_one(OptionList), f"action_{how}")()

    def on_key(self, event: events.Key) -> None:
        """Choose by digit."""
        if event.character and event.character.isdecimal() and 0 < int(event.character) <= len(ORDER):
            event.stop()
            self.dismiss(int(event.character) - 1)

    @on(OptionList.OptionSelected)
    def _selected(self, event: OptionList.OptionSelected) -> None:
        self.dismiss(event.option_index)
