"""A screen that works beside the interface, tells what happened, and asks."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import TypeVar

from textual.screen import ModalScreen, Screen
from textual.worker import Worker

from store.errors import DubaoError
from store.safe import clean_line

Answer = TypeVar("Answer")


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

    def tell(self, message: str) -> None:
        """Say something in passing; ``message`` may quote foreign text."""
        self.notify(clean_line(message), timeout=2.5, markup=False)

    def tell_error(self, error: DubaoError) -> None:
        """Say what went wrong, long enough to be read."""
        details = " ".join(part for part in (error.message, error.hint) if part)
        self.notify(clean_line(details), title=clean_line(error.title), severity="error", timeout=12, markup=False)

    def tell_failure(self, file: str, error: DubaoError) -> None:
        """Say that a file could not be loaded, and why; it is named even where the error does not."""
        details = " ".join(part for part in (error.message, error.hint) if part)
        named = details if file in details else f"{file}: {details}"
        self.notify(clean_line(named), title=clean_line(error.title), severity="error", timeout=12, markup=False)

    def tell_warning(self, title: str, message: str) -> None:
        """Say what is not as it should be, though everything goes on."""
        self.notify(clean_line(message), title=clean_line(title), severity="warning", timeout=10, markup=False)

    async def ask(self, dialog: ModalScreen[Answer | None]) -> Answer | None:
        """Show ``dialog`` and wait for its answer; None where it was left."""
        answered: asyncio.Future[Answer | None] = asyncio.get_running_loop().create_future()

        def take(answer: Answer | None) -> None:
            if not answered.done():
                answered.set_result(answer)

        self.app.push_screen(dialog, take)
        return await answered
