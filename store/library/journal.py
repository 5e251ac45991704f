"""A TinyDB file with a journal beside it: a change costs one line on the disk, however large the file is.

``x.json`` is what TinyDB writes. ``x.json.<generation>.log`` holds what has changed since, one write a line:
``<crc32 of the rest> {"table": {"document id": document or null}}``. A line that was not finished when the power went
is ignored by readers and cut off by the next writer. Zeros lie behind the last line: writing one over them changes
neither the size nor the blocks of the file, so that flushing it takes the file system one step instead of several.
Compaction writes the whole with the next generation, then takes the old log away; a reader that finds the log gone
looks for the new generation. The generation and the schema stand in a table of their own (``library``), so that stock
TinyDB opens the file.
"""

from __future__ import annotations

import contextlib
import os
import re
import stat
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple
from zlib import crc32

import msgspec
from tinydb.storages import Storage

from store.errors import LibraryError
from store.library.schema import META, newer, refuse_newer, schema_of, with_meta
from store.library.storage import Signature, Tables, encode_tables, flush_folder, signature, write_atomically

Changes = Mapping[str, Mapping[str, Mapping[str, Any] | None]]
"""Table name -> document id -> the document as it is now, or None where it went."""

SMALLEST_COMPACTION = 1 << 18
"""Bytes; a log shorter than this, or than the file it belongs to, is not worth writing everything again."""

ROOM = 1 << 15
"""Bytes of zeros that are written behind a line that did not fit into those there were."""

_LOG = re.compile(r"\.(\d+)\.log$")
_flush = getattr(os, "fdatasync", os.fsync)


class Position(NamedTuple):
    """A state of a journaled file, told from every other without reading it.

    Attributes:
        snapshot: the signature of the TinyDB file, or None where there is none.
        generation: of its log.
        offset: how many bytes of the log belong to it.
        writes: how many writes there have been, compactions not counted.
    """

    snapshot: Signature | None = None
    generation: int = 0
    offset: int = 0
    writes: int = 0


class _State:
    """What was read last: the snapshot's signature and generation, how far its log was read, and the sum of both."""

    def __init__(self, snapshot: Signature | None, tables: Tables) -> None:
        meta = tables.get(META, {}).get("1", {})
        self.snapshot = snapshot
        self.schema = schema_of(tables)
        self.generation = int(meta.get("generation", 0))
        self.writes = int(meta.get("writes", 0))
        self.tables = {name: table for name, table in tables.items() if name != META}
        self.offset = 0
        self.damaged = False
        self.torn = False

    def apply(self, changes: Changes) -> None:
        self.writes += 1
        for name, documents in changes.items():
            table = self.tables.setdefault(name, {})
            for key, document in documents.items():
                if document is None:
                    table.pop(key, None)
                else:
                    table[key] = document


def _parse(line: bytes) -> Changes | None:
    """Return what a line of a log says, or None where it is not whole."""
    try:
        if int(line[:8], 16) != crc32(line[9:]):
            return None
        return msgspec.json.decode(line[9:], type=dict[str, dict[str, dict[str, Any] | None]])
    except (ValueError, msgspec.MsgspecError):
        return None


def _line(changes: Changes) -> bytes:
    body = msgspec.json.encode(changes)
    return b"%08x %b\n" % (crc32(body), body)


