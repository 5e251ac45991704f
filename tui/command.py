"""What a command of the reader is, and the groups and contexts there are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from tui.say import Said

Context = Literal["everywhere", "pane", "list", "sidebar", "name", "words", "finding"]
"""Where a key has its meaning. Inner contexts go before ``everywhere``; ``pane`` is the pane that has the focus,
``name`` a list of names, of which the sidebar is one, ``words`` the text while the cursor of words is in it."""

MEETING: tuple[frozenset[Context], ...] = (frozenset({"pane", "everywhere"}), frozenset({"sidebar", "name"}))
"""Contexts that are one to the reader, since they hold at the same time."""

Group = Literal["move", "articles", "marks", "lists", "names", "words", "show", "dubao"]

GROUPS: dict[Group, Said] = {
    "move": ("移动", "Moving"),
    "articles": ("稿件", "From article to article"),
    "marks": ("标记", "Marks"),
    "lists": ("列表与查找", "Lists and finding"),
    "names": ("名称", "Names"),
    "words": ("词语", "Words"),
    "show": ("显示", "What is shown"),
    "dubao": ("程序", "Dubao"),
}

CONTEXTS: dict[Context, Said] = {
    "everywhere": ("", ""),
    "pane": ("", ""),
    "list": ("在列表中", "in the list"),
    "sidebar": ("在名录栏中", "in the sidebar"),
    "name": ("在名称的列表中", "in a list of names"),
    "words": ("词语光标中", "with the word cursor"),
    "finding": ("查找时", "while hits show"),
}


@dataclass(frozen=True, slots=True)
class Command:
    """One action of the reader.

    Attributes:
        name: its action, its binding's id and its name in a keymap file.
        title, help: a few words and a sentence, in Chinese and in English.
        initials: the first letters of the pinyin of the Chinese title, for the palette.
        keys: default keys separated by commas; a sequence of keys is separated by spaces ("g g").
        group: under which head help shows it.
        context: where its keys have this meaning.
        label: how the footer calls it, or None where the footer does not show it.
        rank: the footer shows low ranks first and drops high ones where it is narrow.
    """

    name: str
    title: Said
    help: Said
    initials: str
    keys: str
    group: Group
    context: Context = "everywhere"
    label: Said | None = None
    rank: int = 50
