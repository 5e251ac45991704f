"""Keys: how they are written, how they are shown, and how sequences of them are typed."""

from __future__ import annotations

from collections.abc import Container, Iterable

from textual.keys import Keys, _character_to_key

_NAMED = frozenset(key.value for key in Keys) | {"space", "enter", "tab", "escape", "delete", "backspace"}
_MODIFIERS = frozenset({"ctrl", "shift", "alt"})
_SHOWN = {
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "enter": "Enter",
    "escape": "Esc",
    "space": "Space",
    "tab": "Tab",
    "shift+tab": "S-Tab",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "home": "Home",
    "end": "End",
}


def textual_key(key: str) -> str:
    """Return ``key`` as Textual names it ("[" is "left_square_bracket"), in a sequence each of them."""
    return " ".join(_character_to_key(part) if len(part) == 1 else part for part in key.split())


def shown_key(key: str) -> str:
    """Return ``key`` as people see it: "j", "Esc", "^R", "gg"."""
    return "".join(_SHOWN.get(part, _with_caret(part)) for part in key.split())


def _with_caret(part: str) -> str:
    return f"^{part[5:].upper()}" if part.startswith("ctrl+") and len(part) == 6 else part


def apart(key: str, character: str | None, known: Container[str]) -> list[str]:
    """Return the keys that were pressed where a terminal tells of ``key`` (as Textual names it).

    A terminal sends a letter with alt as it sends Escape and that letter soon after it. Where no command has the key
    with alt (``known`` are those that commands have), Escape was meant.
    """
    if key.startswith("alt+") and key not in known and character is not None and len(character) == 1:
        return ["escape", textual_key(character)]
    return [key]


class Sequences:
    """The one prefix machine: turns the keys of a sequence ("g", "g") into one key ("g g").

    Keys are named as Textual names them. ``pending`` is what has been typed of a sequence so far, or "".
    """

    def __init__(self, sequences: Iterable[str]) -> None:
        parts = [sequence.split() for sequence in sequences]
        self._sequences = frozenset(" ".join(part) for part in parts if len(part) > 1)
        self._prefixes = frozenset(" ".join(part[:n]) for part in parts for n in range(1, len(part)))
        self.pending = ""

    def feed(self, key: str) -> str | None:
        """Take a key; return the key or sequence to act on, or None where more is to come or Escape ended it.

        A key that does not continue a sequence is taken for itself, what was pending is forgotten.
        """
        made, self.pending = self._step(key)
        return made

    def meaning(self, key: str) -> str | None:
        """Return what ``feed`` would return, and take nothing."""
        return self._step(key)[0]

    def _step(self, key: str) -> tuple[str | None, str]:
        """Return what ``key`` makes of what has been typed, and what is then pending."""
        typed = f"{self.pending} {key}" if self.pending else key
        if typed in self._sequences:
            return typed, ""
        if typed in self._prefixes:
            return None, typed
        if self.pending and key == "escape":
            return None, ""
        if self.pending and key in self._prefixes:
            return None, key
        return key, ""


def is_key(key: str) -> bool:
    """Say whether ``key`` names a key, or a sequence of keys, that can be pressed."""
    if not key:
        return False
    for part in key.split():
        *modifiers, last = part.split("+") if len(part) > 1 else [part]
        if not set(modifiers) <= _MODIFIERS or not (len(last) == 1 or last in _NAMED or part in _NAMED):
            return False
    return True
