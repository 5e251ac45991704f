"""Where a document lies: folder and file names that are safe on every system and still tell a person what is inside."""

from __future__ import annotations

import re
from pathlib import Path

from store.library.identity import fingerprint
from store.model import PageFacts

_UNSAFE = re.compile(r"[^\w]+")
_LONGEST = 30


def slug(name: str) -> str:
    """Return a safe folder or file name: word characters of ``name``, at most 30, and a short hash of the whole."""
    safe = _UNSAFE.sub("-", name)[:_LONGEST].strip("-")
    return f"{safe or 'unknown'}-{fingerprint(name)[:6]}"


def issue_path(folder: Path, facts: PageFacts, page_id: str) -> Path:
    """Return the file of a page's issue; a page of unknown date has a file of its own."""
    return folder / "issues" / slug(facts.paper) / f"{facts.date or f'undated-{page_id}'}.json"
