"""Everything that knows nothing of a screen: pages, language, the library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from store.library.library import Library

__all__ = ["Library"]


def __getattr__(name: str) -> Any:
    """Import ``Library`` when it is first asked for, so that the nouns alone cost nothing."""
    if name == "Library":
        from store.library.library import Library

        return Library
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
