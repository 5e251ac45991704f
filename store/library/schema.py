"""Which form a file of the library has, and what becomes of other forms.

Schema 1 had no number. Schema 2 says its number in a table ``library``; its marks have a journal beside them, and its
articles keep where on the page their text stands instead of a copy. Files of schema 1 are read as they are and become
schema 2 when they are next written. Files of a newer schema are read as far as that goes, and never written.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from store.errors import LibraryError

SCHEMA = 2
NEWER = "made by a newer Dubao: it is shown as far as it can be read, and not changed"
META = "library"
"""The table that says schema and generation, in its one document."""


def schema_of(tables: Mapping[str, Mapping[str, Any]]) -> int:
    """Return the schema of a file of the library."""
    return int(tables.get(META, {}).get("1", {}).get("schema", 1))


def refuse_newer(schema: int) -> bool:
    """Say whether a file of this schema must not be written by this version."""
    return schema > SCHEMA


def newer(path: Path) -> LibraryError:
    """Return the error that tells of a file of a newer schema."""
    return LibraryError(
        "This library was made by a newer Dubao", f"{path} can be read, but nothing was changed", "Upgrade Dubao"
    )


def with_meta(tables: Mapping[str, Mapping[str, Any]], **more: int) -> dict[str, Mapping[str, Any]]:
    """Return tables with the one that says their schema, and what else is to be known of the file, before them."""
    rest = {name: table for name, table in tables.items() if name != META}
    return {META: {"1": {"schema": SCHEMA, **more}}, **rest}
