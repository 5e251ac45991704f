"""Everything that knows nothing of a screen: pages, language, the library."""
