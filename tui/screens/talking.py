"""A screen that works beside the interface, tells what happened, and asks."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Coroutine
from typing import TypeVar

from textual.screen import ModalScreen, Screen
from textual.worker import Worker

from store.errors import DubaoError
from tui.widgets.cells import fit

Answer = TypeVar("Answer")
LONGEST = 400
"""So many cells of a message are shown."""
IN_PASSING = 2.5
"""Seconds that a message shows which the next one may take the place of."""


class TalkingScreen(Screen[None]):
    """Messages are plain text that may quote foreign text: they are cleaned here, and never parsed as markup."""

    def work(self, job: Coroutine[None, None, None], group: str, *, exclusive: bool = True) -> Worker[None]:
        """Run ``job`` beside the interface; an error of the library's in it is told, and its later steps fall away."""

        async def guarded() -> None:
            try:
                await job
            except DubaoError as error:
                self.tell_error(error)

        return self.run_worker(guarded(), group=group, exclusive=exclusive, exit_on_error=False)

    def _unfinished(self, groups: Collection[str]) -> list[Worker[None]]:
        return [worker for worker in self.workers if worker.group in groups and not worker.is_finished]

    def at_work(self, *groups: str) -> bool:
        """Say whether a job of these groups is not finished yet."""
        return bool(self._unfinished(groups))

    async def finished(self, *groups: str) -> None:
        """Wait until no job of these groups is under way."""
        while workers := self._unfinished(groups):
            await asyncio.gather(*(worker.wait() for worker in workers), return_exceptions=True)
            await asyncio.sleep(0)  # a worker that has not begun cannot be waited for

    def tell(self, message: str, *, seconds: float = IN_PASSING) -> None:
        """Say something in passing; ``message`` may quote foreign text."""
        self.notify(fit(message, LONGEST), timeout=seconds, markup=False)

    def tell_error(self, error: DubaoError, file: str = "") -> None:
        """Say what went wrong, long enough to be read; ``file`` is named even where the error does not."""
        details = ". ".join(part.rstrip(".") for part in (error.message, error.hint) if part)
        named = details if file in details else f"{file}: {details}"
        self.notify(fit(named, LONGEST), title=fit(error.title, LONGEST), severity="error", timeout=10, markup=False)

    def tell_warning(self, title: str, message: str) -> None:
        """Say what is not as it should be, though everything goes on."""
        self.notify(fit(message, LONGEST), title=fit(title, LONGEST), severity="warning", timeout=10, markup=False)

    async def ask(self, dialog: ModalScreen[Answer | None], then: Callable[[Answer], object]) -> None:
        """Show ``dialog`` and do ``then`` with its answer, unless it was left without one.

        The dialog has the focus when this returns, so that keys typed ahead are its own.
        """

        def take(answer: Answer | None) -> None:
            if answer is not None:
                then(answer)

        await self.app.push_screen(dialog, take)
        if fields := dialog.query("Input, TextArea") or dialog.query("OptionList"):
            dialog.set_focus(fields.first())
