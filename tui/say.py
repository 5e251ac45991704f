"""The interface speaks Chinese or English: one language at a time, chosen in the settings."""

from __future__ import annotations

import os
from typing import Literal

Language = Literal["zh", "en"]
Said = tuple[str, str]
"""The same thing in Chinese and in English."""

_language: Language = "en"


def speak(language: Language) -> None:
    """Let everything said from now on be said in ``language``."""
    global _language
    _language = language


def say(chinese: str, english: str) -> str:
    """Return what to show in the language of the interface."""
    return chinese if _language == "zh" else english


def locale_language() -> Language:
    """Return the language of the environment (POSIX: LC_ALL, LC_MESSAGES, LANG, the first that is set)."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "zh" if value.lower().startswith("zh") else "en"
    return "en"
