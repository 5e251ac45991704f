"""Everything that knows nothing of a screen: pages, language, the library."""

from store.library.library import Library

__all__ = ["Library"]
