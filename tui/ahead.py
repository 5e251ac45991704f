"""Keys typed ahead: each waits until those before it have had their effect."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from collections.abc import Awaitable, Callable, Sequence
from typing import TYPE_CHECKING

from textual.dom import DOMNode
from textual.events import Key
from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from textual.app import App
    from textual.worker import Worker

Wait = Callable[[], Awaitable[object]]
"""Called, it returns when what is waited for may be there."""

LONGEST = 2.0
"""Seconds that a key in a dialog is waited for at most; only a fault of a widget lasts so long."""

PASSES = 3
"""A key goes up from its widget to the app, the widget answers with a message, its parent with one of its own."""


class Ahead:
    """Hands keys on one by one.

    Args:
        app: whose keys these are.
        press: does what a key means; returns the node that the key was handed to, or None where all is done.
        wanting: returns what a key still has to wait for, or None.
    """

    def __init__(
        self,
        app: App[int],
        press: Callable[[Key], Awaitable[DOMNode | None]],
        wanting: Callable[[Key], Wait | None],
    ) -> None:
        self._app = app
        self._press = press
        self._wanting = wanting
        self._keys: deque[Key] = deque()
        self._worker: Worker[None] | None = None
        self._under_way: asyncio.Task[None] | None = None

    async def take(self, key: Key) -> None:
        """Press ``key`` now, or beside the interface when it is time."""
        self._keys.append(key)
        if self._worker is not None and not self._worker.is_finished:
            return
        if self._wait():
            self._worker = self._app.run_worker(self._go_on(), group="keys", exit_on_error=False)
        else:
            await self._press_first()

    def _wait(self) -> Wait | None:
        """Return what the first key has to wait for."""
        under_way = self._under_way
        if under_way is not None and not under_way.done():
            return lambda: asyncio.wait([under_way])
        return self._wanting(self._keys[0])

    async def _go_on(self) -> None:
        while self._keys:
            while wait := self._wait():
                await wait()
            await self._press_first()

    async def _press_first(self) -> None:
        target = await self._press(self._keys.popleft())
        if target is not None:
            nodes = [node for node in target.ancestors_with_self if isinstance(node, MessagePump)]
            self._under_way = asyncio.create_task(_processed(nodes))


async def _processed(nodes: Sequence[MessagePump]) -> None:
    """Wait until ``nodes``, each the parent of the one before, have processed a key and what came of it."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(LONGEST):
            for node in [*nodes] * PASSES:
                done = asyncio.Event()
                if node.call_later(done.set):
                    await done.wait()
