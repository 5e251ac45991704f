"""Rules for persons: names after titles, lists of names, names with ·, bylines, and what is no name.

Each rule is a function from a reading to mentions. LAC cuts a name short before a rare character, misses it among
official prose, and reads · as the end of a word; the rules answer these, found on party papers.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.language.lexicon import COMPOUND, HAN, RARE_SURNAMES, SURNAMES, TITLE, TRANSCRIBED
from store.language.reading import Reading
from store.language.words import dictionary_kind, is_common_word, is_in_dictionary
from store.model import Mention

_SINGLE = "".join(sorted(SURNAMES))
_CHINESE = re.compile(rf"(?:{COMPOUND})[{HAN}]{{1,2}}|[{_SINGLE}][{HAN}]{{1,2}}")
_COMPOUNDS = frozenset(COMPOUND.split("|"))
_STOPS = frozenset("、，。；：！？,.;:!?（）()【】[]“”‘’\"'》〉…—/| 　\n□■")
_AFTER = (
    "说|表示|介绍|指出|强调|认为|告诉|出席|参加|主持|会见|会同|在|到|向|对|将|就|与|和|及|等|率|带|陪同|作|致|宣布|讲话|参与|"
    "代表|前往|来|赴|深入|调研|走访|一行|同|从|把|的|也|还|已|曾|正|分别|共同|坦言|透露|解释|回忆|感慨|笑|要求|提出|现场|便|"
    "则|听取|了解|是|为|于|因|被|获|摄|列席|担任|任|当选|发言|致辞|致信|报告|建议|呼吁|看|听|都|均|又|今年|去年|所|说道|接过|"
    "以及|通过|率领|领衔|主讲|传达|部署|签署|检查|考察|视察|慰问|见证|赞扬|扬|最|有|没|不|用|给|让|随|当|几|拿|走|站|翻|写|"
    "合作|率队|逐|罚|进|以|通报|今天|昨天|昨日|算"
)
_FOLLOWS = re.compile("|".join(sorted(_AFTER.split("|"), key=len, reverse=True)))
_SPACED_TITLES = re.compile(r"(?:记者|通讯员|摄影|实习生|见习生|特派员|评论员|作者)$")
_NAME_WITH_SPACE = re.compile(rf"[{_SINGLE}][ 　]{{1,2}}[{HAN}](?=[ 　、）)\n]|$)")
_NOT_GIVEN = frozenset(
    "向对将从同把被因为是做坐谈看听走去给说称等在到摄和与任讲问答笑著文图及的了是也都将已就还曾则便均"
)
_LONGEST = 4
_PLACE_TAIL = re.compile(r"..[港市县区省镇村国]$")


def _ending(text: str, at: int) -> int:
    """Return how surely a name may end at ``at``: 3 before a stop, 2 before a word that follows names, 1, or 0."""
    if at >= len(text) or text[at] in _STOPS:
        return 3
    if text[at] == "说" and text[at + 1 : at + 2] in tuple("，：:。"):
        return 2
    follows = _FOLLOWS.match(text, at)
    return min(2, len(follows.group())) if follows else 0


def has_surname(name: str) -> bool:
    """Say whether ``name`` has the shape of a Chinese name of two to four characters."""
    return 2 <= len(name) <= _LONGEST and _CHINESE.fullmatch(name) is not None


def is_transcribed(name: str) -> bool:
    """Say whether ``name`` is written with characters of transcription alone, a ruler's number apart."""
    name = re.sub(r"(?<=..)[一二三四五六]世$", "", name)
    return len(name) > 1 and all(char in TRANSCRIBED for char in name)


def _person_at(reading: Reading, at: int) -> int:
    """Return the end of the person named at ``at``, or 0: the tagger's end unless the text shows a better one."""
    tagged, written = _tagged_person(reading, at), _written_person(reading, at)
    if not tagged:
        return written
    if reading.text[at:tagged] in _COMPOUNDS:
        return written or tagged + 1
    if not _ending(reading.text, tagged) and _belongs_before(reading, tagged):
        return tagged + 1
    surer = written > at and _ending(reading.text, written) > _ending(reading.text, tagged)
    return written if surer and "·" not in reading.text[at:tagged] else _with_what_was_cut_off(reading, at, tagged)


def _belongs_before(reading: Reading, at: int) -> bool:
    """Say whether the character at ``at`` ends a name: one that makes no word with what follows, nor is a verb."""
    index = reading.first_word(at)
    if index >= len(reading.words) or reading.words[index][1] != at or reading.text[at] in _NOT_GIVEN:
        return False
    tag, start, end = reading.words[index]
    loose = end - start == 1 or not is_in_dictionary(reading.text[start:end])
    return loose and tag in {"a", "ad", "an", "n", "nz"} and not is_in_dictionary(reading.text[at : at + 2])


