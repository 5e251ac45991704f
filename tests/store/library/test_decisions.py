"""What the reader decided is kept beside the marks, durable as they are, and taken back as easily."""

from pathlib import Path

from tinydb import TinyDB

from store import Library
from store.library.decisions import Table
from store.model import Record


class Liked(Record, frozen=True):
    why: str
    stars: int = 1


LIKED = Table("liked", Liked)


def test_decisions_are_kept_by_key_and_undone_and_redone(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.decide(LIKED, {"桥": Liked("长")})
    both = library.decide(LIKED, {"桥": None, "茶": Liked("香", 3)})
    assert library.decided(LIKED) == {"茶": Liked("香", 3)}
    redo = library.undo(both)
    assert Library(tmp_path).decided(LIKED) == {"桥": Liked("长")}
    library.undo(redo)
    assert library.decided(LIKED) == {"茶": Liked("香", 3)}


def test_taking_back_changes_only_what_was_changed(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.decide(LIKED, {"茶": Liked("香")})
    more = library.decide(LIKED, {"茶": Liked("香", 3)})
    library.decide(LIKED, {"茶": Liked("甜", 3)})
    library.undo(more)
    assert library.decided(LIKED) == {"茶": Liked("甜")}


def test_stock_tinydb_opens_them_and_a_broken_one_hides_no_other(tmp_path: Path) -> None:
    library = Library(tmp_path)
    library.decide(LIKED, {"茶": Liked("香"), "桥": Liked("长")})
    library.close()
    with TinyDB(tmp_path / "marks.json") as db:
        assert {doc["key"] for doc in db.table("liked")} == {"茶", "桥"}
        db.table("liked").update({"why": 7}, lambda doc: doc["key"] == "茶")
    assert Library(tmp_path).decided(LIKED) == {"桥": Liked("长")}
