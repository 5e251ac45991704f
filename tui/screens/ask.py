"""A question in one line, with completion: for tags, words to search for, and paths."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.getters import query_one
from textual.screen import ModalScreen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from tui.widgets.cells import fit

PATIENCE = 0.5
"""Seconds."""

Completions = Sequence[tuple[str, str]]
"""What the whole line would be, and how the list shows it."""


class AskScreen(ModalScreen["str | None"]):
    """Returns what was written, or None where Escape was pressed.

    ``complete`` gives the completions of a line; it runs in a thread, since it may look at a disk. ``wrong`` says what
    is wrong with a line, which is then not taken, or "".
    """

    BINDINGS = [  # noqa: RUF012 -- Textual's own form
        Binding("escape", "dismiss(None)", show=False),
        Binding("tab", "complete", show=False, priority=True),
        Binding("down", "choose(1)", show=False),
        Binding("up", "choose(-1)", show=False),
    ]
    field = query_one(Input)
    options = query_one(OptionList)

    def __init__(
        self,
        title: str,
        hint: str,
        value: str = "",
        complete: Callable[[str], Completions] | None = None,
        placeholder: str = "",
        wrong: Callable[[str], str] = lambda _: "",
    ) -> None:
        super().__init__()
        self._title = title
        self._hint = hint
        self._value = value
        self._placeholder = placeholder
        self._complete = complete
        self._wrong = wrong
        self._lines: list[str] = []
        self._completed = asyncio.Event()

    def compose(self) -> ComposeResult:
        """Lay out title, input, completions and a hint."""
        with Vertical(classes="dialog"):
            yield Static(Content(self._title), classes="dialog-title", markup=False)
            yield Input(self._value, placeholder=self._placeholder, compact=True, select_on_focus=False)
            yield OptionList(markup=False, compact=True)
            yield Static(Content(self._hint), classes="dialog-hint", markup=False)

    def on_mount(self) -> None:
        """Begin at the end of the line."""
        self.options.can_focus = False
        self.field.cursor_position = len(self._value)
        self._refresh_completions(self._value)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show other completions."""
        self._completed.clear()
        self._refresh_completions(event.value)

    @work(exclusive=True, group="complete")
    async def _refresh_completions(self, value: str) -> None:
        found = await asyncio.to_thread(self._complete, value) if self._complete else ()
        if not self.is_current:
            return
        self._lines = [line for line, _ in found]
        width = max(10, self.field.size.width - 2)
        self.options.set_options([Option(Content(fit(shown, width))) for _, shown in found])
        self.options.display = bool(found)
        self._completed.set()

    def action_choose(self, step: int) -> None:
        """Move in the completions."""
        if not self._lines:
            return
        now = self.options.highlighted
        self.options.highlighted = (
            (0 if step > 0 else len(self._lines) - 1) if now is None else (now + step) % len(self._lines)
        )

    async def action_complete(self) -> None:
        """Take the completion that is chosen, else the first one; wait a little for those that are being looked up."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self._completed.wait()
        if self._lines:
            self._take(self._lines[self.options.highlighted or 0])

    def _take(self, line: str) -> None:
        self.field.value = line
        self.field.cursor_position = len(line)

    @on(OptionList.OptionSelected)
    def _clicked(self, event: OptionList.OptionSelected) -> None:
        self._take(self._lines[event.option_index])

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        """Enter takes a completion that was chosen with the arrows, else answers."""
        if self.options.highlighted is not None and self._lines[self.options.highlighted] != event.value:
            self._take(self._lines[self.options.highlighted])
        elif wrong := self._wrong(event.value):
            self.query_one(".dialog-hint", Static).update(Content.styled(fit(wrong, 400), "$error"))
        else:
            self.dismiss(event.value)
