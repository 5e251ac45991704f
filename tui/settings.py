"""What a person can set: a few values in ``settings.toml``, the keys in ``keys.toml``, both in the config folder.

Missing files and missing values are fine; what is written wrongly is named, and the default holds.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from tui.displays import ORDER, SCRIPTS, Script, WordDisplay
from tui.say import Language, locale_language
from tui.typeset.measures import MEASURE, MEASURES


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for one run of the reader.

    Attributes:
        theme: "paper" (light) or "ink" (dark).
        language: of the interface, "zh" or "en"; by default that of the environment.
        words: how words show in the text (``tui.displays``).
        script: the characters that show: as printed, or all simplified or all traditional.
        measure: cells of the longest comfortable line.
        ambiguous_wide: whether the terminal draws “ ” … — and their like two cells wide.
        level: words up to this HSK level count as known; 0: none.
        sidebar: whether the entity sidebar shows at the start, where there is room for it (100 columns).
        keys: the keys of commands that are not the default ones (see ``tui.keymap``).
        problems: what is wrong in the files, for people.
    """

    theme: Literal["paper", "ink"] = "paper"
    language: Language = field(default_factory=locale_language)
    words: WordDisplay = "plain"
    script: Script = "printed"
    measure: int = MEASURE
    ambiguous_wide: bool = False
    level: int = 0
    sidebar: bool = True
    keys: dict[str, str] = field(default_factory=dict)
    problems: tuple[str, ...] = ()


CHOICES: dict[str, tuple[object, ...]] = {
    "theme": ("paper", "ink"),
    "language": ("zh", "en"),
    "words": ORDER,
    "script": tuple(SCRIPTS),
    "measure": tuple(MEASURES),
    "ambiguous_wide": (True, False),
    "level": tuple(range(8)),
    "sidebar": (True, False),
}
"""The values that each setting may have."""


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
        elif not any(type(value) is type(choice) and value == choice for choice in allowed):
            written = ", ".join(map(_written, allowed))
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


def _written(value: object) -> str:
    """Return a value as TOML has it."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, int) else f'"{value}"'


def keep_setting(folder: Path, name: str, value: object) -> None:
    """Write one value into ``settings.toml``; every other line of the file stays as it is.

    Raises:
        OSError: if it cannot be written; the file is then as it was.
        UnicodeDecodeError: if the file is no text; it stays as it is.
    """
    import tempfile

    file = folder / "settings.toml"
    line = f"{name} = {_written(value)}\n"
    folder.mkdir(parents=True, exist_ok=True)
    try:
        lines = file.read_text("utf-8").splitlines(keepends=True)
    except FileNotFoundError:
        lines = []
    there = [number for number, old in enumerate(lines) if re.match(rf"\s*{name}\s*=", old)]
    # Before any table, where a value of the file itself has to stand.
    lines = [*lines[: there[0]], line, *lines[there[0] + 1 :]] if there else [line, *lines]
    handle, written = tempfile.mkstemp(dir=folder, prefix="settings-", suffix=".part")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.writelines(lines)
            stream.flush()
            os.fsync(stream.fileno())
        Path(written).replace(file)
    except OSError:
        Path(written).unlink(missing_ok=True)
        raise
