"""The clipboard of the system, where a program for it is there; the terminal's own is Textual's (OSC 52)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence

PATIENCE = 2.0
"""Seconds; a program that answers later is given up."""


def command() -> Sequence[str] | None:
    """Return the program that takes what is to be copied from its standard input, or None where there is none."""
    choices: list[tuple[bool, Sequence[str]]] = [
        (sys.platform == "darwin", ("pbcopy",)),
        (sys.platform == "win32" or "WSL_DISTRO_NAME" in os.environ, ("clip.exe",)),
        ("WAYLAND_DISPLAY" in os.environ, ("wl-copy",)),
        ("DISPLAY" in os.environ, ("xclip", "-selection", "clipboard")),
        ("DISPLAY" in os.environ, ("xsel", "--clipboard", "--input")),
    ]
    return next((words for there, words in choices if there and shutil.which(words[0])), None)


def copy(text: str) -> bool:
    """Copy ``text``; return whether a program took it. May take ``PATIENCE`` seconds: for a worker."""
    words = command()
    if words is None:
        return False
    encoding = "utf-16" if words[0] == "clip.exe" else "utf-8"
    try:
        done = subprocess.run(
            words,
            input=text.encode(encoding, "replace"),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            timeout=PATIENCE,
            check=False,
        )
    except (OSError, subprocess.SubprocessError):
        return False
    return done.returncode == 0
