"""What every test of the interface relies on."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.say import speak


@pytest.fixture(autouse=True)
def english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the interface speak English and keep to a config folder of its own."""
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("DUBAO_CONFIG", str(tmp_path / "config"))
    speak("en")
