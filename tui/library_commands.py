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
)
