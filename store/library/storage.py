"""TinyDB files that survive a crash and a second process.

TinyDB's own ``JSONStorage`` overwrites in place and takes no lock. Ours writes a temporary file beside the old one,
flushes it to the disk, renames it over and flushes the folder; every change happens under a lock file that other
processes respect, on data read again under that lock.
"""

from __future__ import annotations

import contextlib
import glob
import os
import secrets
import stat
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from filelock import FileLock, Timeout
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from store.errors import LibraryError

Tables = dict[str, dict[str, Any]]
"""Table name -> document id -> document, as TinyDB stores them."""

LOCK_SECONDS = 5.0
TEMPORARY = ".tmp"


def write_atomically(path: Path, data: bytes) -> None:
    """Replace ``path`` by ``data`` so that a crash at any moment leaves the old or the new file, whole.

    Who may read it stays as it was; for a new file the umask says.

    Raises:
        OSError: if it cannot be written; the old file is then untouched.
    """
    name = path.with_name(f"{path.name}.{secrets.token_hex(4)}{TEMPORARY}")
    handle = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o666)
    try:
        with os.fdopen(handle, "wb") as file:
            with contextlib.suppress(FileNotFoundError):
                name.chmod(stat.S_IMODE(path.stat().st_mode))
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        name.replace(path)
    except BaseException:
        name.unlink(missing_ok=True)
        raise
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _encode(tables: Mapping[str, Mapping[str, Any]]) -> bytes:
    """Return TinyDB's JSON with one document a line, so that a person can read and compare it."""
    encode = msgspec.json.encode
    parts = [
        encode(name) + b": {\n" + b",\n".join(encode(key) + b": " + encode(doc) for key, doc in table.items()) + b"\n}"
        for name, table in tables.items()
    ]
    return b"{" + b",\n".join(parts) + b"}\n"


class AtomicStorage(Storage):
    """A TinyDB storage that replaces its file whole, and reads it again only when it changed on the disk."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._cached: tuple[tuple[int, int, int], Tables] | None = None

    def read(self) -> Tables | None:
        """Return the tables, or None where there is no file yet.

        Raises:
            LibraryError: if the file cannot be read or is not what TinyDB writes.
        """
        try:
            there = self.path.stat()
            signature = there.st_ino, there.st_mtime_ns, there.st_size
            if self._cached is None or self._cached[0] != signature:
                self._cached = signature, msgspec.json.decode(self.path.read_bytes(), type=Tables)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise LibraryError("A file of the library cannot be read", f"{self.path}: {error.strerror}") from error
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise LibraryError(
                "A file of the library is broken",
                f"{self.path}: {error}. It was left as it is",
                "Restore it from a backup, or move it away",
            ) from error
        return self._cached[1]

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Replace the file, durably, and remove what earlier writes left that were cut off.

        Call it under the file's lock: no other process is then writing.

        Raises:
            LibraryError: if it cannot be written; the file is then as it was.
        """
        self._cached = None
        try:
            for left_over in self.path.parent.glob(f"{glob.escape(self.path.name)}*{TEMPORARY}"):
                left_over.unlink(missing_ok=True)
            write_atomically(self.path, _encode(data))
        except OSError as error:
            raise LibraryError(
                "The library cannot be written", f"{self.path}: {error.strerror}. Nothing was changed"
            ) from error


class LockedTable(Table):
    """A table whose every change is made under its database's lock, on freshly read data.

    No search result is cached: another process may write between two searches.
    """

    def __init__(self, storage: Storage, name: str, **options: Any) -> None:
        super().__init__(storage, name, **(options | {"cache_size": 0}))

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        storage = self.storage
        assert isinstance(storage, AtomicStorage)
        with locked(storage.path):
            super()._update_table(updater)


class LockedDB(TinyDB):
    """A TinyDB file that is safe between processes."""

    table_class = LockedTable  # type: ignore[assignment]  # declared type[Table], not a subclass of it

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(path, storage=AtomicStorage)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Tables]:
        """Give all tables to change, under the lock, and write them once at the end unless an error is raised."""
        with locked(self.path):
            tables = {name: dict(table) for name, table in (self.storage.read() or {}).items()}
            yield tables
            self.storage.write(tables)


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of a library file, shared with other processes and not re-entrant between threads.

    Raises:
        LibraryError: if another process holds it too long, or no lock can be made.
    """
    try:
        lock = FileLock(f"{path}.lock", timeout=LOCK_SECONDS, poll_interval=0.005)
        lock.acquire()
    except Timeout as error:
        raise LibraryError(
            "The library is busy",
            f"Another program has held {path} for {LOCK_SECONDS:.0f} seconds. Nothing was changed",
        ) from error
    except OSError as error:
        raise LibraryError("The library cannot be written", f"{path}: {error.strerror}. Nothing was changed") from error
    try:
        yield
    finally:
        lock.release()
