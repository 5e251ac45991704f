"""Surnames that are read otherwise than the word of the same character (现代汉语词典, 姓氏异读)."""

from __future__ import annotations

SURNAME_READINGS: dict[str, tuple[str, ...]] = {
    surname: tuple(reading.split())
    for surname, reading in (
        *(("曾", "zēng"), ("单", "shàn"), ("解", "xiè"), ("仇", "qiú"), ("任", "rén"), ("华", "huà"), ("朴", "piáo")),
        *(("查", "zhā"), ("区", "ōu"), ("盖", "gě"), ("葛", "gě"), ("缪", "miào"), ("尉", "wèi"), ("乐", "yuè")),
        *(("召", "shào"), ("折", "shé"), ("秘", "bì"), ("冼", "xiǎn"), ("洗", "xiǎn"), ("宓", "mì")),
        *(("逄", "páng"), ("钭", "tǒu"), ("员", "yùn"), ("郇", "xún"), ("种", "chóng"), ("应", "yīng"), ("晁", "cháo")),
        *(("佴", "nài"), ("隗", "wěi"), ("覃", "qín"), ("祭", "zhài"), ("翟", "zhái")),
        *(("柏", "bǎi"), ("薄", "bó"), ("郗", "xī"), ("车", "chē"), ("曲", "qū"), ("哈", "hǎ"), ("那", "nā")),
        *(("能", "nài"), ("瞿", "qú"), ("燕", "yān"), ("訾", "zī"), ("岑", "cén"), ("谌", "chén")),
        *(("纪", "jǐ"), ("过", "guō"), ("要", "yāo"), ("幺", "yāo"), ("相", "xiàng"), ("强", "qiáng"), ("行", "xíng")),
        *(("沈", "shěn"), ("俞", "yú"), ("余", "yú"), ("于", "yú"), ("卜", "bǔ"), ("曹", "cáo"), ("万", "wàn")),
        *(("石", "shí"), ("长", "zhǎng"), ("都", "dū"), ("卓", "zhuó"), ("阚", "kàn")),
        *(("洪", "hóng"), ("惠", "huì"), ("冯", "féng"), ("贾", "jiǎ"), ("娄", "lóu"), ("詹", "zhān"), ("褚", "chǔ")),
        *(("尉迟", "yù chí"), ("万俟", "mò qí"), ("长孙", "zhǎng sūn"), ("单于", "chán yú"), ("澹台", "tán tái")),
        *(("令狐", "líng hú"), ("鲜于", "xiān yú"), ("皇甫", "huáng fǔ"), ("呼延", "hū yán"), ("宗政", "zōng zhèng")),
        *(("拓跋", "tuò bá"), ("夏侯", "xià hóu"), ("赫连", "hè lián"), ("乐正", "yuè zhèng"), ("公冶", "gōng yě")),
    )
}
"""A surname -> its syllables. Common surnames stand here too where a phrase could mislead about them."""
