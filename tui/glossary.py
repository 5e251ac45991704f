"""The dictionary in the reader: opened beside the interface when it is first wanted, and then at hand."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from store.errors import DubaoError
from tui.beside import beside

if TYPE_CHECKING:
    from store.language.dictionary import Dictionary, Entry, Part

Answer = TypeVar("Answer")


class Glossary:
    """Opens the dictionary once, and makes it where it is not there yet.

    ``look_up`` and ``explain`` answer at once: with nothing until it is open. Whoever shows a gloss calls ``opened`` in
    a worker first; it is quick where the dictionary is open.
    """

    def __init__(self) -> None:
        self._dictionary: Dictionary | None = None
        self._opening = asyncio.Lock()
        self.made = 0
        """How much of the dictionary has been made, in percent, while it is made."""

    @property
    def ready(self) -> bool:
        """Whether the dictionary is open."""
        return self._dictionary is not None

    async def opened(self) -> Dictionary:
        """Return the dictionary, opened or made in a thread beside the interface.

        Raises:
            DictionaryError: if it cannot be made or read.
        """
        async with self._opening:
            if self._dictionary is None:
                self._dictionary = await beside(self._open)
        return self._dictionary

    def _open(self) -> Dictionary:
        from store.language.dictionary import Dictionary

        def progress(done: int, total: int) -> None:
            self.made = 100 * done // total

        return Dictionary(progress=progress)

    def look_up(self, word: str) -> Entry | None:
        """Return what the dictionary has of a word; None where it lacks it or is not open."""
        return self._asked(lambda dictionary: dictionary.look_up(word), None)

    def explain(self, word: str) -> tuple[Part, ...]:
        """Return the parts of a word that the dictionary knows; none where it is not open."""
        return self._asked(lambda dictionary: dictionary.explain(word), ())

    def pinyin(self, word: str) -> str:
        """Return the reading of a word where the dictionary gives exactly one; "" else, or while it is not open."""
        return self._asked(lambda dictionary: dictionary.pinyin(word), "")

    def _asked(self, question: Callable[[Dictionary], Answer], otherwise: Answer) -> Answer:
        """Return an answer; a dictionary that was damaged is given up, and made anew when it is opened next."""
        if self._dictionary is None:
            return otherwise
        try:
            return question(self._dictionary)
        except DubaoError:
            self.close()
            return otherwise

    def close(self) -> None:
        """Close the dictionary."""
        if self._dictionary is not None:
            self._dictionary.close()
            self._dictionary = None