def _tagged_person(reading: Reading, at: int) -> int:
    """Return the end of the person that the tagger found at ``at``, or 0."""
    index = reading.first_word(at)
    if index >= len(reading.words):
        return 0
    tag, start, end = reading.words[index]
    if start != at or tag != "PER" or _PLACE_TAIL.search(reading.text[start:end]):
        return 0
    return end if end - start > 1 else 0


def _with_what_was_cut_off(reading: Reading, at: int, end: int) -> int:
    """Return ``end``, one further where a single character stands between it and a stop: 朴敏|洙、."""
    text = reading.text
    if "·" in text[at : end + 1] or end + 1 >= len(text) or end - at > _LONGEST or _ending(text, end) > 1:
        return end
    last = reading.words[reading.first_word(end)] if reading.first_word(end) < len(reading.words) else ("", 0, 0)
    numeral = text[end] in "一二三四五六七八九十" and has_surname(text[at:end])
    single = last[1:] == (end, end + 1) and text[end] not in _NOT_GIVEN and not numeral
    return end + 1 if single and text[end + 1] in ("、，。；）" if end - at == 2 else "、）") else end


def _written_person(reading: Reading, at: int) -> int:
    """Return the end of a Chinese name written at ``at`` whatever the tagger thinks, or 0."""
    text = reading.text
    if spaced := _NAME_WITH_SPACE.match(text, at):
        return spaced.end()
    whole = _CHINESE.match(text, at)
    if whole is None:
        return 0
    shortest = 3 if re.match(COMPOUND, text[at : at + 2]) else 2
    ends = [
        end
        for end in range(whole.end(), at + shortest - 1, -1)
        if not _is_another_word(text[at:end]) and _given(text[at + shortest - 1 : end])
    ]
    best = max(ends, key=lambda end: _ending(text, end), default=0)
    doubtful = best and (_is_function_word(reading, at) or text[at] in RARE_SURNAMES)
    if not best or not _ending(text, best):
        return 0
    if doubtful and best - at == 2 and _is_a_noun_alone(reading, at, best):
        return best
    if doubtful and (_ending(text, best) < 2 or best - at < 3 or is_common_word(text[at + 1 : best])):
        return 0
    return best


def _is_a_noun_alone(reading: Reading, at: int, end: int) -> bool:
    """Say whether the tagger has a noun of its own exactly there that no dictionary knows."""
    index = reading.first_word(at)
    if index >= len(reading.words) or is_in_dictionary(reading.text[at:end]):
        return False
    return reading.words[index] in {(tag, at, end) for tag in ("n", "nz", "TIME", "PER", "LOC")}


def _is_another_word(name: str) -> bool:
    return is_common_word(name) or dictionary_kind(name) in {"LOC", "ORG"}


def _is_function_word(reading: Reading, at: int) -> bool:
    index = reading.first_word(at)
    if index >= len(reading.words) or reading.words[index][1] != at:
        return False
    tag, start, end = reading.words[index]
    return tag in {"c", "p", "d", "u", "r", "m"} or (end - start > 1 and is_common_word(reading.text[start:end]))


def _given(name: str) -> bool:
    return not any(char in _NOT_GIVEN for char in name)


def _listed_person(reading: Reading, at: int) -> int:
    """Return the end of what stands between 、 and another stop in a list of persons, or 0."""
    end = at
    while end < len(reading.text) and end - at <= _LONGEST and reading.text[end] not in _STOPS:
        end += 1
    name = reading.text[at:end]
    return end if 2 <= len(name) <= _LONGEST and not is_common_word(name) and has_surname(name) else 0


def after_titles(reading: Reading) -> Iterator[Mention]:
    """Find the names after a title, and the list that they begin: 副市长甲、乙、丙.

    Reason: official lists hold little context, and the tagger loses names in them.
    """
    text = reading.text
    for title in TITLE.finditer(text):
        at = title.end()
        if _SPACED_TITLES.search(title.group()):
            at += len(text[at : at + 8]) - len(text[at : at + 8].lstrip(" 　:："))
        end = _person_at(reading, at)
        while end:
            yield Mention("PER", at, end)
            separator = re.compile(r"[、 　]+").match(text, end)
            if separator is None or TITLE.match(text, separator.end()):
                break
            at = separator.end()
            end = _person_at(reading, at) or _listed_person(reading, at)


_HONORED = re.compile(r"总书记|总理|主席|院士|同志")


def before_titles(reading: Reading) -> Iterator[Mention]:
    """Find a full name before 总书记, 主席, 院士…: the tagger loses it among long official phrases."""
    text = reading.text
    for title in _HONORED.finditer(text):
        before = reading.word_over(title.start() - 1)
        if before >= 0 and reading.words[before][0] == "PER":
            continue
        for length in (3, 2):
            at = title.start() - length
            name = text[max(0, at) : title.start()]
            if has_surname(name) and name[0] not in RARE_SURNAMES and not _has_common_part(name):
                yield Mention("PER", at, title.start())
                break


