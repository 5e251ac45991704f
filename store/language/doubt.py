"""What the tagger calls a name and is none, and names it cut a little wrong."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from store.language import gazetteer
from store.language.lexicon import ENDS_FACILITY, ENDS_ORG, ENDS_PLACE, ENDS_TITLE, words_of
from store.language.people import believable, has_surname, is_transcribed
from store.language.reading import Reading
from store.language.words import dictionary_kind, is_common_word, is_in_dictionary, is_made_of_common_words
from store.model import Mention

_ABBREVIATIONS = frozenset("中美俄英法德日韩朝澳欧约哈吉印巴伊乌越泰菲缅琼粤桂湘沪苏浙皖鲁豫冀晋陕甘蒙港台")
_GENERIC = words_of(
    "城市 工业 旅游 高速 度假 美丽 科技 国际 国家 自然 中央 商务 生态 经济 大型 文化 现代 自由 贸易 试验 自贸 高新",
    "技术 产业 发展 滨海 沿海 山海 世界 全球 农业 物流 创业 创新 老旧 住宅 和谐 文明 示范 重点 省级 市级 县级 乡村",
    "农村 城乡 华侨 开放 封闭 绿色 智慧 数字 新型 美好 幸福 传统 特色 历史 红色 森林 湿地 海洋 环境 社会 公共 平安",
    "健康 养老 便民 综合",
)
_BEYOND = re.compile(
    r"(?<=..)(?:省内|境内|市内|[东西南北中]{1,2}部|[东西南北]{2}(?=$)|(?<=[镇村乡市县区])里|内|沿线|一带|畔|段)$"
)
_NO_PLACE = re.compile(
    r"^[多两各几数三四五]国$|^.大洲$|^(?:[大小老新古各全本两几多某][一-龥]|自然|城中|[一二三四五六七八九十\d]+个?|[镇村乡市县区省里街]*)(?:城市|村庄|村|镇|乡|区|市|县|街|里|庄)$"
)
_EXTENDED_MEDIA = re.compile(r"^(.{2,8}?(?:日报社?|晚报社?|早报|时报|新闻社|通讯社|新华社))(?:全媒体|.{1,6}$)")
_NATIONAL = ("国家", "全国", "中央", "中国", "中共", "中友", "省", "市", "县", "区")
_DOUBLED_RANK = re.compile(r"(省|市|县|区|镇|乡|村|州)\1长$")


def tagged(reading: Reading) -> Iterator[Mention]:
    """Yield the tagger's own names, mended, without those that are not believable."""
    counts = Counter(reading.text[m.start : m.end] for m in reading.tagged_names())
    for mention in reading.tagged_names():
        name = mention.name(reading.text)
        if not _HAS_LETTER.search(name):
            continue
        if mention.kind != "PER" and re.search(r"[一-龥]\s", name):
            name = name.split()[0]
            mention = Mention("LOC" if _RANKED.search(name) else mention.kind, mention.start, mention.start + len(name))
        if mention.kind == "PER":
            yield from _person(mention, reading, counts)
        elif mention.kind == "LOC":
            yield from _place(mention, reading, counts)
        else:
            yield from _organisation(mention, reading, counts)


_RANKS = re.compile(r"(?:副?[大支总中]?副?|副)$")
_SESSION = re.compile(r"(?:第?[一二三四五六七八九十\d]+次(?:全体)?会议|(?<=论坛)年会|[一二三四五六七八九十]+届.*)$")
_RANKED = re.compile(r"..[省市县区镇乡村州]$")
_NO_ORGANISATION = re.compile(
    r"^(?:党的)?[一二三四五六七八九十]+[大届]|^\d+(?!.*(?:公司|中心|热线|平台|医院))|^新时代"
    r"|(?:教育|实践|培训|实训|种植|生产|示范|研学)基地$"
)
_ALONG = re.compile(r"[顺沿跨过渡][^一二三][江河湖]$")
_HAS_LETTER = re.compile(r"[一-龥A-Za-z]")


def _person(mention: Mention, reading: Reading, counts: Counter[str]) -> Iterator[Mention]:
    name = mention.name(reading.text)
    if gazetteer.is_division(name) or (len(name) == 3 and name[-1] in "县镇乡"):
        yield Mention("LOC", mention.start, mention.end)
    elif believable(name, counts[name]):
        yield Mention("PER", mention.start, mention.end + _cut_off(mention, reading))


def _cut_off(mention: Mention, reading: Reading) -> int:
    """Return 1 where the tagger left the last character of a name out of a list: 、贺连|城、."""
    text, end = reading.text, mention.end
    listed = text[mention.start - 1 : mention.start] in tuple("、（") and text[end + 1 : end + 2] in tuple("、）")
    return int(listed and len(mention.name(text)) == 2 and has_surname(text[mention.start : end + 1]))


def _division_before_a_word(name: str) -> str:
    """Return the division that a common word was joined to, 海南|旅游, or "" where the whole may be a name."""
    if ENDS_ORG.search(name) or gazetteer.is_division(name):
        return ""
    for end in range(len(name) - 1, 1, -1):
        rest = name[end:]
        if gazetteer.is_division(name[:end]):
            plain = rest in _GENERIC or (is_common_word(rest) if len(rest) > 1 else not ENDS_PLACE.search(name))
            return name[:end] if plain and not ENDS_FACILITY.search(rest) else ""
    return ""


def is_a_country(name: str) -> bool:
    """Say whether a place of the dictionary has the shape of a country's name."""
    return name.endswith(("国", "洲")) or is_transcribed(name)


