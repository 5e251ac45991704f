"""The actions of the reader that change what the library has of a page, or follow a story to another page."""

from __future__ import annotations

from tui.command import Command

LIBRARY_COMMANDS: tuple[Command, ...] = (
    Command(
        "continuation",
        ("转到下转", "Where it goes on"),
        ("转到这篇稿件在别的版面上的下半篇。", "Goes to the half of this story that is on a later page."),
        "zdxz",
        ">",
        "articles",
    ),
    Command(
        "beginning",
        ("回到上接", "Where it comes from"),
        ("转到这篇稿件在别的版面上的上半篇。", "Goes to the half of this story that is on an earlier page."),
        "hdsj",
        "<",
        "articles",
    ),
    Command(
        "facts",
        ("报纸、日期、版名", "Paper, date and page"),
        ("写明这一版是什么报、哪一天、第几版。", "Sets which paper, date and page this page is."),
        "bzrqbm",
        "f2",
        "dubao",
    ),
    Command(
        "remove",
        ("移出书库", "Remove"),
        (
            "移出这篇稿件、这一版或这一期；退出之前可以撤销。",
            "Takes this article, page or issue out of the library; can be undone until you quit.",
        ),
        "ycsk",
        "delete",
        "dubao",
    ),
    Command(
        "read_all",
        ("全部标为已读", "Mark all read"),
        (
            "把列表中的稿件全部标为已读；先问一声，可一次撤销。",
            "Marks every article of the list as read, after asking; undone in one step.",
        ),
        "qbbwyd",
        "A",
        "marks",
    ),
    Command(
        "retag",
        ("标签改名", "Rename a tag"),
        (
            "在标签的列表中：给它的全部稿件改名，或去掉这个标签；可一次撤销。",
            "In the list of a tag: renames it on all its articles, or removes it; undone in one step.",
        ),
        "bqgm",
        "T",
        "marks",
    ),
    Command(
        "keep_list",
        ("存为列表", "Save this list"),
        (
            "给搜索结果起个名字存下来，以后按 o 选用；名字留空则删去。",
            "Saves a search under a name, to be chosen with o; an empty name removes it.",
        ),
        "cwlb",
        "f3",
        "lists",
    ),
)