def _has_common_part(name: str) -> bool:
    return _is_another_word(name) or is_common_word(name[1:]) or is_common_word(name[:2])


_BRACKETED = re.compile(r"[（(]([^（）()\n]{2,30})[）)](?=\s*(?:\n|$))")


def bylines(reading: Reading) -> Iterator[Mention]:
    """Find the names in brackets that end a paragraph: （乔知远、孟晚晴）.

    Reason: a closing credit is names alone, and the tagger has no context there.
    """
    for bracket in _BRACKETED.finditer(reading.text):
        at = bracket.start(1)
        found = []
        for part in re.split(r"([、，/ 　]+)", bracket.group(1)):
            if TITLE.fullmatch(part) or _SPACED_TITLES.search(part):
                pass
            elif has_surname(part):
                found.append(Mention("PER", at, at + len(part)))
            elif part.strip("、，/ 　"):
                break
            at += len(part)
        else:
            yield from found


_DOTS = "·•‧・"
_PART = re.compile(rf"[{_DOTS}] ?(?:[A-Z]\.?(?=[{_DOTS}]))?")


def dotted(reading: Reading) -> Iterator[Mention]:
    """Find foreign names whose parts are joined by ·, cut where the characters of transcription end.

    Reason: the tagger takes · for a boundary and leaves the parts apart.
    """
    text, reached = reading.text, 0
    for dot in re.finditer(f"[{_DOTS}]", text):
        if dot.start() < reached:
            continue
        start = _transcribed_before(reading, dot.start(), reached)
        end = dot.start()
        while part := _PART.match(text, end):
            after = _transcribed_after(reading, part.end())
            if after == part.end() and not part.group().strip(f" {_DOTS}"):
                break
            end = after
        if start < dot.start() and end > dot.end() + 1 and (end - start > 4 or _tagged_inside(reading, start, end)):
            yield Mention("PER", start, end)
            reached = end


def _tagged_inside(reading: Reading, start: int, end: int) -> bool:
    first = max(0, reading.word_over(start))
    return any(tag == "PER" for tag, at, _ in reading.words[first : first + 12] if at < end)


def _transcribed_before(reading: Reading, dot: int, reached: int) -> int:
    """Return where the run of transcription before ``dot`` begins; a person that the tagger found there wins."""
    index = reading.word_over(dot - 1)
    if index >= 0:
        tag, start, end = reading.words[index]
        if tag == "PER" and start < dot <= end and start >= reached:
            return _after_a_title(reading.text, start)
    start = dot
    while (
        start > reached
        and dot - start < 8
        and (reading.text[start - 1] in TRANSCRIBED or reading.text[start - 1] == "-")
    ):
        start -= 1
    over = reading.word_over(start)
    while over >= 0 and over < len(reading.words) and reading.words[over][1] < dot:
        tag, _, end = reading.words[over]
        if tag in {"LOC", "ORG"} and end < dot:
            start = max(start, end)
        over += 1
    return start


def _after_a_title(text: str, start: int) -> int:
    """Return where a name that starts by ``start`` begins: a transcribed character or two may stand after a title."""
    for title in TITLE.finditer(text, max(0, start - 8), start):
        between = text[title.end() : start]
        if 0 < len(between) < 4 and all(char in TRANSCRIBED or char == "-" for char in between):
            return title.end()
    while start > 1 and text[start - 1] == "-" and text[start - 2] in TRANSCRIBED:
        start -= 2
    return start


def _transcribed_after(reading: Reading, at: int) -> int:
    """Return where the run of transcription that begins at ``at`` ends, word by word."""
    text, end = reading.text, at
    index = max(0, reading.word_over(at))
    while index < len(reading.words):
        tag, start, stop = reading.words[index]
        begin = max(start, at)
        if begin > end or stop - at > 12:
            break
        if not all(char in TRANSCRIBED for char in text[begin:stop]):
            if tag == "PER" or begin == at:
                while end < stop and text[end] in TRANSCRIBED:
                    end += 1
            break
        if tag in {"v", "p", "d", "c", "vd"} and begin > at and stop - begin > 1:
            break
        end = max(end, stop)
        index += 1
    return end


_OFTEN = 3


def believable(name: str, times: int) -> bool:
    """Say whether what the tagger calls a person can be one without further evidence.

    ``times`` is how often the article has it. Reason: the tagger calls any strange pair of characters a person.
    """
    if len(name) < 2 or "\n" in name:
        return False
    if any(dot in name for dot in _DOTS) or name.isascii():
        return len(name) > 2
    known_word = is_common_word(name) and (len(name) != 3 or not has_surname(name) or name[0] in RARE_SURNAMES)
    if known_word or (dictionary_kind(name) in {"LOC", "ORG"} and times < _OFTEN):
        return False
    if has_surname(name):
        return name[0] not in RARE_SURNAMES or times > 1 or len(name) > 2
    return is_transcribed(name) and (len(name) > 2 or times > 1)
