"""Every action of the reader, defined once.

Key bindings, footer, command palette, help screen, the check of the keymap file and ``docs/keys.md`` are all made from
``COMMANDS``. The name of a command is the name of its action and the word that a keymap file uses for it.
"""

from __future__ import annotations

from collections.abc import Container, Iterable

from textual.binding import Binding

from tui.command import Command, Context
from tui.entity_commands import ENTITY_COMMANDS
from tui.keys import textual_key
from tui.library_commands import LIBRARY_COMMANDS
from tui.reading_commands import READING_COMMANDS

COMMANDS: tuple[Command, ...] = (
    Command(
        "down",
        ("向下", "Down"),
        (
            "下一行；在列表中同时显示该稿，但不标为已读。",
            "One line down; in a list this shows the article beside it, unread as it was.",
        ),
        "xx",
        "j,down",
        "move",
        "pane",
    ),
    Command("up", ("向上", "Up"), ("上一行。", "One line up."), "xs", "k,up", "move", "pane"),
    Command(
        "screen_down",
        ("下翻一屏", "Screen down"),
        ("在本栏向下一屏。", "One screen down in this pane."),
        "xfyp",
        "pagedown,ctrl+f",
        "move",
        "pane",
    ),
    Command(
        "screen_up",
        ("上翻一屏", "Screen up"),
        ("在本栏向上一屏。", "One screen up in this pane."),
        "sfyp",
        "pageup,ctrl+b",
        "move",
        "pane",
    ),
    Command(
        "first",
        ("到开头", "To the start"),
        ("列表或稿件的开头。", "The start of the list or the article."),
        "dkt",
        "g g,home",
        "move",
        "pane",
    ),
    Command(
        "last",
        ("到末尾", "To the end"),
        ("列表或稿件的末尾。", "The end of the list or the article."),
        "dmw",
        "G,end",
        "move",
        "pane",
    ),
    Command(
        "go_in",
        ("进入", "Go in"),
        ("从列表进入稿件并标为已读。", "From the list into the article, which is then read."),
        "jr",
        "enter,l,right",
        "move",
        label=("进入", "open"),
        rank=10,
    ),
    Command(
        "come_back",
        ("返回", "Come back"),
        (
            "从稿件回到列表；再按则清除筛选，回到前一个列表。",
            "From the article to the list; there out of a filter, or back to the list before.",
        ),
        "fh",
        "escape,h,left",
        "move",
        label=("返回", "back"),
        rank=20,
    ),
    Command("next_pane", ("下一栏", "Next pane"), ("移到右边一栏。", "The pane to the right."), "xyl", "tab", "move"),
    Command(
        "previous_pane",
        ("上一栏", "Previous pane"),
        ("移到左边一栏。", "The pane to the left."),
        "syl",
        "shift+tab",
        "move",
    ),
    Command(
        "read_on",
        ("往下读", "Read on"),
        ("翻一屏；读到末尾则转到下一篇未读稿件。", "A screen on; at the end of an article the next unread one."),
        "wxd",
        "space",
        "articles",
        label=("往下读", "read on"),
        rank=11,
    ),
    Command(
        "next_unread",
        ("下一篇未读", "Next unread article"),
        ("转到下一篇未读稿件并标为已读。", "Goes to the next unread article, which is then read."),
        "xypwd",
        "n",
        "articles",
        label=("下篇未读", "next unread"),
        rank=12,
    ),
    Command(
        "previous_unread",
        ("上一篇未读", "Previous unread article"),
        ("转到上一篇未读稿件并标为已读。", "Goes to the previous unread article, which is then read."),
        "sypwd",
        "p",
        "articles",
    ),
    Command(
        "next_article",
        ("下一篇", "Next article"),
        ("转到下一篇稿件并标为已读。", "Goes to the next article, which is then read."),
        "xyp",
        "J",
        "articles",
    ),
    Command(
        "previous_article",
        ("上一篇", "Previous article"),
        ("转到上一篇稿件并标为已读。", "Goes to the previous article, which is then read."),
        "syp",
        "K",
        "articles",
    ),
    Command(
        "previous_page",
        ("上一版", "Previous page"),
        ("报纸的上一个版面。", "The previous page of the paper."),
        "syb",
        "[",
        "articles",
    ),
    Command(
        "next_page",
        ("下一版", "Next page"),
        ("报纸的下一个版面。", "The next page of the paper."),
        "xyb",
        "]",
        "articles",
    ),
    Command(
        "bookmark",
        ("收藏", "Bookmark"),
        ("收藏或取消收藏。", "Sets or removes the bookmark."),
        "sc",
        "b",
        "marks",
        label=("收藏", "bookmark"),
        rank=30,
    ),
    Command(
        "tags",
        ("标签", "Tags"),
        ("编辑标签；可一次写几个，用空格分开。", "Edits the tags; several at once, with spaces between them."),
        "bq",
        "t",
        "marks",
        label=("标签", "tag"),
        rank=31,
    ),
    Command(
        "toggle_read",
        ("已读或未读", "Read or unread"),
        ("标为已读，或重新标为未读。", "Marks as read, or as unread again."),
        "ydhwd",
        "r",
        "marks",
    ),
    Command("note", ("批注", "Note"), ("为这篇稿件写批注。", "Writes a note on this article."), "pz", "c", "marks"),
    Command("undo", ("撤销", "Undo"), ("撤销上一次标记或改动。", "Takes back the last change."), "cx", "u", "marks"),
    Command("redo", ("重做", "Redo"), ("重做撤销的改动。", "Does again what was undone."), "cz", "ctrl+r", "marks"),
    Command(
        "choose",
        ("选择列表", "Choose a list"),
        ("全部、未读、收藏、某个标签或某个名称。", "All, unread, bookmarked, by tag, or by a name that is mentioned."),
        "xzlb",
        "o",
        "lists",
        label=("列表", "lists"),
        rank=25,
    ),
    Command(
        "search",
        ("搜索", "Search the library"),
        ("搜索全部稿件；所写的词都须出现。", "Searches every article; all the words must occur."),
        "ss",
        "s",
        "lists",
        label=("搜索", "search"),
        rank=26,
    ),
    Command(
        "find",
        ("查找或筛选", "Find or filter"),
        ("在稿件中查找，或筛选列表。", "Finds in the article, or filters the list."),
        "czhsx",
        "/",
        "lists",
        label=("查找", "find"),
        rank=27,
    ),
    Command(
        "next_hit",
        ("下一处", "Next hit"),
        ("下一个查找到的地方。", "The next place that was found."),
        "xyc",
        "n",
        "lists",
        "finding",
        label=("下一处", "next hit"),
        rank=1,
    ),
    Command(
        "previous_hit",
        ("上一处", "Previous hit"),
        ("上一个查找到的地方。", "The place found before this one."),
        "syc",
        "N",
        "lists",
        "finding",
        label=("上一处", "previous"),
        rank=2,
    ),
    Command(
        "end_find",
        ("结束查找", "End of finding"),
        ("不再显示查找结果，n 恢复原义。", "Hits show no more, and n means the next unread article again."),
        "jscz",
        "escape",
        "lists",
        "finding",
        label=("结束", "done"),
        rank=3,
    ),
    Command(
        "names",
        ("名录栏", "Entity sidebar"),
        (
            "显示或收起稿件中的人物、地点、机构等。",
            "Shows or puts away the people, places and organisations of the article.",
        ),
        "mll",
        "e",
        "show",
        label=("名录", "names"),
        rank=35,
    ),
    Command(
        "theme",
        ("纸色或墨色", "Paper or ink"),
        ("在浅色与深色之间切换。", "Changes between the light and the dark look."),
        "zshms",
        "ctrl+t",
        "show",
    ),
    Command(
        "add",
        ("添加版面", "Add pages"),
        ("读入版面文件或文件夹。", "Loads page files or folders into the library."),
        "tjbm",
        "a",
        "dubao",
    ),
    Command(
        "stop",
        ("停止读入", "Stop loading"),
        ("停止正在进行的读入；已读入的保留。", "Stops a load; what has been loaded is kept."),
        "tzdr",
        "ctrl+x",
        "dubao",
    ),
    Command(
        "help",
        ("帮助", "Help"),
        ("显示所有按键。", "Shows every key."),
        "bz",
        "?",
        "dubao",
        label=("帮助", "help"),
        rank=15,
    ),
    Command(
        "palette",
        ("命令面板", "Command palette"),
        ("按名称或拼音首字母查找命令。", "Finds a command by its name or its pinyin initials."),
        "mlmb",
        "ctrl+p",
        "dubao",
    ),
    Command(
        "leave",
        ("退出", "Quit"),
        ("保存阅读位置并退出。", "Saves where you were and quits."),
        "tc",
        "q",
        "dubao",
        label=("退出", "quit"),
        rank=16,
    ),
    *LIBRARY_COMMANDS,
    *READING_COMMANDS,
    *ENTITY_COMMANDS,
)

