"""Everything that knows nothing of a screen: pages, language, the library."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.library.library import Library

__all__ = ["Library"]

if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        """Import ``Library`` when it is first asked for: the first paint does without it."""
        if name == "Library":
            from store.library.library import Library

            return Library
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
