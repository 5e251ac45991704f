"""The whole article at once: a name seen with strong evidence is the same name wherever it stands."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from store.language.gazetteer import is_division, short_name
from store.language.lexicon import ADMINISTRATIVE, ENDS_ORG, ENDS_PLACE
from store.language.people import has_surname
from store.language.words import dictionary_kind, is_common_word, is_in_dictionary
from store.model import Kind, Mention, Span

_RANK = re.compile(f"(?:{ADMINISTRATIVE})$")
_ADVERBS = frozenset("刚已曾还也就便均则又再正将始常仍却都并")


def stem(place: str) -> str:
    """Return a place without its rank: 柳塘镇 -> 柳塘; "" where less than two characters would remain."""
    if short := short_name(place):
        return short
    bare = _RANK.sub("", place)
    return bare if bare != place and len(bare) > 1 and not bare.endswith("族") else ""


def settle(text: str, mentions: Sequence[Mention], sure: Iterable[Mention]) -> list[Mention]:
    """Return the mentions made consistent over the article, in order, without overlap.

    ``sure`` are those of ``mentions`` that a rule found. A name has one kind in an article; a person's name that ends
    in an adverb gives it back; names with strong evidence are found wherever they stand.
    """
    trimmed = list(_trimmed(text, mentions))
    kinds = _kinds(text, trimmed, sure)
    agreed = [Mention(kinds.get(m.name(text), m.kind), m.start, m.end) for m in trimmed]
    return list(_everywhere(text, agreed, _strong(text, agreed, sure)))


def _trimmed(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    persons = {m.name(text) for m in mentions if m.kind == "PER"}
    for mention in mentions:
        name = mention.name(text)
        if mention.kind == "PER" and name[-1] in _ADVERBS and name[:-1] in persons:
            yield Mention("PER", mention.start, mention.end - 1)
        else:
            yield mention


def _kinds(text: str, mentions: Sequence[Mention], sure: Iterable[Mention]) -> dict[str, Kind]:
    """Return the one kind of each name: what a rule said, else what most mentions say."""
    votes: dict[str, Counter[Kind]] = defaultdict(Counter)
    for mention in mentions:
        votes[mention.name(text)][mention.kind] += 1
    for mention in sure:
        votes[mention.name(text)][mention.kind] += len(mentions)
    kinds: dict[str, Kind] = {name: counter.most_common(1)[0][0] for name, counter in votes.items()}
    for place in [name for name, kind in kinds.items() if kind == "LOC"]:
        if (bare := stem(place)) and kinds.get(bare) in {"PER", "ORG"}:
            kinds[bare] = "LOC"
    return kinds


def _strong(text: str, mentions: Sequence[Mention], sure: Iterable[Mention]) -> dict[str, Kind]:
    """Return the names that are looked for everywhere."""
    certain = {m.name(text) for m in sure}
    counts = Counter(m.name(text) for m in mentions)
    strong: dict[str, Kind] = {}
    for mention in mentions:
        name = mention.name(text)
        if "\n" in name or mention.kind in {"TIME", "WORK"}:
            continue
        often = counts[name] > 1
        if mention.kind == "PER":
            if len(name) > 2 and (has_surname(name) or name in certain or often):
                strong[name] = "PER"
            if "·" in name and len(last := name.rpartition("·")[2]) > 1:
                strong.setdefault(last, "PER")
        elif _is_telling(name, often=often):
            strong[name] = mention.kind
        if mention.kind == "LOC" and (bare := stem(name)) and _may_stand_alone(bare):
            strong.setdefault(bare, "LOC")
    return strong


def _may_stand_alone(bare: str) -> bool:
    """Say whether a place's name without its rank is no word of the language: 柳塘, not the 海上 of 海上村."""
    return not is_in_dictionary(bare) or dictionary_kind(bare) == "LOC" or is_division(bare)


def _is_telling(name: str, *, often: bool) -> bool:
    """Say whether a place's or organisation's name is long or frequent enough to mean the same elsewhere."""
    if len(name) > 2:
        return often or bool(ENDS_ORG.search(name) or ENDS_PLACE.search(name))
    return often and not is_common_word(name)


def _everywhere(text: str, mentions: Sequence[Mention], strong: dict[str, Kind]) -> Iterator[Mention]:
    """Yield ``mentions`` with every occurrence of a strong name that they leave free or hold in pieces."""
    upcoming = 0
    for start, end in _occurrences(text, strong):
        while upcoming < len(mentions) and mentions[upcoming].end <= start:
            yield mentions[upcoming]
            upcoming += 1
        beyond = _beyond(mentions, upcoming, end)
        held = mentions[upcoming:beyond]
        if not held or (
            held[0].start >= start and held[-1].end <= end and held[0] != Mention(held[0].kind, start, end)
        ):
            yield Mention(strong[text[start:end]], start, end)
            upcoming = beyond
    yield from mentions[upcoming:]


def _are_parts(held: Sequence[Mention], start: int, end: int) -> bool:
    """Say whether mentions lie inside a range and are less than the whole of it."""
    return start <= held[0].start and held[-1].end <= end and (held[0].start, held[0].end) != (start, end)


def _occurrences(text: str, names: Iterable[str]) -> Iterator[Span]:
    """Yield where any of ``names`` stands, the longest that starts at a place, without overlap."""
    lengths: dict[str, set[int]] = defaultdict(set)
    for name in names:
        lengths[name[:2]].add(len(name))
    if not lengths:
        return
    longest = {head: sorted(sizes, reverse=True) for head, sizes in lengths.items()}
    known, reached = frozenset(names), 0
    for first in re.finditer(f"[{re.escape(''.join(sorted({head[0] for head in lengths})))}]", text):
        at = first.start()
        sizes = longest.get(text[at : at + 2], ()) if at >= reached else ()
        if size := next((size for size in sizes if text[at : at + size] in known), 0):
            reached = at + size
            yield at, reached


def _beyond(mentions: Sequence[Mention], first: int, end: int) -> int:
    while first < len(mentions) and mentions[first].start < end:
        first += 1
    return first
