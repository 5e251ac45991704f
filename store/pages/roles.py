"""The lines of a title in their roles: kicker (引题), headline (主题), subtitle (副题).

Each way to share the lines out is scored by named features of the two borders and of the lines that stay together; the
best is taken. In print the roles differ by size, which a dump does not keep: what is left are lengths, marks, and forms
such as a place alone, someone 强调, or ——.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

_SAYS = re.compile(r"(?:强调|指出|要求|提出|表示|部署|批示|通知|发布|专访|时|后|会议|首日|周年|之际)[——：:]*$")
_EVENT = re.compile(r"(?:召开|举行|举办|开幕|闭幕|启动|启用|开工|开讲|揭牌|落成|启幕|会见.{2,12})(?:会议|仪式|活动)?$")
_AGENDA = re.compile(
    r"围绕|研究|审议|传达|听取|部署|学习|强调|要求|力争|将于?|来自|共有|助力|推动|会见|并|为|作|就|由|其中|预计"
)
_PLACE = re.compile(r"[省市县区州镇村乡旗]")
_COLUMN = re.compile(r"（[^（）]{2,16}）$")
_MOST = 8
"""Lines; a longer title is all headline."""

Structure = tuple[int, int]
"""How many of a title's lines are kicker, and how many subtitle."""


def structures(count: int) -> Iterator[Structure]:
    """Yield every way to share out a title of ``count`` lines: kicker of up to two lines, subtitle of up to three."""
    for kicker in range(min(3, count)):
        for subtitle in range(min(4, count - kicker)):
            yield kicker, subtitle


def features_of(lines: Sequence[str], structure: Structure) -> list[str]:
    """Return the names of the features that a way to share out ``lines`` has."""
    kicker, subtitle = structure
    head = lines[kicker : len(lines) - subtitle]
    found = [f"kicker {kicker}", f"subtitle {subtitle}", f"lines {len(lines)} {kicker} {subtitle}"]
    found.append(f"headline length {min(8, max(map(len, head)) // 4)}")
    if kicker:
        found += _border("kicker", "".join(lines[:kicker]), "".join(head), head[0])
        found += [f"kicker {name}" for name in _form("".join(lines[:kicker]))]
        found += [f"kicker before {name}" for name in _form("".join(head))]
    if subtitle:
        found += _border("subtitle", "".join(lines[-subtitle:]), "".join(head), head[-1])
        found += [f"subtitle {name}" for name in _form("".join(lines[-subtitle:]))]
        found += [f"subtitle behind {name}" for name in _form("".join(head))]
    for part in (lines[:kicker], head, lines[len(lines) - subtitle :]):
        for before, after in pairwise(part):
            found += [f"together {name}" for name in _junction(before, after)]
    return found


def _ratio(part: int, whole: int) -> str:
    share = part / max(1, whole)
    return next((f"<{bound:g}".replace("0.", ".") for bound in (0.4, 0.7, 0.9, 1.1, 1.5, 2.0) if share < bound), ">")


def _border(name: str, part: str, head: str, beside: str) -> list[str]:
    junction = _junction(part, beside) if name == "kicker" else _junction(beside, part)
    return [
        f"{name} of head {_ratio(len(part), len(head))} {min(3, len(part) // 4)}",
        f"{name} of line {_ratio(len(part), len(beside))}",
        f"{name} length {min(8, len(part) // 3)}",
        *(f"{name} junction {one}" for one in junction),
    ]


def _form(text: str) -> list[str]:
    found = []
    if text.startswith(("——", "—")):
        found.append("dash first")
    if text.endswith(("——", "—", "：", ":")):
        found.append("dash last")
    if _SAYS.search(text):
        found.append("says")
    if _PLACE.search(text):
        found.append("place")
    if _EVENT.search(text):
        found.append("event")
    if _AGENDA.match(text):
        found.append("agenda")
    if _COLUMN.search(text):
        found.append("column")
    if "，" in text:
        found.append("comma")
    if " " in text or "\u3000" in text:
        found.append("gap")
    if re.search(r"\d", text):
        found.append("number")
    if text.endswith(("？", "！", "?", "!")):
        found.append("exclaims")
    return found


def _junction(before: str, after: str) -> list[str]:
    found = [f"ratio {_ratio(min(len(before), len(after)), max(len(before), len(after)))}"]
    if before[-1] in "，、；":
        found.append("comma")
    if (
        before.count("“") > before.count("”")
        or before.count("《") > before.count("》")
        or before.count("（") > before.count("）")
    ):
        found.append("open")
    if after[0] in "暨的和与及并":
        found.append("goes on")
    if len(before) == len(after):
        found.append("equal")
    if (" " in before) == (" " in after):
        found.append("same gaps")
    return found


def roles_of(lines: Sequence[str], weights: Mapping[str, float]) -> tuple[slice, slice, slice]:
    """Return which lines of a title block are kicker, headline and subtitle, as slices in this order of rank."""
    count = len(lines)
    kicker, subtitle = 0, 0
    if 1 < count <= _MOST:
        kicker, subtitle = max(
            structures(count), key=lambda s: sum(weights.get(name, 0.0) for name in features_of(lines, s))
        )
    return slice(0, kicker), slice(kicker, count - subtitle), slice(count - subtitle, count)
