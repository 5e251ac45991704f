"""Bylines, datelines and jump lines: how they look in print, and the names in them.

The forms are those of Chinese dailies: （记者 甲 乙）, 本报记者 甲, □甲 乙, 文/甲 图/乙,
某社某地3月20日电（记者甲、乙）.
"""

from __future__ import annotations

import re

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff"
_NAME = rf"[{_HAN}](?:[{_HAN}]{{1,3}}|[ \u3000][{_HAN}](?![{_HAN}]))(?:·[{_HAN}]{{1,6}})*"
_SEPARATOR = r"[ \u3000、，,/／]"
_NAMES = rf"{_NAME}(?:{_SEPARATOR}*{_NAME})*"
_OUTLET = r"[^\s（）()、，。：；/“”]{0,12}?(?:报|社|网|台|媒体|集团|中心|频道|客户端|电视)"
_WORK = r"记者|通讯员|实习生|评论员|撰稿人|特派员|报道员|撰稿|供稿|摄影报道|整理|文/图|图/文|文图|图文|撰文|采写"
_TITLE = rf"(?:(?:{_OUTLET}|本报|特约|见习|首席|高级|实习|摄影|驻[\u4e00-\u9fff]{{1,4}}?){{0,3}}(?:{_WORK}))"
_BULLET = r"[■□●◎◆◇○▲△★☆▶•◢◤—\-]"
_PLACE = r"(?:(?!记者|通讯)[\u4e00-\u9fff·])"
_SENDER = (
    r"(?:据)?(?:本报|新华社|中新社|中新网|央广网|新华网|本网|人民网|人民日报|[\u4e00-\u9fff]{1,4}社|"
    r"[\u4e00-\u9fff]{2,6}(?:日报|晚报|晨报|时报|商报))"
)
_SENT = rf"{_PLACE}{{0,12}} ?\d{{1,2}} ?月 ?\d{{1,2}} ?日(?:专?电|讯|消息)|{_PLACE}{{0,10}}(?:专?电|讯)"
DATELINE = re.compile(rf"(?:据)?(?:本报讯|本报综合(?:消息|报道)|综合消息|{_SENDER}(?:{_SENT}))")
"""A dateline (电头), anywhere in a text whose digits are ASCII."""

DATELINE_BYLINE = re.compile(
    r"^[ \u3000]*[（(](?P<inner>[^（）()]{2,60})[）)]"
    rf"|^[ \u3000]*(?P<plain>(?:{_TITLE}[ \u3000]*){_NAMES})[ \u3000]*(?:报道|摄影报道|综合报道)[：:]?"
)
JUMP = re.compile(
    r"^[（(▶◀►◄→←》《>\s]*(?:紧接|上接|下转|详见|转|接|续)"
    r"(?:第?[ ]?[A-Za-z]?[0-9０-９一二三四五六七八九十]{1,3}[ ]?版?|[A-Za-z0-9]{1,3}版)"
    r"[^，。]{0,8}?[）)▶◀►◄→←》>\s]*$"
)
_WIDE = str.maketrans("０１２３４５６７８９（）／", "0123456789()/")
_ANY_WIDE = re.compile(r"[０-９（）／]")
_BRACKETED = re.compile(r"^[（(【](?P<inner>[^（）()]*(?:[（(][^（）()]*[）)][^（）()]*)*)[）)】]$")
_TITLED = re.compile(rf"^{_BULLET}?[ \u3000]*{_TITLE}[ \u3000：:/]*(?:{_NAMES})?")
_ONLY_NAMES = re.compile(rf"^{_NAMES}$")
_BULLETED = re.compile(rf"^{_BULLET}[ \u3000]*{_NAMES}(?:[ \u3000]*[文图摄/／、]+)?$")
_WRITTEN = re.compile(r"^(?:撰文|文字|文|图|摄影|采写|整理|图文|文图)[/／：:]|[文图][/／][文图摄]")
_PHOTOGRAPHED = re.compile(r"(?<!文)[ \u3000\u4e00-\u9fff]摄[）)]?$")
"""Whoever took a picture (本报记者 甲 摄) is no author of a story, unless text and picture are theirs (文/摄)."""
_SENTENCE = re.compile(r"[。；！？]")
"""Marks that only a byline in brackets has inside."""
_OF_AUTHOR = re.compile(r"作者[系为是单：:]|本文作者|作者单位|系本报|执笔[：:人]")
_NOT_NAMES = frozenset(
    re.split(
        " ",
        "摄影报道 摄影 报道 综合 整理 通讯 供稿 采写 撰稿 编辑 责编 文字 图片 图文 撰文 记者 通讯员 实习生 本报 本报讯"
        " 来源 作者 综合报道 图片新闻 制图 漫画 评论员 本报评论员 新华社 据新华社 人民日报 光明日报 央视 完 下转 上接",
    )
)
"""Words that stand in bylines and are no names."""


