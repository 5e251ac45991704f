"""Names are found by the first letters of their pinyin."""

from __future__ import annotations

import pytest

from store.language.initials import has_initials


@pytest.mark.parametrize(
    ("name", "letters", "found"),
    [
        ("沈若川", "src", True),
        ("沈若川", "SR", True),
        ("沈若川", "rc", True),
        ("沈若川", "sc", False),
        ("沈若川", "srcx", False),
        ("曾庆年", "zqn", True),
        ("曾庆年", "cqn", True),
        ("若泽·塔瓦雷斯", "rztwls", True),
        ("《江上行》", "jsx", True),
        ("A01地块", "a01dk", True),
        ("——", "a", False),
    ],
)
def test_initials(name: str, letters: str, found: bool) -> None:
    assert has_initials(name, letters) is found
