"""Files a user may name, and what becomes of them."""

from __future__ import annotations

import codecs
import errno
from collections.abc import Iterator
from pathlib import Path

import pytest

from store.errors import PageError
from store.pages.decode import decode
from store.pages.read import LARGEST, find_files, read_pages, search

NEWS = "本报讯 昨日上午，云泽市图书馆新馆在城南开放，第一天就有三千多名市民走进阅览室。\n馆长说，书都可以借回家。\n"


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16-le", "utf-16-be"])
def test_a_page_is_read_in_the_encoding_it_was_written_in(encoding: str) -> None:
    assert decode(NEWS.encode(encoding)) == (NEWS, encoding)


def test_traditional_text_in_big5_is_read() -> None:
    text = "本報訊 圖書館的新館昨日開放，這是市民等了三年的事，館長說這裡的書都可以借回家。"
    assert decode(text.encode("big5")) == (text, "big5")


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")],
)
def test_a_byte_order_mark_decides(mark: bytes, encoding: str) -> None:
    assert decode(mark + NEWS.encode(encoding)) == (NEWS, encoding)


def test_one_broken_byte_does_not_lose_a_page() -> None:
    data = NEWS.encode("gb18030")
    text, encoding = decode(data[:41] + b"\xff" + data[41:])
    assert encoding == "gb18030"
    assert text.startswith("本报讯")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 ...", bytes(range(256)) * 40, b"\x89PNG\r\n\x1a\n" + bytes(200)])
def test_what_is_no_text_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(PageError) as told:
        decode(data)
    assert str(told.value)


def test_escapes_and_bidi_overrides_do_not_survive() -> None:
    assert decode("\x1b[31m红\u202e字".encode())[0] == "红字"


def test_form_feeds_separate_pages(tmp_path: Path) -> None:
    (tmp_path / "two.txt").write_text("第一版\f第二版\f\n", "utf-8")
    pages = read_pages(tmp_path / "two.txt", "two.txt")
    assert [(page.part, page.text, page.file) for page in pages] == [(1, "第一版", "two.txt"), (2, "第二版", "two.txt")]


def test_a_file_that_is_too_large_is_named(tmp_path: Path) -> None:
    big = tmp_path / "big.txt"
    with big.open("wb") as file:
        file.truncate(LARGEST + 1)
    with pytest.raises(PageError, match=r"big\.txt"):
        read_pages(big)


@pytest.mark.parametrize("name", ["missing.txt", "."])
def test_what_cannot_be_read_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(PageError):
        read_pages(tmp_path / name)


def test_a_file_of_white_space_is_empty(tmp_path: Path) -> None:
    (tmp_path / "blank.txt").write_text(" \n\u3000\n", "utf-8")
    with pytest.raises(PageError, match=r"blank\.txt"):
        read_pages(tmp_path / "blank.txt")


def test_folders_are_expanded_in_natural_order_without_what_is_no_page(tmp_path: Path) -> None:
    for name in ("p10.txt", "p2.txt", "README.md", ".hidden", "p2.gold.json", "gold.json", "sub/p1.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("字", "utf-8")
    found = find_files([tmp_path, tmp_path / "p2.txt"])
    assert [str(path.relative_to(tmp_path)) for path in found] == ["p2.txt", "p10.txt", "sub/p1.txt"]


def test_a_folder_that_cannot_be_searched_fails_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a/p1.txt", "b/p2.txt", "c/p3.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text("字", "utf-8")
    real = Path.iterdir

    def locked(path: Path) -> Iterator[Path]:
        if path.name == "b":
            raise PermissionError(errno.EACCES, "Permission denied")
        return real(path)

    monkeypatch.setattr(Path, "iterdir", locked)
    found = list(search(tmp_path))
    assert [str(each.path.relative_to(tmp_path)) for each in found] == ["a/p1.txt", "b", "c/p3.txt"]
    assert [str(each.error) for each in found if each.error] == [
        f"This folder cannot be read: {tmp_path / 'b'}: Permission denied"
    ]


def test_an_empty_folder_is_said_to_be_empty(tmp_path: Path) -> None:
    with pytest.raises(PageError, match=r"no pages"):
        find_files([tmp_path])
