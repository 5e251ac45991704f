"""TinyDB files that survive a crash and a second process.

TinyDB's own ``JSONStorage`` overwrites in place and takes no lock. Ours writes a temporary file beside the old one,
flushes it to the disk, renames it over and flushes the folder; every change happens under a lock file that other
processes respect, on data read again under that lock.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from tinydb.storages import Storage

from store.errors import LibraryError

Tables = dict[str, dict[str, Any]]
"""Table name -> document id -> document, as TinyDB stores them."""

LOCK_SECONDS = 5.0
TEMPORARY = ".tmp"
LOCK = ".lock"


class Signature(NamedTuple):
    """What tells whether a file has changed on the disk, without reading it."""

    inode: int
    mtime_ns: int
    size: int


def signature(path: Path) -> Signature | None:
    """Return the signature of a file, or None where there is none.

    Raises:
        LibraryError: if it cannot be looked at.
    """
    try:
        there = path.stat()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise LibraryError("A file of the library cannot be read", f"{path}: {error.strerror}") from error
    return Signature(there.st_ino, there.st_mtime_ns, there.st_size)


def flush_folder(folder: Path) -> None:
    """Bring the names in a folder onto the disk.

    Raises:
        OSError: if that is not possible.
    """
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_atomically(path: Path, data: bytes) -> None:
    """Replace ``path`` by ``data`` so that a crash at any moment leaves the old or the new file, whole.

    Who may read it stays as it was; for a new file the umask says.

    Raises:
        OSError: if it cannot be written; the old file is then untouched.
    """
    name = path.with_name(f"{path.name}.{os.urandom(4).hex()}{TEMPORARY}")
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
    flush_folder(path.parent)


def encode_tables(tables: Mapping[str, Mapping[str, Any]]) -> bytes:
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
        self._cached: tuple[Signature, Tables] | None = None

    def read(self) -> Tables | None:
        """Return the tables, or None where there is no file yet.

        Raises:
            LibraryError: if the file cannot be read or is not what TinyDB writes.
        """
        now = signature(self.path)
        if now is None:
            return None
        try:
            if self._cached is None or self._cached[0] != now:
                self._cached = now, msgspec.json.decode(self.path.read_bytes(), type=Tables)
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
        """Replace the file, durably.

        Raises:
            LibraryError: if it cannot be written; the file is then as it was.
        """
        self._cached = None
        try:
            write_atomically(self.path, encode_tables(data))
        except OSError as error:
            raise LibraryError(
                "The library cannot be written", f"{self.path}: {error.strerror}. Nothing was changed"
            ) from error


@contextlib.contextmanager
def locked(path: Path, seconds: float | None = None) -> Iterator[None]:
    """Hold the lock of a library file, shared with other processes; a thread may take it again while it holds it.

    Raises:
        LibraryError: if another process holds it longer than ``seconds`` (``LOCK_SECONDS`` by default), or no lock can
            be made.
    """
    from filelock import FileLock, Timeout  # takes as long to import as a list to be shown

    place = f"{path}{LOCK}"
    seconds = LOCK_SECONDS if seconds is None else seconds
    try:
        lock = FileLock(place, is_singleton=True)
        lock.acquire(timeout=seconds, poll_interval=0.005)
    except Timeout as error:
        raise LibraryError(
            "The library is busy",
            f"{_holder(place)} has held {path} for {seconds:.0f} seconds. Nothing was changed",
            "You can go on reading; end that program if it hangs",
        ) from error
    except OSError as error:
        raise LibraryError("The library cannot be written", f"{path}: {error.strerror}. Nothing was changed") from error
    try:
        _sign(place)
        yield
    finally:
        lock.release()


def _sign(place: str) -> None:
    """Write into a lock who holds it; in place, since a file system may flush what is cut off and written anew."""
    mine = b"%10d\n" % os.getpid()
    with contextlib.suppress(OSError):
        handle = os.open(place, os.O_RDWR)
        try:
            if os.pread(handle, len(mine), 0) != mine:
                os.pwrite(handle, mine, 0)
        finally:
            os.close(handle)


def _holder(place: str) -> str:
    """Say who holds a lock, as it wrote into the file."""
    with contextlib.suppress(OSError, ValueError):
        return f"Another program (process {int(Path(place).read_text('ascii'))})"
    return "Another program"
