"""A library in one file, and back; articles out and in again."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from store import Library
from store.errors import LibraryError
from store.language.words import pack
from store.library.backup import restore, verify
from store.library.export import COLUMNS, Exported, as_object, export, file_name, markdown
from store.library.importing import Wrong, read_lines
from store.model import Article, Draft, Marks, Page, PageFacts, Passage, RawPage
from tests.store.library.invented import BRIDGE, FACTS, TEA, draft, page

LATER = PageFacts("云岭晚报", "2026-03-21", "A02 综合")


def filled(folder: Path) -> Library:
    library = Library(folder)
    raw, split, analyses = page(BRIDGE, TEA)
    bridge, tea = library.keep(raw, split, FACTS, analyses).articles
    raw, split, analyses = page(draft("周末看桥去", "清河大桥边的公园开放了。"))
    library.keep(raw, split, LATER, analyses)
    library.change([bridge], lambda _: Marks(tags=("桥",), note="两行\n批注", position=3))
    library.change([tea], lambda _: Marks(read=True, bookmarked=True))
    library.save_query("看桥", "桥 is:unread")
    return library


def exported(library: Library) -> list[Exported]:
    articles = [library.article(row.id) for row in library.rows()]
    return [Exported(article, library.page(article.page), library.marks(article.id)) for article in articles]


def test_a_backup_gives_everything_back(tmp_path: Path) -> None:
    library = filled(tmp_path / "library")
    assert library.backup(tmp_path / "backup.zip") == 2
    assert restore(tmp_path / "backup.zip", tmp_path / "other") is None
    other = Library(tmp_path / "other")
    assert other.rows() == library.rows()
    assert exported(other) == exported(library)
    assert other.queries() == {"看桥": "桥 is:unread"}
    assert other.check() == []
    assert [path.name for path in tmp_path.glob("backup*")] == ["backup.zip"]


def test_a_library_that_is_there_is_only_set_aside_and_only_when_told_to(tmp_path: Path) -> None:
    library = filled(tmp_path / "library")
    library.backup(tmp_path / "backup.zip")
    rows = library.rows()
    library.remove(pages=[rows[0].page_id])
    library.change([rows[1].id], lambda _: Marks(tags=("后来",)))
    library.close()
    with pytest.raises(LibraryError, match="not empty"):
        restore(tmp_path / "backup.zip", tmp_path / "library")
    assert len(Library(tmp_path / "library").rows()) == 2
    aside = restore(tmp_path / "backup.zip", tmp_path / "library", replace=True)
    assert Library(tmp_path / "library").rows() == rows
    assert aside is not None
    assert Library(aside).tags() == {"后来": 1}


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:-200])


def flip(file: Path) -> None:
    data = bytearray(file.read_bytes())
    data[200] ^= 0xFF
    file.write_bytes(bytes(data))


def add(name: str) -> Callable[[Path], None]:
    def harm(file: Path) -> None:
        with zipfile.ZipFile(file, "a") as archive:
            archive.writestr(name, "x")

    return harm


def lie(file: Path) -> None:
    """Put a file into the list of contents that would be written elsewhere."""
    with zipfile.ZipFile(file) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    manifest = json.loads(contents["manifest.json"])
    manifest["files"]["issues/../../evil.json"] = manifest["files"]["marks.json"]
    contents["issues/../../evil.json"] = contents["marks.json"]
    contents["manifest.json"] = json.dumps(manifest).encode()
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in contents.items():
            archive.writestr(name, data)


def newer(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        contents = {name: archive.read(name) for name in archive.namelist()}
    contents["manifest.json"] = contents["manifest.json"].replace(b'"schema":2', b'"schema":99')
    with zipfile.ZipFile(file, "w") as archive:
        for name, data in contents.items():
            archive.writestr(name, data)


@pytest.mark.parametrize("harm", [cut, flip, add("more.txt"), lie, newer, Path.unlink, lambda f: f.write_text("x")])
def test_what_is_no_sound_backup_changes_nothing(tmp_path: Path, harm: Callable[[Path], None]) -> None:
    library = filled(tmp_path / "library")
    file = tmp_path / "backup.zip"
    library.backup(file)
    verify(file)
    harm(file)
    before = library.rows()
    library.close()
    with pytest.raises(LibraryError):
        restore(file, tmp_path / "library", replace=True)
    assert Library(tmp_path / "library").rows() == before
    assert not (tmp_path / "evil.json").exists()


# Out and in again ----------------------------------------------------------------------------------------------------


def lines_of(library: Library) -> list[bytes]:
    return "".join(export(exported(library), "jsonl")).encode().splitlines(keepends=True)


def take_in(library: Library, lines: list[bytes]) -> list[str]:
    return library.adopt([found[1] for found in read_lines(lines) if not isinstance(found, Wrong)])


def test_what_was_exported_comes_in_again_with_all_that_was_kept_of_it(tmp_path: Path) -> None:
    library = filled(tmp_path / "library")
    lines = lines_of(library)
    other = Library(tmp_path / "other")
    assert len(take_in(other, lines)) == 3
    for opened in (other, Library(tmp_path / "other")):
        assert [msgspec.structs.replace(row, marks=Marks()) for row in opened.rows()] == [
            msgspec.structs.replace(row, marks=Marks()) for row in library.rows()
        ]
        assert lines_of(opened) == lines
        assert [opened.article(row.id).offices for row in opened.rows()] == [
            library.article(row.id).offices for row in library.rows()
        ]
        assert opened.check() == []
    assert take_in(other, lines) == [], "what is there stays as it is"
    assert len(other.rows()) == 3


def test_articles_of_one_page_may_come_in_parts(tmp_path: Path) -> None:
    lines = lines_of(filled(tmp_path / "library"))
    other = Library(tmp_path / "other")
    for line in (lines[2], lines[0], lines[1]):
        take_in(other, [line])
    assert sorted(lines_of(other)) == sorted(lines)
    assert other.check() == []


def test_a_line_that_does_not_fit_together_is_told_and_the_others_come_in(tmp_path: Path) -> None:
    lines = lines_of(filled(tmp_path / "library"))
    first = json.loads(lines[0])
    wrong = [
        b"{",
        b"\xff\n",
        json.dumps(first | {"id": "../../etc/x"}).encode(),
        json.dumps(first | {"text": "别的"}).encode(),
        json.dumps(first | {"words": ["别的"]}).encode(),
        json.dumps(first | {"entities": [{"kind": "PER", "start": 0, "end": 9999}]}).encode(),
        json.dumps(first | {"offices": [{"start": 0, "end": 2, "office": "市长"}]}).encode(),
        json.dumps(first | {"headline": "红\x1b[31m"}).encode(),
    ]
    found = list(read_lines([*wrong, b"\n", lines[1]]))
    assert [each.number for each in found if isinstance(each, Wrong)] == [1, 2, 3, 4, 5, 6, 7, 8]
    assert len(take_in(Library(tmp_path / "other"), [*wrong, b"\n", lines[1]])) == 1


NASTY = '=1+1"\n- [x]: #标题 \u2028{a: b}'


def nasty() -> Exported:
    draft = Draft(headline=Passage(NASTY), paragraphs=(Passage("正文。"),))
    article = Article("abcdefghij", "klmnopqrst", draft, pack([draft.text]))
    marks = Marks(tags=("a: b", "- c"), note="---\nid: 别的")
    return Exported(
        article, Page("klmnopqrst", PageFacts("纸/../\\:*?", "2026-03-20", "A01"), RawPage("f", ""), ""), marks
    )


def test_the_facts_before_a_markdown_text_are_whole_whatever_they_hold() -> None:
    head, _, body = markdown(nasty()).removeprefix("---\n").partition("\n---\n")
    facts = {name: json.loads(value) for name, _, value in (line.partition(": ") for line in head.splitlines())}
    assert facts["title"] == NASTY
    assert facts["tags"] == ["a: b", "- c"]
    assert facts["note"] == "---\nid: 别的"
    assert "正文。" in body


@pytest.mark.parametrize("headline", ["con", "a/b\\c:d*e?f", "..", "", "长" * 300, " 末尾. ", "\x00\n"])
def test_file_names_are_safe_on_every_system(headline: str) -> None:
    item = nasty()
    name = file_name(item._replace(article=Article("abcdefghij", "p", Draft(headline=Passage(headline)))))
    assert not set(name) & set('/\\:*?"<>|\0\n ')
    assert len(name.encode()) <= 200
    assert name.startswith("2026-03-20-")
    assert name.endswith("-abcdefghij.md")


def test_a_table_has_a_row_an_article_and_calculates_nothing() -> None:
    text = "".join(export([nasty(), nasty()], "csv"))
    head, first, second = csv.reader(io.StringIO(text))
    assert tuple(head) == COLUMNS
    assert first == second
    row = dict(zip(head, first, strict=True))
    assert row["headline"].startswith("'=1+1")
    assert (row["tags"], row["read"], row["note"]) == ("a: b;- c", "0", "'---\nid: 别的")
    assert set(COLUMNS) <= set(as_object(nasty()))
