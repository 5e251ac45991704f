"""How the authors of a story are printed."""

from __future__ import annotations

import random

from tests.compose.articles import Form, Source

TITLES = ("记者", "本报记者", "本报见习记者", "特约记者", "通讯员", "首席记者")
SECONDS = ("通讯员", "实习生", "见习记者")
MARKS = ("□", "■", "●", "◎", "◆", "○", "□ ", "■ ", "● ")


def forms_of(source: Source) -> list[Form]:
    """Return the forms in which the authors of ``source`` can be printed."""
    if not source.authors:
        return ["none"]
    forms: list[Form] = ["closing", "byline", "picture", "none"]
    if source.dateline:
        forms.append("dateline")
    if source.dateline.endswith("电"):
        forms.append("signed")
    return forms


def _titled(source: Source, rng: random.Random, gap: str) -> str:
    """Return the authors with their titles: 本报记者 甲 通讯员 乙."""
    title = source.title or rng.choice(TITLES)
    if len(source.authors) > 1 and rng.random() < 0.3:
        first, last = source.authors[:-1], source.authors[-1]
        return f"{title}{gap}{' '.join(first)} {rng.choice(SECONDS)}{gap}{last}"
    return f"{title}{gap}{rng.choice((' ', ' ', '、', '　')).join(source.authors)}"


def own_credit(source: Source, form: Form, rng: random.Random) -> str:
    """Return the credit of ``source`` as written, else in its plainest form, "" where the form has none."""
    if source.credit and form == source.form:
        return source.credit
    names = rng.choice((" ", "、")).join(source.authors)
    if form == "closing":
        return f"（{names}）"
    if form == "signed":
        return f"（{source.dateline} 记者{names}）"
    if form == "picture":
        return f"文/图 {source.title or '本报记者'} {names}"
    if form == "byline":
        title = f"{source.title} " if source.title else ""
        mark = source.mark and source.mark + rng.choice(("", " "))
        return f"{mark}{title}{' '.join(source.authors)}"
    return ""


def drawn_credit(source: Source, form: Form, rng: random.Random) -> str:
    """Return the credit of ``source`` in one of the many shapes its form has in print."""
    if source.credit and form == source.form and rng.random() < 0.5:
        return source.credit
    gap = rng.choice(("", " ", " "))
    names, titled = rng.choice((" ", "、", "　")).join(source.authors), _titled(source, rng, gap)
    date = source.dateline
    shapes: dict[str, tuple[str, ...]] = {
        "closing": (f"（{names}）", f"（{names}）", f"（{titled}）", f"({names})", f"（撰文/{names}）", titled, names),
        "signed": (f"（{date} {titled}）", f"（{date}）", f"（{date} 记者{names}）", f"（据{date}）"),
        "byline": (
            f"{rng.choice(MARKS)}{titled}",
            f"{rng.choice(MARKS)}{names}",
            titled,
            names,
            f"文/{names}",
            f"{names} 文",
        ),
        "picture": (
            f"文/图 {titled}",
            f"{titled} 文/图",
            f"本报记者 {names} 文/摄",
            f"文、图/{names}",
            f"■ 文\\图 {names}",
        ),
    }
    return rng.choice(shapes[form]) if form in shapes else ""


def opening(source: Source, form: Form, rng: random.Random) -> str:
    """Return what stands before the first paragraph's own text: dateline and, in that form, the authors."""
    if not source.dateline or form == "signed":
        return ""
    if form != "dateline":
        return source.dateline + rng.choice((" ", " ", "　"))
    gap = rng.choice(("", " "))
    names = rng.choice((" ", " ", "、")).join(source.authors)
    return f"{source.dateline}{gap}（{source.title or '记者'}{rng.choice(('', ' '))}{names}）"


def drawn_opening(source: Source, form: Form, rng: random.Random) -> str:
    """Return the opening in one of the shapes it has in print."""
    if form != "dateline":
        return opening(source, form, rng)
    titled, date = _titled(source, rng, rng.choice(("", " "))), source.dateline
    gap = rng.choice(("", "", " ", "  "))
    return rng.choice(
        (f"{date}{gap}（{titled}）", f"{date}{gap}（{titled}）", f"{date} {titled}报道：", f"{date}（{titled}） ")
    )
