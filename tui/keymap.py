"""Whether what a keymap file says makes sense, in words for the person who wrote it."""

from __future__ import annotations

import difflib
from collections.abc import Mapping

from tui.command import MEETING, Context
from tui.commands import BY_NAME, COMMANDS, keys_of
from tui.keys import Sequences, is_key, textual_key


def sequences(keymap: dict[str, str]) -> Sequences:
    """Return the prefix machine for the keys of all commands under ``keymap``."""
    return Sequences(textual_key(key) for command in COMMANDS for key in keys_of(command, keymap))


def known_keys(keymap: dict[str, str]) -> frozenset[str]:
    """Return every single key that a command has under ``keymap``, alone or in a sequence, as Textual names it."""
    written = (textual_key(key) for command in COMMANDS for key in keys_of(command, keymap))
    return frozenset(part for key in written for part in key.split())


def check_keymap(written: Mapping[str, object]) -> tuple[dict[str, str], list[str]]:
    """Check what a keymap file says: command name to a key, or to a list of keys.

    Returns:
        What can be used, and for each thing that cannot a message for people. A command whose keys cannot be used
        keeps its default ones; so does every command that would share a key with another one.
    """
    problems: list[str] = []
    keymap: dict[str, str] = {}
    for name, value in written.items():
        keys = [value] if isinstance(value, str) else value
        if name not in BY_NAME:
            problems.append(f"{name}: there is no such command{_meant(name)}")
        elif not isinstance(keys, list) or not keys or not all(isinstance(key, str) for key in keys):
            problems.append(f'{name}: write a key or a list of keys, like "x" or ["x", "ctrl+y"]')
        elif bad := [key for key in keys if not is_key(key) or "," in key]:
            problems.append(f"{name}: {bad[0]!r} is not a key; keys look like x, X, f5, space, ctrl+y or g g")
        else:
            keymap[name] = ",".join(keys)
    for clash, names in clashes(keymap):
        changed = [name for name in names if name in keymap]
        problems.append(f"{', '.join(changed)}: {clash}; the default keys are kept")
        for name in changed:
            del keymap[name]
    return keymap, problems


def _meant(name: str) -> str:
    near = difflib.get_close_matches(name, BY_NAME, n=1)
    return f"; did you mean {near[0]}?" if near else ""


def _contexts_meet(one: Context, other: Context) -> bool:
    """Say whether two contexts are one to the reader."""
    return one == other or any({one, other} <= meeting for meeting in MEETING)


def clashes(keymap: dict[str, str]) -> list[tuple[str, list[str]]]:
    """Return what is wrong with the keys under ``keymap``: what it is, and the names of the two commands.

    Two commands of one context may not have one key, and no key may be the beginning of another's sequence.
    """
    found: list[tuple[str, list[str]]] = []
    keys = [(textual_key(key), key, command) for command in COMMANDS for key in keys_of(command, keymap)]
    for place, (key, written, command) in enumerate(keys):
        for other_key, other_written, other in keys[place + 1 :]:
            if other is command:
                continue
            if key == other_key and _contexts_meet(command.context, other.context):
                found.append((f"{written} would mean both {command.name} and {other.name}", [command.name, other.name]))
            elif other_key.startswith(key + " ") or key.startswith(other_key + " "):
                found.append(
                    (
                        f"{written} ({command.name}) and {other_written} ({other.name}) begin alike",
                        [command.name, other.name],
                    )
                )
    return found
