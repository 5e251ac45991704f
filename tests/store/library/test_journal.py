"""What anything kept in a journaled file relies on: what was acknowledged is there, whatever happened to the file."""

from __future__ import annotations

import errno
import os
import resource
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tinydb import TinyDB, where
from tinydb.table import Document

from store.errors import LibraryError
from store.library import journal
from store.library.journaled import JournalDB
from store.library.storage import locked


def opened(folder: Path) -> JournalDB:
    return JournalDB(folder / "x.json")


def contents(folder: Path) -> dict[int, Any]:
    return {doc.doc_id: dict(doc) for doc in opened(folder).table("t").all()}


def put(database: JournalDB, number: int, **values: Any) -> None:
    with database.transaction("t") as (table,):
        table[number] = values


def compact(database: JournalDB) -> None:
    with locked(database.path):
        database.journal.compact()


def test_tinydbs_own_calls_work_and_stock_tinydb_opens_the_compacted_file(tmp_path: Path) -> None:
    table = opened(tmp_path).table("t")
    assert [table.insert({"n": 1}), table.insert({"n": 2}), table.insert({"n": 3})] == [1, 2, 3]
    table.update({"seen": True}, where("n") == 2)
    table.remove(doc_ids=[1])
    table.upsert(Document({"n": 9}, doc_id=7))
    expected = {2: {"n": 2, "seen": True}, 3: {"n": 3}, 7: {"n": 9}}
    assert contents(tmp_path) == expected
    compact(opened(tmp_path))
    with TinyDB(tmp_path / "x.json") as stock:
        assert {doc.doc_id: dict(doc) for doc in stock.table("t").all()} == expected
    assert sorted(path.name for path in tmp_path.glob("x.json*")) == ["x.json", "x.json.lock"]


@given(st.data())
@settings(max_examples=60, deadline=None)
def test_a_file_cut_anywhere_has_every_write_before_the_cut(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("cut")
    database = opened(folder)
    ends = [0]
    log = folder / "x.json.0.log"
    for number in range(1, data.draw(st.integers(1, 6)) + 1):
        put(database, number, text="字" * number)
        ends.append(len(log.read_bytes().rstrip(b"\0")))
    cut = data.draw(st.integers(0, ends[-1]))
    os.truncate(log, cut)
    os.truncate(log, cut + data.draw(st.sampled_from([0, 1, 50_000]), label="zeros behind"))
    if blocks := data.draw(st.binary(max_size=3), label="what else a disk had written of a line without an end"):
        with log.open("ab") as file:
            file.write(blocks)
    whole = max(at for at, end in enumerate(ends) if end <= cut)
    assert set(contents(folder)) == set(range(1, whole + 1))
    reader = opened(folder)
    assert {doc.doc_id for doc in reader.table("t").all()} == set(range(1, whole + 1))
    for number in (98, 99):
        put(opened(folder), number, text="后来")
    assert {doc.doc_id for doc in reader.table("t").all()} == {*range(1, whole + 1), 98, 99}
    assert set(contents(folder)) == {*range(1, whole + 1), 98, 99}


def test_a_damaged_line_loses_itself_alone_and_the_damaged_log_is_kept(tmp_path: Path) -> None:
    for number in (1, 2, 3):
        put(opened(tmp_path), number, n=number)
    log = tmp_path / "x.json.0.log"
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(lines[0] + lines[1].replace(b'"n":2', b'"n":5') + lines[2])
    assert set(contents(tmp_path)) == {1, 3}
    put(opened(tmp_path), 4, n=4)
    assert set(contents(tmp_path)) == {1, 3, 4}
    assert b'"n":5' in (tmp_path / "x.json.0.log.broken-1").read_bytes()


def test_a_broken_file_is_set_aside_and_what_its_log_has_lives_on(tmp_path: Path) -> None:
    put(opened(tmp_path), 1, n=1)
    compact(opened(tmp_path))
    put(opened(tmp_path), 2, n=2)
    (tmp_path / "x.json").write_text('{"t": {"1"', "utf-8")
    with pytest.raises(LibraryError, match=r"x\.json"):
        contents(tmp_path)
    with locked(tmp_path / "x.json"):
        aside = opened(tmp_path).journal.mend()
    assert aside == tmp_path / "x.json.broken-1"
    assert aside.read_text("utf-8") == '{"t": {"1"'
    assert contents(tmp_path) == {2: {"n": 2}}


def test_a_reader_sees_what_another_one_writes_and_compacts(tmp_path: Path) -> None:
    one, other = opened(tmp_path), opened(tmp_path)
    put(one, 1, n=1)
    assert other.table("t").get(doc_id=1) == {"n": 1}
    compact(one)
    put(one, 2, n=2)
    assert other.table("t").get(doc_id=2) == {"n": 2}
    put(other, 3, n=3)
    assert {doc.doc_id for doc in one.table("t").all()} == {1, 2, 3}


def test_many_writes_compact_by_themselves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "SMALLEST_COMPACTION", 200)
    database = opened(tmp_path)
    for number in range(1, 60):
        put(database, number % 5 + 1, n=number)
    assert contents(tmp_path) == {number % 5 + 1: {"n": number} for number in range(55, 60)}
    assert len(list(tmp_path.glob("x.json.*.log"))) <= 1
    assert (tmp_path / "x.json").exists()


