"""Work in a thread that the end of the process does not wait for."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from typing import TypeVar

Result = TypeVar("Result")


async def beside(job: Callable[[], Result]) -> Result:
    """Return what ``job`` returns, or raise what it raises; it runs in a daemon thread of its own.

    ``asyncio.to_thread`` would let neither the loop nor the interpreter end before the job.
    """
    loop = asyncio.get_running_loop()
    future: asyncio.Future[Result] = loop.create_future()

    def settle(result: Result | None, error: BaseException | None) -> None:
        if future.done():
            return
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(result)  # type: ignore[arg-type]  # the job returned it

    def run() -> None:
        result, failed = None, None
        try:
            result = job()
        except BaseException as error:  # noqa: BLE001 - it is raised where the job is waited for
            failed = error
        with contextlib.suppress(RuntimeError):  # the loop has been closed meanwhile
            loop.call_soon_threadsafe(settle, result, failed)

    threading.Thread(target=run, daemon=True).start()
    return await future