class JournalStorage(Storage):
    """The storage of a journaled TinyDB file. What ``read`` returns is not to be changed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._state: _State | None = None

    # Reading -------------------------------------------------------------------------------------------------------

    def read(self) -> Tables | None:
        """Return the tables as they are on the disk now, or None where nothing was ever written.

        Raises:
            LibraryError: if the file cannot be read or is not what TinyDB writes.
        """
        state = self._fresh()
        return state.tables if state.snapshot or state.offset else None

    @property
    def position(self) -> Position:
        """The state that is on the disk now.

        Raises:
            LibraryError: if the file cannot be read.
        """
        state = self._fresh()
        return Position(state.snapshot, state.generation, state.offset, state.writes)

    @property
    def newer(self) -> bool:
        """Whether a newer version of the program wrote the file, so that this one must not."""
        return refuse_newer(self._fresh().schema)

    def since(self, position: Position) -> tuple[list[Changes], Position] | None:
        """Return what was written since a position, and the position now, or None where the log alone cannot tell.

        The TinyDB file itself is not read.

        Raises:
            LibraryError: if it cannot be read.
        """
        if signature(self.path) != position.snapshot:
            return None
        found = _read_log(self.log(position.generation), position.offset)
        if found is None:
            return [], position
        lines, length, damaged, _ = found
        if damaged or signature(self.path) != position.snapshot:
            return None
        return lines, position._replace(offset=position.offset + length, writes=position.writes + len(lines))

    def log(self, generation: int) -> Path:
        """Return the path of the log of a generation."""
        return self.path.with_name(f"{self.path.name}.{generation}.log")

    def _fresh(self) -> _State:
        for _ in range(100):
            now = signature(self.path)
            state = self._state
            if state is None or state.snapshot != now:
                state = _State(now, self._snapshot())
            if self._follow(state) and signature(self.path) == state.snapshot:
                self._state = state
                return state
            self._state = None
        raise LibraryError("A file of the library cannot be read", f"{self.path}: it changes all the time")

    def _snapshot(self) -> Tables:
        try:
            return msgspec.json.decode(self.path.read_bytes(), type=Tables)
        except FileNotFoundError:
            return {}
        except OSError as error:
            raise LibraryError("A file of the library cannot be read", f"{self.path}: {error.strerror}") from error
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise LibraryError("A file of the library is broken", f"{self.path}: {error}") from error

    def _follow(self, state: _State) -> bool:
        """Apply what the log has more than was read; return False where everything is to be read anew."""
        found = _read_log(self.log(state.generation), state.offset)
        if found is None:
            return True
        if found.damaged and state.offset:
            return False
        for changes in found.changes:
            state.apply(changes)
        state.offset += found.length
        state.damaged = state.damaged or found.damaged
        state.torn = found.torn
        return True

    # Writing: under the lock ---------------------------------------------------------------------------------------

    def append(self, changes: Changes) -> None:
        """Write changes, durably. To be called under the file's lock.

        Raises:
            LibraryError: if they cannot be written; nothing is then changed.
        """
        state = self._fresh()
        if not any(changes.values()):
            return
        if refuse_newer(state.schema):
            raise newer(self.path)
        line = _line(changes)
        try:
            self._write_line(self.log(state.generation), state, line)
        except OSError as error:
            self._state = None
            raise LibraryError(
                "The library cannot be written", f"{self.path}: {error.strerror}. Nothing was changed"
            ) from error
        state.apply(changes)
        state.offset += len(line)
        state.torn = False
        if state.damaged or state.offset > max(SMALLEST_COMPACTION, state.snapshot.size if state.snapshot else 0):
            with contextlib.suppress(LibraryError):
                self.compact()

    def _write_line(self, log: Path, state: _State, line: bytes) -> None:
        offset, end = state.offset, state.offset + len(line)
        mode = 0o666  # for a new log as for a new file; else who may read the file may read its log
        with contextlib.suppress(FileNotFoundError):
            mode = stat.S_IMODE(self.path.stat().st_mode)
        handle = os.open(log, os.O_RDWR | os.O_CREAT, mode)
        try:
            if state.torn:
                os.ftruncate(handle, offset)
            os.lseek(handle, offset, os.SEEK_SET)
            try:
                left = memoryview(line)
                while left:
                    left = left[os.write(handle, left) :]
                if os.fstat(handle).st_size <= end:
                    with contextlib.suppress(OSError):  # a full disk may have room for the line alone
                        os.write(handle, bytes(ROOM))
                _flush(handle)
            except OSError:
                with contextlib.suppress(OSError):
                    os.ftruncate(handle, offset)
                raise
        finally:
            os.close(handle)
        if not offset:
            flush_folder(log.parent)

    def compact(self) -> None:
        """Write everything into the TinyDB file and begin a new log. To be called under the file's lock.

        Raises:
            LibraryError: if it cannot be written; everything is then as it was.
        """
        state = self._fresh()
        if state.damaged:
            keep_aside(self.log(state.generation), copy=True)
        self._replace(state.tables, state.writes)

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Replace everything, durably. To be called under the file's lock.

        Raises:
            LibraryError: if it cannot be written; everything is then as it was.
        """
        if self.newer:
            raise newer(self.path)
        self._replace(data, self._fresh().writes + 1)

    def _replace(self, data: Mapping[str, Mapping[str, Any]], writes: int) -> None:
        old = self.logs()
        generation = max([*old, self._state.generation if self._state else 0]) + 1
        self._state = None
        try:
            write_atomically(self.path, encode_tables(with_meta(data, generation=generation, writes=writes)))
        except OSError as error:
            raise LibraryError(
                "The library cannot be written", f"{self.path}: {error.strerror}. Nothing was changed"
            ) from error
        for path in old.values():
            path.unlink(missing_ok=True)

    def logs(self) -> dict[int, Path]:
        """Return every log that lies beside the file, by its generation."""
        found = self.path.parent.glob(f"{self.path.name}.*.log")
        return {int(match[1]): path for path in found if (match := _LOG.search(path.name))}

    def mend(self) -> Path | None:
        """Set a broken file aside and go on with what its newest log has; return its new name, or None if it is sound.

        To be called under the file's lock.

        Raises:
            LibraryError: if that cannot be written.
        """
        try:
            self._fresh()
        except LibraryError:
            pass
        else:
            return None
        logs = self.logs()
        rest = _State(None, {})
        if logs:
            found = _read_log(logs[max(logs)], 0)
            for changes in found.changes if found else ():
                rest.apply(changes)
        aside = keep_aside(self.path, copy=True)
        self._replace(rest.tables, time.time_ns())
        return aside