def _place(mention: Mention, reading: Reading, counts: Counter[str]) -> Iterator[Mention]:
    name = mention.name(reading.text)
    beyond = _BEYOND.search(name)
    if beyond:
        name = name[: beyond.start()]
    if _DOUBLED_RANK.search(name + reading.text[mention.end : mention.end + 1]):
        name = name[:-1]
    if _ALONG.match(name):
        mention = Mention("LOC", mention.start + 1, mention.end)
        name = name[1:]
    name = _SESSION.sub("", _division_before_a_word(name) or name)
    institution = ENDS_ORG.search(name) or name.endswith("论坛")
    if institution and len(name) > 3 and not name.endswith("园"):
        if believable_organisation(name, counts[mention.name(reading.text)]):
            yield Mention("ORG", mention.start, mention.start + len(name))
        return
    start = mention.start
    for at in (*gazetteer.chain(name), len(name)):
        part = name[start - mention.start : at]
        quoted = (
            reading.text[start - 1 : start] == "“" and reading.text[start + len(part) : start + len(part) + 1] == "”"
        )
        if believable_place(part, counts[mention.name(reading.text)] + quoted):
            yield Mention("LOC", start, start + len(part))
        start = mention.start + at


def believable_place(name: str, times: int) -> bool:
    """Say whether what the tagger calls a place can be one; ``times`` is how often the article has it."""
    if len(name) < 2 or "\n" in name or _NO_PLACE.match(name):
        return False
    if gazetteer.is_division(name):
        return True
    if name in _GENERIC or name.endswith("乡村"):
        return False
    if len(name) < 4 and all(char in _ABBREVIATIONS for char in name):
        return False
    if is_common_word(name) and not is_transcribed(name):
        return False
    suffix = ENDS_PLACE.search(name)
    if suffix and (not suffix.start() or is_generic(name[: suffix.start()])):
        return False
    if suffix and (len(name) > 2 or name[-1] in "江河湖岛"):
        return True
    known = dictionary_kind(name) == "LOC" or (len(name) > 2 and is_in_dictionary(name))
    return times > 1 or known or is_transcribed(name) or name in gazetteer.divisions().counties


def is_generic(text: str) -> bool:
    """Say whether ``text`` is made of words that any town's park may bear."""
    return text in _GENERIC or any(text[:at] in _GENERIC and is_generic(text[at:]) for at in (2, 3) if len(text) > at)


def _organisation(mention: Mention, reading: Reading, counts: Counter[str]) -> Iterator[Mention]:
    name = mention.name(reading.text)
    start = mention.start
    if (title := ENDS_TITLE.search(name)) and title.start() > 1 and not name.endswith("代表团"):
        name = _RANKS.sub("", name[: title.start()])
    name = _SESSION.sub("", name)
    if name[0] == "区" and reading.text[start - 1 : start] in tuple("特地灾社园辖"):
        return
    if name[0] in "从经同对把" and is_in_dictionary(name[1:]):
        name, start = name[1:], start + 1
    if name.endswith("分") and reading.text[mention.end : mention.end + 1] in tuple("会行院校局"):
        name += reading.text[mention.end]
    if media := _EXTENDED_MEDIA.match(name):
        name = media.group(1)
    if division := _division_before_a_word(name):
        name = division
    country = dictionary_kind(name) == "LOC" and is_a_country(name) and believable_place(name, 1)
    if gazetteer.is_division(name) or country:
        yield Mention("LOC", start, start + len(name))
    elif believable_organisation(name, counts[mention.name(reading.text)]):
        yield Mention("ORG", start, start + len(name))


_OF_A_UNIT = re.compile(r"^(?:[省市县区州][一-龥]+|[省市县区州]委)$")


def believable_organisation(name: str, times: int) -> bool:
    """Say whether what the tagger calls an organisation can be one; ``times`` is how often the article has it."""
    if len(name) < 2 or "\n" in name or name in _GENERIC or _NO_ORGANISATION.search(name):
        return False
    suffix = ENDS_ORG.search(name)
    if suffix and _OF_A_UNIT.match(name):
        return True
    if suffix and not suffix.start():
        return False
    if len(name) > 2 and name[-1] in _INSTITUTIONAL and is_in_dictionary(name):
        return True
    if is_common_word(name) and not is_transcribed(name):
        return False
    if len(name) < 4 and all(char in _ABBREVIATIONS for char in name):
        return False
    if suffix is None:
        return bool(dictionary_kind(name)) or ((len(name) > 2 or name.isascii()) and not is_made_of_pieces(name))
    return _names_one(name, name[: suffix.start()], suffix.group())


_INSTITUTIONAL = frozenset("部社院党派局署委厅盟团军所队会")
_ANY_OF_THEM = frozenset({"代表团", "中心", "学校"})


def _names_one(name: str, before: str, suffix: str) -> bool:
    """Say whether the words before the last noun name one organisation rather than any of a kind."""
    if before.startswith(_NATIONAL) or dictionary_kind(name) == "ORG" or (len(suffix) == 1 and len(name) > 3):
        return True
    if before.startswith("新时代") or (suffix in _ANY_OF_THEM and is_made_of_pieces(before)):
        return False
    return len(before) > 1 and (not is_generic(before) or before.startswith(("世界", "国际")))


def is_made_of_pieces(name: str) -> bool:
    """Say whether ``name`` is a chain of common words, single characters counted: 新时代."""
    return is_made_of_common_words(name) or (name[0] in "新老大小" and is_made_of_common_words(name[1:]))
