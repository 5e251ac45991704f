"""A library in one file, and back: a zip archive of its documents and marks, with a checksum of each, verified."""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import msgspec

from store.errors import LibraryError
from store.library.marks import MarksFile
from store.library.schema import SCHEMA, with_meta
from store.library.storage import TEMPORARY, encode_tables, flush_folder, locked, signature
from store.model import Record

Progress = Callable[[int, int], None]

MANIFEST, MARKS = "manifest.json", "marks.json"
_NAME = re.compile(r"issues/[^/\\:\0]+/[^/\\:\0]+\.json|marks\.json")
_FORM = "dubao backup"
ATTEMPTS = 5


class Manifest(Record, frozen=True):
    """What a backup holds: the schema of its files, and the SHA-256 of each by its name."""

    form: str
    schema: int
    files: Mapping[str, str]


def _sum(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _wrong(file: Path, why: str) -> LibraryError:
    return LibraryError("This is not a sound backup", f"{file}: {why}. Nothing was changed")


def backup(folder: Path, marks: MarksFile, file: Path, progress: Progress) -> int:
    """Write the documents and marks of a library into one file and read it back; return how many issues it has.

    Raises:
        LibraryError: if it cannot be written, or other programs change the library all the time.
    """
    try:
        handle, name = tempfile.mkstemp(dir=file.parent, prefix=file.name, suffix=TEMPORARY)
        os.close(handle)
        temporary = Path(name)
        try:
            count = _write(folder, marks, temporary, progress)
            verify(temporary)
            _flush(temporary)
            temporary.replace(file)
            flush_folder(file.parent)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise LibraryError("The backup was not written", f"{file}: {error.strerror}") from error
    return count


def _flush(file: Path) -> None:
    with file.open("rb") as opened:
        os.fsync(opened.fileno())


def _write(folder: Path, marks: MarksFile, file: Path, progress: Progress) -> int:
    for _ in range(ATTEMPTS):
        issues = sorted((folder / "issues").glob("*/*.json"))
        before = {path: signature(path) for path in issues}
        sums: dict[str, str] = {}
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as archive:

            def put(name: str, data: bytes) -> None:
                sums[name] = _sum(data)  # noqa: B023 -- called in this round only
                archive.writestr(name, data)

            for done, path in enumerate(issues):
                progress(done, len(issues))
                with contextlib.suppress(FileNotFoundError):
                    put(path.relative_to(folder).as_posix(), path.read_bytes())
            with locked(marks.path):
                put(MARKS, encode_tables(with_meta(marks.db.journal.read() or {})))
            archive.writestr(MANIFEST, msgspec.json.encode(Manifest(_FORM, SCHEMA, sums)))
        # A page that moved between two files meanwhile could be in neither copy.
        if {path: signature(path) for path in sorted((folder / "issues").glob("*/*.json"))} == before:
            return len(issues)
    raise LibraryError("The library is busy", "Other programs change it all the time. No backup was written")


def verify(file: Path) -> Manifest:
    """Read a whole backup and return what it holds.

    Raises:
        LibraryError: if it is not a backup, is damaged, or was made by a newer version of the program.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            manifest = msgspec.json.decode(archive.read(MANIFEST), type=Manifest)
            why = _unsound(archive, manifest)
    except OSError as error:
        raise LibraryError("The backup cannot be read", f"{file}: {error.strerror}") from error
    except (zipfile.BadZipFile, zlib.error, KeyError, ValueError, EOFError, NotImplementedError) as error:
        raise _wrong(file, str(error)) from error
    if manifest.schema > SCHEMA:
        raise LibraryError("This backup was made by a newer Dubao", f"{file}. Nothing was changed", "Upgrade Dubao")
    if why:
        raise _wrong(file, why)
    return manifest


def _unsound(archive: zipfile.ZipFile, manifest: Manifest) -> str:
    """Say what is wrong with a backup, or return ""."""
    if manifest.form != _FORM:
        return "it is something else"
    if {*archive.namelist()} != {*manifest.files, MANIFEST}:
        return "it does not hold what it says"
    for name, data in _contents(archive, manifest):
        if not _NAME.fullmatch(name) or ".." in name.split("/"):
            return f"{name} is no file of a library"
        if _sum(data) != manifest.files[name]:
            return f"{name} is damaged"
    return ""


def _contents(archive: zipfile.ZipFile, manifest: Manifest) -> Iterator[tuple[str, bytes]]:
    for name in manifest.files:
        yield name, archive.read(name)


def restore(file: Path, folder: Path, *, replace: bool = False) -> Path | None:
    """Put a backup in the place of a library that is not open.

    Args:
        file: the backup; it is verified before anything is changed.
        folder: of the library.
        replace: whether a library that is there is set aside; else it must be empty.

    Returns:
        the folder in which what was there lies now, or None.

    Raises:
        LibraryError: if the backup is not sound, the library is not empty, or it cannot be written.
    """
    manifest = verify(file)
    there = [
        path for path in (folder / "issues", *folder.glob(f"{MARKS}*")) if path.exists() and path.suffix != ".lock"
    ]
    if there and not replace:
        hint = "Name another with --library, or use --replace"
        raise LibraryError("The library is not empty", f"{folder}. Nothing was changed", hint)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        fresh = folder / "restoring"
        shutil.rmtree(fresh, ignore_errors=True)
        with zipfile.ZipFile(file) as archive:
            for name, data in _contents(archive, manifest):
                (fresh / name).parent.mkdir(parents=True, exist_ok=True)
                (fresh / name).write_bytes(data)
                _flush(fresh / name)
        aside = _set_aside(folder, there) if there else None
        for path in folder.glob("index.sqlite*"):
            path.unlink()
        for path in sorted(fresh.iterdir()):
            path.rename(folder / path.name)
        fresh.rmdir()
        flush_folder(folder)
    except OSError as error:
        raise LibraryError("The backup was not restored", f"{folder}: {error.strerror}") from error
    return aside


def _set_aside(folder: Path, there: list[Path]) -> Path:
    number = 1
    while (aside := folder / f"before-restore-{number}").exists():
        number += 1
    aside.mkdir()
    for path in there:
        path.rename(aside / path.name)
    return aside
