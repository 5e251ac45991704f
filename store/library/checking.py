"""Reading every file of a library to say what is not sound; nothing is changed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from store.errors import LibraryError
from store.library.issues import Issue, Problem
from store.library.marks import MarksFile
from store.library.storage import TEMPORARY

LEFT_OVER = "left over from a write that was cut off; nothing is lost, and opening the library again removes it"


def check(folder: Path, marks: MarksFile, progress: Callable[[int, int], None]) -> list[Problem]:
    """Return what is not sound in a library folder; ``progress`` is told how many of how many files were read."""
    files = sorted((folder / "issues").glob("*/*.json"))
    found: list[Problem] = []
    for done, path in enumerate(files):
        progress(done, len(files))
        found += _check_issue(path)
    try:
        if marks.broken:
            found.append(Problem(str(marks.path), marks.broken))
    except LibraryError as error:
        found.append(Problem(str(marks.path), error.message))
    found += [Problem(str(path), LEFT_OVER) for path in sorted(folder.rglob(f"*{TEMPORARY}"))]
    found += [Problem(str(path), "was broken, and set aside") for path in sorted(folder.rglob("*.broken-*"))]
    return found


def _check_issue(path: Path) -> Iterator[Problem]:
    try:
        issue = Issue(path)
        for page in issue.pages.values():
            issue.articles_of(page)
            for key in page.articles:
                if not issue.has(key):
                    yield Problem(page.raw.file, f"its article {key} is missing")
    except FileNotFoundError:
        return
    except LibraryError as error:
        yield Problem(str(path), error.message)
