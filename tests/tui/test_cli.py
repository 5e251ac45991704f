"""The command line keeps its contract: shapes, order, statuses, and messages for people."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from store import Library
from store.model import Marks
from tests.tui.kit import PAGES, keep
from tui.cli import main, understand

PAGE = (
    "清河大桥今天通车\n\n本报讯（记者沈一鸣）3月20日，清河大桥正式通\n车。市长陈立新参加了通车仪式，他说，两岸居\n"
    "民步行过桥只要八分钟。\n"
)

Run = Callable[..., tuple[int, list[Any], str]]


@pytest.fixture
def run(tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``dubao`` on a library of its own; give status, the lines of standard output and standard error."""
    monkeypatch.setenv("DUBAO_LIBRARY", str(tmp_path / "library"))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.txt").write_text(PAGE, "utf-8")

    def call(*argv: str) -> tuple[int, list[Any], str]:
        status = main(argv)
        out, err = capfd.readouterr()
        assert "Traceback" not in err
        lines = out.splitlines()
        return status, [json.loads(line) for line in lines] if "--json" in argv else lines, err

    return call


@pytest.fixture
def article(run: Run) -> str:
    """Load the page and give the id of its first article."""
    run("load", "page.txt", "--paper", "江州日报", "--date", "2026-03-20", "--page", "A01 要闻")
    status, rows, _ = run("list", "--json")
    assert status == 0
    return str(rows[0]["id"])


@pytest.mark.parametrize("written", ["2026-5-9", "20260509", "2026年5月9日"])
def test_a_date_may_be_written_as_papers_and_files_write_it(run: Run, written: str) -> None:
    assert run("load", "page.txt", "--date", written)[0] == 0
    assert run("list", "--json")[1][0]["date"] == "2026-05-09"


@pytest.mark.parametrize(
    "argv", [["--library", "L", "list"], ["list", "--library", "L"], ["list", "--library=L"], ["--library=L", "list"]]
)
def test_the_library_may_be_named_before_and_after_a_subcommand(argv: list[str]) -> None:
    assert understand(argv)[:2] == (Path("L"), "list")


@pytest.mark.parametrize("argv", [["--version"], ["load", "--version"], ["--version", "load", "x"]])
def test_the_version_may_be_asked_anywhere(argv: list[str], run: Run) -> None:
    status, lines, _ = run(*argv)
    assert status == 0
    assert lines[0].startswith("dubao ")


def test_words_that_are_no_subcommand_are_paths_for_the_reader() -> None:
    assert understand(["./load", "a.txt"]).rest == ("./load", "a.txt")
    assert understand(["./load"]).wanted == ""
    assert understand(["--", "load"]).rest == ("load",)
    assert understand([]).rest == ()


@pytest.mark.parametrize(
    "argv",
    [
        ["--colour"],
        ["list", "--limit", "many"],
        ["mark"],
        ["mark", "abcd"],
        ["mark", "abcd", "--read", "--unread"],
        ["mark", "abcd", "--tag", "a", "--untag", "a"],
        ["mark", "abcd", "--tag", "\x1b[0m"],
        ["load", "page.txt", "--date", "2026-02-30"],
        ["export"],
        ["export", "--format", "pdf"],
        ["split"],
        ["list", "--library"],
    ],
)
def test_wrong_use_is_status_2_with_a_message(argv: list[str], run: Run) -> None:
    status, lines, err = run(*argv)
    assert (status, lines) == (2, [])
    assert err.startswith("dubao: ")


def test_split_gives_one_object_a_page_in_the_order_of_the_input(run: Run, tmp_path: Path) -> None:
    (tmp_path / "two.txt").write_text(PAGE + "\f" + PAGE, "utf-8")
    (tmp_path / "empty.txt").touch()
    status, pages, err = run("split", "two.txt", "empty.txt", "./page.txt", "none.txt", "page.txt", "--json")
    assert status == 1
    assert [(page["file"], page.get("part"), "error" in page) for page in pages] == [
        ("two.txt", 1, False),
        ("two.txt", 2, False),
        ("empty.txt", None, True),
        ("./page.txt", None, False),
        ("none.txt", None, True),
        ("page.txt", None, False),
    ]
    assert set(pages[0]) == {"file", "part", "articles", "furniture", "captions"}
    assert set(pages[0]["articles"][0]) == {
        *("kicker", "headline", "subtitle", "dateline", "authors", "credit"),
        *("paragraphs", "subheads", "jump", "sure"),
    }
    assert "empty.txt" in err