def ascii_digits(text: str) -> str:
    """Return ``text`` with full-width digits and brackets made ASCII, one character for one character."""
    return text.translate(_WIDE) if _ANY_WIDE.search(text) else text


def dateline_of(text: str) -> str:
    """Return the dateline that opens ``text``, as printed, or ""."""
    match = DATELINE.match(ascii_digits(text))
    return text[: match.end()] if match else ""


def is_jump(text: str) -> bool:
    """Say whether ``text`` is a jump line: （下转第2版）, 上接A1版."""
    return len(text) <= 24 and JUMP.match(text) is not None


def _inner(text: str) -> str | None:
    match = _BRACKETED.match(text)
    return match["inner"].strip() if match else None


def _photographed(text: str) -> bool:
    return "摄" in text and _PHOTOGRAPHED.search(text) is not None


def is_bracketed_byline(text: str) -> bool:
    """Say whether ``text`` is a byline in brackets that closes a story: （黄伟）, （新华社北京7月8日电）."""
    inner = _inner(text)
    if inner is None or not inner or len(inner) > 90 or _photographed(text):
        return False
    plain = ascii_digits(inner)
    dateline = DATELINE.match(plain)
    if dateline and (dateline.end() == len(plain) or _is_byline_text(inner[dateline.end() :].strip())):
        return True
    return _is_byline_text(inner) or bool(_OF_AUTHOR.search(inner))


def _is_byline_text(text: str) -> bool:
    if _TITLED.match(text) and not re.search(r"[，。；：！？]", text):
        return True
    if _WRITTEN.search(text):
        return True
    return len(text) <= 40 and bool(_ONLY_NAMES.match(text)) and _has_surname(text)


def byline_kind(text: str) -> str:
    """Return what byline a line looks like: "bracket", "titled", "bullet", "written", "author", "names" or ""."""
    text = text.strip()
    if not 2 <= len(text) <= 90 or _photographed(text):
        return ""
    if text[0] not in "（(【*" and _SENTENCE.search(text):
        return ""
    if is_bracketed_byline(text):
        return "bracket"
    if len(text) <= 36 and _BULLETED.match(text):
        return "bullet"
    if len(text) <= 48 and _TITLED.match(text) and not re.search(r"[，。；！？“”]", text):
        return "titled"
    if len(text) <= 36 and _WRITTEN.search(text) and not re.search(r"[，。；！？]", text):
        return "written"
    if text[0] in "（(【*" and _OF_AUTHOR.search(text[:16]):
        return "author"
    if len(text) <= 16 and text[0] in SURNAMES and _ONLY_NAMES.match(text) and _plausible_names(text):
        return "names"
    return ""


def _has_surname(text: str) -> bool:
    """Say whether one of some bare words begins with a surname and is as long as a name."""
    return any(2 <= len(name) <= 4 and name[0] in SURNAMES for name in _split_names(text))


def _plausible_names(text: str) -> bool:
    """Say whether bare words are all of the length of names, and begin with a surname."""
    return all(2 <= len(name) <= 4 and name[0] in SURNAMES for name in _split_names(text))


SURNAMES = frozenset(
    "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳"
    "鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒"
    "屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包"
    "诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊甄曲家封芮储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘厉戎祖武符"
    "刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥能苍双闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕"
    "冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东欧殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚"
    "那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公仉督岳帅缑亢况郈有琴归海晋楚闫法汝鄢涂钦商牟佘佴伯赏墨哈谯笪年爱阳佟言福肖岩付"
    "代迟覃兰英修展惠信仝佟冼户位揭敬栗檀母泮渠牟由盖矫税粟续缪芦苑茆菅谌隋雒靖鞠鹿黑仵买亢么斛智朴权来楼沐泰洛淡"
    "炎牙玉畅留盘真睢种秘窦筱纳綦练老苟茅药萨蓝蹇辜邸郇郄郤郗释镡闪陕静颉顿"
)
"""The surnames of 百家姓, with those common today that it lacks."""


