"""The actions on names: in the sidebar, on the screen of an entity, on the screen of who is mentioned."""

from __future__ import annotations

from tui.command import Command

ENTITY_COMMANDS: tuple[Command, ...] = (
    Command(
        "next_mention",
        ("下一次提及", "Next mention"),
        ("在稿件中走到这个名称的下一处。", "Walks to the next place where the article has this name."),
        "xyctj",
        "enter",
        "names",
        "sidebar",
        label=("下一处", "next mention"),
        rank=1,
    ),
    Command(
        "articles_with",
        ("提及它的稿件", "Articles that mention it"),
        (
            "列出提及这个名称的全部稿件，各种写法都算。",
            "Lists every article that mentions this name, however it is spelled.",
        ),
        "tjtdgj",
        "x",
        "names",
        "name",
        label=("列出稿件", "its articles"),
        rank=2,
    ),
    Command(
        "entity",
        ("名称详情", "All about a name"),
        (
            "打开名称的详情：写法、职务、多少、与谁同现、哪些句子；名录栏中或词光标下的名称，不然先选。",
            "Opens the screen of a name: spellings, offices, how often, with whom, in which sentences; "
            "that in the sidebar or under the word cursor, else it asks which.",
        ),
        "mcxq",
        "E",
        "names",
        label=("详情", "about"),
        rank=28,
    ),
    Command(
        "who",
        ("提及了谁", "Who is mentioned"),
        (
            "列出这个列表、版面、一期或报纸提及的名称，及职务和篇数。",
            "Lists the names that this list, page, issue or paper mentions, with offices and counts.",
        ),
        "tjls",
        "W",
        "names",
        label=("谁", "who"),
        rank=29,
    ),
    Command(
        "follow",
        ("关注", "Follow"),
        (
            "关注或不再关注这个名称；关注的名称按 o 列出，附未读篇数。",
            "Follows this name, or no longer; o lists the names that are followed, with their unread articles.",
        ),
        "gz",
        "*",
        "names",
        "name",
        label=("关注", "follow"),
        rank=4,
    ),
    Command(
        "join",
        ("与另一名称合一", "Same as another name"),
        (
            "选出同一人或同一事物的另一名称，两者从此合一；可撤销。",
            "Chooses another name of the same person or thing, and makes the two one; can be undone.",
        ),
        "ylymchy",
        "=",
        "names",
        "name",
        label=("合一", "same as"),
        rank=21,
    ),
    Command(
        "tell_apart",
        ("这里是同名的另一个", "A namesake here"),
        (
            "说明这篇稿件中的是同名的另一人或另一事物；可撤销。",
            "Says that this article means another one of the same name; can be undone.",
        ),
        "zlstmdlyg",
        "|",
        "names",
        "name",
        label=("同名", "namesake"),
        rank=22,
    ),
    Command(
        "order",
        ("排序", "Order"),
        (
            "换一种次序：名录栏按轻重或出现先后，其他处按篇数、名称或新旧。",
            "Changes the order: in the sidebar by weight or appearance, elsewhere by count, name or what is new.",
        ),
        "px",
        "S",
        "names",
        "name",
        label=("排序", "order"),
        rank=13,
    ),
)
