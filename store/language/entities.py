"""From mentions to the things named: the spellings of one name in an article are one entity.

赵市长 is the person of that surname whom the article calls 市长, 塔瓦雷斯 the 若泽·塔瓦雷斯 named before, and 江州
the 江州市.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from store.language.document import stem
from store.language.lexicon import COMPOUND, SURNAMES, TITLE_FORMS
from store.language.people import has_surname
from store.model import Mention

_NO_SURNAME_HERE = frozenset("任代和向时正等为于从同对是有前原")
_SURNAMES = "".join(sorted(SURNAMES - _NO_SURNAME_HERE))
_SURNAME_AND_TITLE = re.compile(rf"({COMPOUND}|[{_SURNAMES}])((?:副|总)?(?:{TITLE_FORMS}|先生|女士|同志|工))")


def _surname(person: str) -> str:
    return person[:2] if re.match(COMPOUND, person) else person[:1]


def _persons_by_surname(text: str, mentions: Sequence[Mention]) -> dict[str, list[str]]:
    """Return the full Chinese names of an article by surname, each once, in order of appearance."""
    found: dict[str, dict[str, None]] = defaultdict(dict)
    for mention in mentions:
        name = mention.name(text)
        if mention.kind == "PER" and has_surname(name) and not _SURNAME_AND_TITLE.fullmatch(name):
            found[_surname(name)][name] = None
    return {surname: list(names) for surname, names in found.items()}


def surname_forms(text: str, mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield a surname with a title, 赵市长, where the article names one person of that surname whom it fits."""
    persons = _persons_by_surname(text, mentions)
    for form in _SURNAME_AND_TITLE.finditer(text) if persons else ():
        if form[2] not in {"先生", "女士", "同志", "工"} and _person_of(form, persons, text):
            yield Mention("PER", form.start(), form.end())


def _person_of(form: re.Match[str], persons: dict[str, list[str]], text: str) -> str:
    """Return the one person of a surname, or the one of them whom the text gives the title; else ""."""
    named = persons.get(form[1], [])
    if len(named) > 1:
        named = [name for name in named if f"{form[2]}{name}" in text]
    return named[0] if len(named) == 1 else ""


def entities(text: str, mentions: Sequence[Mention]) -> list[str]:
    """Return the name of the entity of each mention: the fullest spelling of it that the article has."""
    persons = _persons_by_surname(text, mentions)
    full = _full_names(text, mentions)
    return [_entity(mention, mention.name(text), persons, full, text) for mention in mentions]


def _entity(mention: Mention, name: str, persons: dict[str, list[str]], full: dict[str, str], text: str) -> str:
    if mention.kind == "PER" and (form := _SURNAME_AND_TITLE.fullmatch(name)):
        return _person_of(form, persons, text) or name
    if mention.kind == "WORK":
        return name.strip("《》")
    return full.get(f"{mention.kind} {name}", name)


def _full_names(text: str, mentions: Sequence[Mention]) -> dict[str, str]:
    """Return kind and short spelling -> full one; a spelling that is short for two names is its own."""
    found: dict[str, set[str]] = defaultdict(set)
    for mention in mentions:
        name = mention.name(text)
        if mention.kind == "PER" and "·" in name:
            found[f"PER {name.rpartition('·')[2]}"].add(name)
        elif mention.kind == "LOC" and (short := stem(name)):
            found[f"LOC {short}"].add(name)
    return {short: next(iter(names)) for short, names in found.items() if len(names) == 1}
