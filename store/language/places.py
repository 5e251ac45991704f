"""Rules for places that a phrase gives away: datelines and missions abroad."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.language import gazetteer
from store.language.doubt import is_generic
from store.language.lexicon import ENDS_FACILITY
from store.language.people import is_transcribed
from store.language.reading import Reading
from store.language.words import dictionary_kind
from store.model import Mention

_DATELINE = re.compile(r"(?:本报|本社|[一-龥]{1,4}社|[一-龥]{2,4}网)([一-龥]{2,6}?)(?=\d{1,2}月\d{1,2}日(?:电|讯))")


def datelines(reading: Reading) -> Iterator[Mention]:
    """Find the place of a dateline: 华讯社澜阳3月20日电. Reason: it is a place whatever it looks like."""
    for dateline in _DATELINE.finditer(reading.text):
        yield Mention("LOC", dateline.start(1), dateline.end(1))


_MISSION = re.compile(r"(?<=[一-龥]{2})驻[一-龥]{1,6}?(?:特命全权)?(?:大使|公使|总领事|领事|参赞|使馆|使领馆)")
_HAN_BEFORE = re.compile(r"[一-龥]{2,8}$")


def missions(reading: Reading) -> Iterator[Mention]:
    """Find the country that sends a mission: 佛得角驻华大使. Reason: the tagger reads rare countries as persons."""
    for mission in _MISSION.finditer(reading.text):
        before = _HAN_BEFORE.search(reading.text[max(0, mission.start() - 8) : mission.start()])
        if before and (country := _country(before.group())):
            yield Mention("LOC", mission.start() - len(country), mission.start())


def _country(before: str) -> str:
    """Return the country that ends ``before``: the longest that the dictionary knows or that is transcribed, or ""."""
    ends = (before[at:] for at in range(len(before) - 1))
    return next((end for end in ends if _is_country(end) or is_transcribed(end)), "")


def _is_country(name: str) -> bool:
    return dictionary_kind(name) == "LOC" and (name.endswith("国") or len(name) < 6)


_LISTED = re.compile(r"(?<=、)“?[一-龥]{2,7}”?[一-龥]{0,4}(?=[、，（])")


def listed(reading: Reading) -> Iterator[Mention]:
    """Find a facility in a list of places: 白鹿村、青溪三号驿站、…. Reason: a list says what its items are."""
    for item in _LISTED.finditer(reading.text):
        name = item.group()
        suffix = ENDS_FACILITY.search(name)
        before = reading.word_over(item.start() - 2)
        if suffix is None or before < 0 or reading.words[before][2] != item.start() - 1:
            continue
        sibling = reading.words[before][0] == "LOC" or ENDS_FACILITY.search(reading.of(before)) is not None
        if sibling and suffix.start() > 1 and not is_generic(name[: suffix.start()]):
            yield Mention("LOC", item.start(), item.end())


def levels(reading: Reading) -> Iterator[Mention]:
    """Find full names of divisions, which need no context: 浙江省, 朝阳区."""
    text = reading.text
    full = gazetteer.divisions().full
    for _, start, end in reading.words:
        if end - start > 2 and text[start:end] in full:
            yield Mention("LOC", start, end)