_COMPOUND = frozenset(
    re.split(
        " ",
        "欧阳 司马 上官 诸葛 皇甫 尉迟 公孙 慕容 令狐 长孙 宇文 司徒 夏侯 东方 独孤 南宫 端木 百里 东郭 呼延",
    )
)
"""Surnames of two characters."""


def _split_names(text: str) -> list[str]:
    """Return the bare words of ``text``; two single characters beside each other are one name set wide (孙 振).

    Two such names whose gaps a text tool lost are parted again: 赵鹏林蔚.
    """
    words: list[str] = []
    lone = ""
    for word in re.split(rf"{_SEPARATOR}+", text):
        if len(word) == 4 and word[:2] not in _COMPOUND and word[0] in SURNAMES and word[2] in SURNAMES:
            words += [word[:2], word[2:]]
            lone = ""
        elif len(word) == 1 and lone:
            words.append(lone + word)
            lone = ""
        elif len(word) == 1 and re.match(rf"[{_HAN}]", word):
            lone = word
        elif word:
            words.append(word)
            lone = ""
    return words


_ROLE_WORD = re.compile(
    rf"{_TITLE}(?:[ \u3000]*[/／：:])?"
    rf"|(?<![{_HAN}])(?:文|图|摄|撰文|摄影|采写|整理)[ \u3000]*[/／：:、]"
    r"|[文图摄](?=[/／])|[ \u3000]摄$|[ \u3000][文图]$"
)
_WHOLE_NAME = re.compile(rf"[{_HAN}]{{2,5}}(?:·[{_HAN}]+)*|[A-Za-z][A-Za-z .·\-]{{1,30}}")
_ASIDE = re.compile(r"[（(【][^（）()【】]*(?:作者|本文|系|单位)[^（）()【】]*[）)】]?")


def join_bylines(first: str, second: str) -> str:
    """Return a byline that a line end cut, joined: with a space where it cut between two names, not inside one."""
    before, after = re.search(rf"[{_HAN}]+$", first), re.match(rf"[{_HAN}]+", second)
    if not before or not after:
        return first + second
    apart = all(2 <= len(name) <= 4 and name[0] in SURNAMES for name in (before[0], after[0]))
    return f"{first} {second}" if apart and len(before[0] + after[0]) > 3 else first + second


def authors_of(byline: str) -> tuple[str, ...]:
    """Return the names in a byline as printed, without titles, datelines and what is said of the authors."""
    text = _ASIDE.sub(" ", byline.strip())
    inner = _inner(text)
    text = inner if inner is not None else text
    text = re.sub(rf"^{_BULLET}+", "", text.strip()).strip()
    dateline = DATELINE.search(ascii_digits(text))
    if dateline:
        text = text[: dateline.start()] + " " + text[dateline.end() :]
    text = re.sub(r"[（）()]", " ", text)
    text = re.sub(r"(?:摄影|综合|联合)?报道[：:]?$", "", text.strip())
    text = _ROLE_WORD.sub(" ", text)
    names = []
    for word in _split_names(text.strip()):
        word = word.strip("：:■□●◎◆◇○▲△★☆•，。 \u3000")
        if word in _NOT_NAMES or not re.fullmatch(
            rf"[{_HAN}]{{2,5}}(?:·[{_HAN}]+)*|[A-Za-z][A-Za-z .·\-]{{1,30}}", word
        ):
            continue
        names.append(word)
    return tuple(dict.fromkeys(names))


def opening_authors(paragraph: str) -> tuple[str, ...]:
    """Return the authors named right behind the dateline that opens ``paragraph``: 本报讯（记者甲 乙）."""
    dateline = dateline_of(paragraph)
    if not dateline:
        return ()
    match = DATELINE_BYLINE.match(paragraph[len(dateline) :])
    if not match:
        return ()
    inner = match["inner"]
    if inner is None:
        return authors_of(match["plain"])
    named = re.search(r"记者|通讯员|实习生|评论员|特派员", inner) or _ONLY_NAMES.match(inner.strip())
    return authors_of(inner) if named else ()


def dateline_in(byline: str) -> str:
    """Return the dateline that stands in a byline: （新华社北京7月8日电 记者某某）, or ""."""
    match = DATELINE.search(ascii_digits(byline))
    return byline[match.start() : match.end()] if match else ""