def test_words_and_names_keep_every_offset(run: Run) -> None:
    status, words, _ = run("words", "page.txt", "--json")
    assert status == 0
    assert words[0]["text"] == PAGE == "".join(words[0]["words"])
    _, names, _ = run("names", "page.txt", "--json")
    found = {entity["name"] for entity in names[0]["entities"]}
    assert {"陈立新", "3月20日"} <= found
    assert all(PAGE[e["start"] : e["end"]] == e["name"] for e in names[0]["entities"])


@pytest.mark.parametrize("argv", [("names", "--json"), ("words", "-", "--json")])
def test_each_line_of_standard_input_is_one_document(argv: tuple[str, ...], run: Run, tmp_path: Path) -> None:
    source = tmp_path / "lines"
    source.write_bytes("市长陈立新\n\n末行没有换行".encode())
    kept = os.dup(0)
    try:
        with source.open("rb") as file:
            os.dup2(file.fileno(), 0)
            with pytest.MonkeyPatch.context() as patch, os.fdopen(os.dup(0), "r", encoding="utf-8") as stdin:
                patch.setattr("sys.stdin", stdin)
                status, objects, _ = run(*argv)
    finally:
        os.dup2(kept, 0)
        os.close(kept)
    assert status == 0
    assert [(o["file"], o["text"]) for o in objects] == [("-", "市长陈立新"), ("-", ""), ("-", "末行没有换行")]


