"""The office that a text gives a person is read as it is printed."""

import pytest

from store.language.analyse import analyse
from tests.compose.articles import sources
from tests.gold.articles import shares
from tests.gold.offices import PRECISION, RECALL, compare


def read(text: str) -> list[tuple[str, str]]:
    return [(office.person.name(text), office.office) for office in analyse(text).offices]


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("市委书记陈立新主持会议。", [("陈立新", "市委书记")]),
        ("市委副书记、市长陈立新出席。", [("陈立新", "市委副书记、市长")]),
        ("佛得角驻华大使方静姝出席。", [("方静姝", "佛得角驻华大使")]),
        ("首相兼国防大臣塔瓦雷斯会见了客人。", [("塔瓦雷斯", "首相兼国防大臣")]),
        (
            "比利时根特勒郡郡政委员、第二区行政长官卢卡·贝西奇出席并致辞。",
            [("卢卡·贝西奇", "比利时根特勒郡郡政委员、第二区行政长官")],
        ),
        ("副市长方静姝、贺连城、杜若川列席。", [("方静姝", "副市长"), ("贺连城", "副市长"), ("杜若川", "副市长")]),
        ("市长陈立新，副市长贺连城参加。", [("陈立新", "市长"), ("贺连城", "副市长")]),
        ("陈立新局长说，路通了。", [("陈立新", "局长")]),
        ("陈立新（江州市教育局局长）说，路通了。", [("陈立新", "江州市教育局局长")]),
        ("陈立新任江州市教育局局长。", [("陈立新", "江州市教育局局长")]),
        ("（本报记者 陈立新）", []),
        ("陈立新说，他见过市长。", []),
    ],
)
def test_offices_of_a_sentence(text: str, pairs: list[tuple[str, str]]) -> None:
    assert read(text) == pairs


def test_offices_of_the_invented_articles_are_read_as_well_as_promised() -> None:
    right = wrong = missed = 0
    for source in sources().values():
        gold, found = compare(source)
        right, wrong, missed = right + len(gold & found), wrong + len(found - gold), missed + len(gold - found)
    precision, recall, _ = shares(right, wrong, missed)
    assert right + missed >= 60
    assert precision >= PRECISION
    assert recall >= RECALL