class _Lines(NamedTuple):
    """What a log has behind a place.

    Attributes:
        changes: what its whole lines say.
        length: how many bytes they take.
        damaged: whether there is something else between them.
        torn: whether there is something else behind them, which was never acknowledged.
    """

    changes: list[Changes]
    length: int
    damaged: bool
    torn: bool


def _read_log(log: Path, offset: int) -> _Lines | None:
    """Return what a log has from ``offset`` on, or None where that is nothing.

    Raises:
        LibraryError: if it cannot be read.
    """
    try:
        handle = os.open(log, os.O_RDONLY)
        try:
            if offset and os.pread(handle, 1, offset) in {b"", b"\0"}:
                short = os.fstat(handle).st_size < offset
                return _Lines([], 0, damaged=True, torn=False) if short else None
            os.lseek(handle, offset, os.SEEK_SET)
            with os.fdopen(handle, "rb", closefd=False) as file:
                data = file.read().rstrip(b"\0")
        finally:
            os.close(handle)
    except FileNotFoundError:
        return _Lines([], 0, damaged=True, torn=False) if offset else None
    except OSError as error:
        raise LibraryError("A file of the library cannot be read", f"{log}: {error.strerror}") from error
    found: list[Changes] = []
    length = good = bad = skipped = 0
    for line in data.split(b"\n")[:-1]:
        length += len(line) + 1
        changes = _parse(line)
        if changes is None:
            bad += 1
            continue
        found.append(changes)
        good, skipped = length, bad
    return _Lines(found, good, damaged=skipped > 0, torn=len(data) > good)


def keep_aside(path: Path, *, copy: bool = False) -> Path:
    """Give a broken file another name, or a copy of it, and return that.

    Raises:
        LibraryError: if that is not possible.
    """
    number = 1
    while (aside := path.with_name(f"{path.name}.broken-{number}")).exists():
        number += 1
    try:
        if copy:
            write_atomically(aside, path.read_bytes())
        else:
            path.rename(aside)
            flush_folder(path.parent)
    except OSError as error:
        raise LibraryError(
            "A broken file of the library cannot be set aside", f"{path}: {error.strerror}. It was left as it is"
        ) from error
    return aside