def test_load_goes_on_after_a_bad_file_and_sums_up_in_one_line(run: Run, tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    (folder / "README.md").write_text("no page", "utf-8")
    (folder / ".hidden").write_text("no page", "utf-8")
    (folder / "gold.json").write_text("{}", "utf-8")
    (folder / "a.txt").write_bytes(b"\x00\xff\x00\xfe" * 50)
    (folder / "b.txt").write_text(PAGE, "utf-8")
    status, events, err = run("load", "pages", "--json")
    assert status == 1
    assert [(event["file"], event.get("status")) for event in events] == [("pages/a.txt", None), ("pages/b.txt", "new")]
    assert err.splitlines()[-1] == "1 page, 1 article, 0 already there, 1 failed"
    status, _, err = run("load", "pages/b.txt")
    assert (status, err.splitlines()[-1]) == (0, "0 pages, 0 articles, 1 already there, 0 failed")


def test_a_folder_without_pages_is_named(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bare").mkdir()
    status, _, err = run("load", "bare")
    assert status == 1
    assert "bare" in err


def test_list_and_show_give_what_was_loaded(run: Run, article: str) -> None:
    _, rows, _ = run("list", "--json", "大桥", "陈立新")
    assert set(rows[0]) == {
        *("id", "paper", "date", "page", "headline", "authors"),
        *("tags", "bookmarked", "read", "note", "sure"),
    }
    assert (rows[0]["paper"], rows[0]["date"], rows[0]["page"]) == ("江州日报", "2026-03-20", "A01 要闻")
    assert run("list", "--json", "大桥", "火车")[1] == []
    assert run("list", "--json", "--limit", "0")[1] == []
    _, (shown,), _ = run("show", article[:5], "--json")
    assert "".join(shown["words"]) == shown["text"]
    assert {"陈立新"} <= {shown["text"][e["start"] : e["end"]] for e in shown["entities"]}
    status, lines, _ = run("show", article)
    assert status == 0
    assert any("清河大桥" in line for line in lines)


def test_marks_stay_and_unknown_ids_are_told(run: Run, article: str) -> None:
    status, _, err = run(
        "mark", article, "zzzz", "--tag", "[bold]", "--tag", "\x1b[31m桥", "--bookmark", "--note", "[/"
    )
    assert status == 1
    assert "zzzz" in err
    (row,) = run("list", "--json")[1]
    assert (row["tags"], row["bookmarked"], row["note"], row["read"]) == (["[bold]", "桥"], True, "[/", False)
    run("mark", article, "--untag", "桥", "--no-bookmark", "--read")
    (row,) = run("list", "--json")[1]
    assert (row["tags"], row["bookmarked"], row["read"]) == (["[bold]"], False, True)
    assert "[bold]" in "".join(run("list")[1])


def test_export_writes_every_form(run: Run, article: str, tmp_path: Path) -> None:
    run("mark", article, "--tag", "a*b", "--note", "两行\n批注")
    _, markdown, _ = run("export", "--format", "md")
    assert "> 两行" in markdown
    assert "> 批注" in markdown
    assert "Tags: a\\*b" in markdown
    _, text, _ = run("export", "大桥", "--format", "txt")
    assert any("清河大桥" in line for line in text)
    status, _, _ = run("export", "--format", "jsonl", "-o", "out.jsonl")
    assert status == 0
    assert json.loads((tmp_path / "out.jsonl").read_text("utf-8"))["id"] == article
    status, _, err = run("export", "--format", "jsonl", "-o", "no/such/folder.jsonl")
    assert status == 1
    assert "folder.jsonl" in err


def test_a_broken_file_of_the_library_is_named_and_set_aside(run: Run, article: str, tmp_path: Path) -> None:
    assert run("check")[0] == 0
    broken = next((tmp_path / "library").rglob("2026-03-20.json"))
    broken.write_text('{"pages"', "utf-8")
    status, lines, _ = run("check")
    assert status == 1
    assert "2026-03-20.json" in lines[0]
    status, rows, err = run("list", "--json")
    assert (status, rows) == (1, [])
    assert "2026-03-20.json" in err
    assert broken.with_name("2026-03-20.json.broken-1").read_text("utf-8") == '{"pages"'
    assert run("list")[0] == 0
    status, lines, _ = run("check")
    assert status == 1
    assert "2026-03-20.json.broken-1" in lines[0]


def test_a_library_that_cannot_be_used_is_named(run: Run, tmp_path: Path) -> None:
    status, _, err = run("list", "--library", str(tmp_path / "page.txt" / "library"))
    assert status == 1
    assert "page.txt/library" in err


def test_escapes_in_a_page_and_in_its_name_never_reach_the_terminal(run: Run, tmp_path: Path) -> None:
    name = "\x1b[31m坏\u202e.txt"
    (tmp_path / name).write_text("标题\x1b]0;x\x07\u202e[bold][/\n\n正文一句。" + "正文又一句。" * 9, "utf-8")
    for argv in (("split", name), ("load", name), ("list",), ("load", name + "x")):
        _, lines, err = run(*argv)
        assert not {"\x1b", "\u202e", "\x07"} & set("".join(lines) + err)
    assert "[bold][/" in "".join(run("split", name)[1])


def test_a_reader_of_the_output_may_leave(run: Run, article: str, tmp_path: Path) -> None:
    line = [sys.executable, "-m", "tui", "show", article, "--json"]
    environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen(line, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_a_fault_of_our_own_is_told_without_a_traceback(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("store.library.library.Library.view", fail)
    status, lines, err = run("list")
    assert (status, lines) == (1, [])
    assert "Please report it" in err


def test_one_line_of_a_megabyte_is_taken(run: Run, tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("江州今年的雨水正好，" * 100_000, "utf-8")
    status, (page,), _ = run("split", "long.txt", "--json")
    assert status == 0
    assert sum(len(p) for a in page["articles"] for p in a["paragraphs"]) >= 1_000_000


def test_a_file_over_20_megabytes_is_refused_by_name(run: Run, tmp_path: Path) -> None:
    (tmp_path / "huge.txt").write_bytes("江".encode() * (7 << 20))
    status, (page,), err = run("split", "huge.txt", "--json")
    assert status == 1
    assert "error" in page
    assert "huge.txt" in err
    assert "20 MB" in err


def test_every_input_is_named_as_it_was_given_and_only_once(run: Run) -> None:
    status, events, err = run("load", "./page.txt", "none.txt", "page.txt", "--json")
    assert status == 1
    assert [event["file"] for event in events] == ["./page.txt", "none.txt", "page.txt"]
    assert err.count("none.txt") == 1


@pytest.mark.parametrize("path", ["a" * 300, "page.txt/inside", "no/such/file"])
def test_a_path_that_cannot_be_followed_is_named(run: Run, path: str) -> None:
    for command in ("load", "split", "words"):
        status, (event,), err = run(command, path, "--json")
        assert status == 1
        assert event["file"] == path
        assert path in err


def test_text_without_chinese_is_kept_and_said_to_have_none(run: Run, tmp_path: Path) -> None:
    (tmp_path / "fox.txt").write_text("The quick brown fox jumps over the lazy dog.\n" * 20, "utf-8")
    status, _, err = run("load", "fox.txt")
    assert (status, err.splitlines()[0]) == (0, "fox.txt: There is no Chinese in this text")
    assert any("no Chinese" in line for line in run("split", "fox.txt")[1])
    (row,) = run("list", "fox")[1]
    assert len(row) < 160, "the opening of an article without a headline is not printed whole"


def test_one_text_that_breaks_the_analysis_does_not_end_the_others(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: str) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("store.language.names.recognise", fail)
    status, (first, second), err = run("names", "page.txt", "page.txt", "--json")
    assert status == 1
    assert {"file", "error"} == set(first) == set(second)
    assert err.count("page.txt: ") == 2


def test_one_broken_document_of_the_marks_is_named_and_left_as_it_is(run: Run, article: str, tmp_path: Path) -> None:
    marks = tmp_path / "library" / "marks.json"
    broken = {"id": "zzzz", "tags": 7}
    marks.write_text(json.dumps({"marks": {"7": broken}}), "utf-8")
    assert run("mark", article, "--bookmark")[0] == 0
    assert json.loads(marks.read_text("utf-8"))["marks"]["7"] == broken
    status, rows, err = run("list", "--json")
    assert (status, [row["bookmarked"] for row in rows], err.count("marks.json")) == (1, [True], 1)
    status, lines, _ = run("check")
    assert (status, len(lines)) == (1, 1)
    assert "marks.json" in lines[0]


def test_what_a_write_that_was_cut_off_left_is_removed(run: Run, article: str, tmp_path: Path) -> None:
    issue = next((tmp_path / "library" / "issues").rglob("*.json"))
    left_over = [tmp_path / "library" / "marks.json.ab12.tmp", issue.with_name(f"{issue.name}.ab12.tmp")]
    for path in left_over:
        path.write_text("{", "utf-8")
    assert run("list")[0] == 0
    assert not any(path.exists() for path in left_over)
    assert run("check")[0] == 0


@pytest.fixture
def closed_library() -> Iterator[Path]:
    """Make a library with one page that whoever runs the test may read, but not write."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        keep(Library(folder), *PAGES[0])
        Library(folder).change([Library(folder).rows()[0].id], lambda _: Marks(read=True))
        folders = [folder, *(path for path in folder.rglob("*") if path.is_dir())]
        privileged = os.geteuid() == 0
        for path in folders:
            path.chmod(0o555)
        if privileged:
            os.seteuid(65534)
        yield folder
        if privileged:
            os.seteuid(0)
        for path in folders:
            path.chmod(0o755)


def test_a_library_that_cannot_be_written_can_be_read(run: Run, article: str, closed_library: Path) -> None:
    there = ("--library", str(closed_library))
    status, rows, _ = run("list", "--json", *there)
    assert (status, len(rows), rows[0]["read"]) == (0, 2, True)
    status, _, err = run("mark", rows[0]["id"], "--bookmark", *there)
    assert status == 1
    assert "The library cannot be written" in err
    assert run("list", "--json", *there)[1] == rows
    status, _, err = run("list", "--library", str(closed_library / "new"))
    assert status == 1
    assert "The library cannot be opened" in err


def test_the_reader_without_a_terminal_says_so_at_once(run: Run) -> None:
    status, _, err = run("page.txt")
    assert status == 2
    assert "needs a terminal" in err


def test_a_tag_is_the_same_with_its_mark_or_without(run: Run, article: str) -> None:
    run("mark", article, "--tag", "#经济")
    assert run("list", "--json")[1][0]["tags"] == ["经济"]


def test_an_id_that_is_cut_too_short_is_told_so(run: Run, article: str) -> None:
    status, _, err = run("show", article[:3])
    assert status == 1
    assert "at least 4 characters" in err