BY_NAME: dict[str, Command] = {command.name: command for command in COMMANDS}


def keys_of(command: Command, keymap: dict[str, str] | None = None) -> list[str]:
    """Return the keys of ``command`` as written: those of ``keymap`` where it has some, else the default ones."""
    return [key.strip() for key in (keymap or {}).get(command.name, command.keys).split(",")]


def bindings(
    *contexts: Context, only: Container[str] = BY_NAME
) -> list[Binding | tuple[str, str] | tuple[str, str, str]]:
    """Return Textual's bindings of ``contexts``; their ids are the commands' names, so a keymap can change them.

    With ``only`` those alone whose names are in it.
    """
    return [
        Binding(
            ",".join(textual_key(key) for key in keys_of(command)),
            command.name,
            command.title[1],
            show=False,
            id=command.name,
        )
        for command in COMMANDS
        if command.context in contexts and command.name in only
    ]


def in_footer(contexts: Iterable[Context]) -> list[Command]:
    """Return the commands that the footer shows in ``contexts`` (the innermost first), best first.

    Where an inner command takes the first key of an outer one, only the inner one is shown.
    """
    shown: dict[str, Command] = {}
    for context in contexts:
        for command in COMMANDS:
            if command.context == context and command.label:
                shown.setdefault(keys_of(command)[0], command)
    return sorted(shown.values(), key=lambda command: command.rank)
