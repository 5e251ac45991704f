"""What a person can set: a few values in ``settings.toml``, the keys in ``keys.toml``, both in the config folder.

Missing files and missing values are fine; what is written wrongly is named, and the default holds.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from tui.say import Language, locale_language


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for one run of the reader.

    Attributes:
        theme: "paper" (light) or "ink" (dark).
        language: of the interface, "zh" or "en"; by default that of the environment.
        words: how the text is set, "plain" or "spaced".
        sidebar: whether the entity sidebar shows at the start, where there is room for it (100 columns).
        keys: the keys of commands that are not the default ones (see ``tui.keymap``).
        problems: what is wrong in the files, for people.
    """

    theme: Literal["paper", "ink"] = "paper"
    language: Language = field(default_factory=locale_language)
    words: Literal["plain", "spaced"] = "plain"
    sidebar: bool = True
    keys: dict[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


CHOICES: dict[str, tuple[object, ...]] = {
    "theme": ("paper", "ink"),
    "language": ("zh", "en"),
    "words": ("plain", "spaced"),
    "sidebar": (True, False),
}
"""The values that each setting may have."""


def shown_words(words: str) -> Literal["plain", "spaced"] | None:
    """Return a way to set the text by its name, or None where there is no such way."""
    return next((way for way in ("plain", "spaced") if way == words), None)


def config_folder() -> Path:
    """Return the folder of the settings: ``DUBAO_CONFIG``, else the platform's own place for them."""
    if folder := os.environ.get("DUBAO_CONFIG"):
        return Path(folder)
    from platformdirs import user_config_path

    return user_config_path("dubao")


def read_settings(folder: Path) -> Settings:
    """Read the settings and the keymap in ``folder``; never fails, see ``Settings.problems``."""
    problems: list[str] = []
    values = _read(folder / "settings.toml", problems)
    good: dict[str, object] = {}
    for name, value in values.items():
        allowed = CHOICES.get(name)
        if allowed is None:
            problems.append(f"settings.toml: {name}: there is no such setting (there are {', '.join(CHOICES)})")
        elif not any(value is choice or (isinstance(value, str) and value == choice) for choice in allowed):
            written = ", ".join(
                str(choice).lower() if isinstance(choice, bool) else f'"{choice}"' for choice in allowed
            )
            problems.append(f"settings.toml: {name}: must be one of {written}")
        else:
            good[name] = value
    keys: dict[str, str] = {}
    if written_keys := _read(folder / "keys.toml", problems):
        from tui.keymap import check_keymap

        keys, wrong = check_keymap(written_keys)
        problems += [f"keys.toml: {problem}" for problem in wrong]
    return replace(Settings(), **good, keys=keys, problems=tuple(problems))  # type: ignore[arg-type]  # checked by CHOICES


def _read(file: Path, problems: list[str]) -> dict[str, object]:
    """Return the values in a TOML file, none where it does not exist."""
    try:
        data = file.read_bytes()
    except FileNotFoundError:
        return {}
    except OSError as error:
        problems.append(f"{file.name}: cannot be read ({error.strerror})")
        return {}
    import tomllib

    try:
        return tomllib.loads(data.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        problems.append(f"{file.name}: is not valid TOML, nothing in it is used ({error})")
        return {}