def failing_write(monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.write

    def half(handle: int, data: memoryview) -> int:
        real(handle, bytes(data)[: len(data) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("store.library.journal.os.write", half)


def failing_flush(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(journal, "_flush", full)


@pytest.mark.parametrize("failure", [failing_write, failing_flush])
def test_a_full_disk_is_said_and_changes_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, failure: Callable[[pytest.MonkeyPatch], None]
) -> None:
    database = opened(tmp_path)
    put(database, 1, n=1)
    failure(monkeypatch)
    with pytest.raises(LibraryError, match="No space left"):
        put(database, 2, n=2)
    monkeypatch.undo()
    assert contents(tmp_path) == {1: {"n": 1}}
    put(database, 3, n=3)
    assert contents(tmp_path) == {1: {"n": 1}, 3: {"n": 3}}


def test_a_limit_of_the_system_on_file_sizes_loses_nothing_and_a_failed_compaction_fails_no_write(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "SMALLEST_COMPACTION", 100)
    database = opened(tmp_path)
    for number in range(1, 20):
        put(database, number, text="字" * 20)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
    written = set(range(1, 20))
    try:
        for number in range(20, 60):
            try:
                put(database, number, text="字" * 20)
            except LibraryError:
                break
            written.add(number)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert len(written) < 59, "the limit was met"
    assert set(contents(tmp_path)) == written


def test_a_file_of_a_newer_program_is_read_and_not_written(tmp_path: Path) -> None:
    text = '{"library": {"1": {"schema": 99, "generation": 3}}, "t": {"1": {"n": 1}}}'
    (tmp_path / "x.json").write_text(text, "utf-8")
    database = opened(tmp_path)
    assert database.journal.newer
    assert contents(tmp_path) == {1: {"n": 1}}
    with pytest.raises(LibraryError, match="newer"):
        put(database, 2, n=2)
    assert (tmp_path / "x.json").read_text("utf-8") == text


def test_a_file_without_a_schema_is_read_and_gets_one(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text('{"t": {"5": {"n": 5}}}', "utf-8")
    database = opened(tmp_path)
    put(database, 6, n=6)
    assert contents(tmp_path) == {5: {"n": 5}, 6: {"n": 6}}
    compact(database)
    assert contents(tmp_path) == {5: {"n": 5}, 6: {"n": 6}}
    with TinyDB(tmp_path / "x.json") as stock:
        assert stock.table("library").all()[0]["schema"] == 2


def test_a_change_that_is_given_up_writes_nothing_and_touched_documents_stay_as_they_were(tmp_path: Path) -> None:
    database = opened(tmp_path)
    put(database, 1, tags=["a"])

    def give_up() -> None:
        with database.transaction("t") as (table,):
            table[1]["tags"].append("b")
            del table[7]

    with pytest.raises(KeyError):
        give_up()
    assert contents(tmp_path) == {1: {"tags": ["a"]}}
