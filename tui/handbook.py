"""The documentation page of the keys, made from the command registry: ``python -m tui.handbook > docs/keys.md``."""

from __future__ import annotations

import sys

from tui.command import CONTEXTS, GROUPS
from tui.commands import COMMANDS, keys_of

HEAD = """# Keys 按键

This page is made from the command registry (`tui/commands.py`) by `python -m tui.handbook > docs/keys.md`.

Every key can be changed. Write `keys.toml` in the config folder (`~/.config/dubao` on Linux, or where `DUBAO_CONFIG`
points), with names from the last column:

```toml
next_unread = "f"
bookmark = ["b", "f5"]
first = "g t"
```

A key is one character (`x`, `X`, `?`), a name (`space`, `enter`, `escape`, `f5`, `pagedown`), one of them with `ctrl+`,
`shift+` or `alt+` before it, or a sequence of keys with spaces between (`g g`). What cannot be used is named when the
reader starts, and those commands keep their default keys.
"""


def _code(key: str) -> str:
    """Return a key as code in a cell of a table, which a bar would end."""
    return "`" + key.replace("|", "\\|") + "`"


def keys_page() -> str:
    """Return the page, in Markdown."""
    lines = [HEAD]
    for group, (chinese, english) in GROUPS.items():
        lines += [
            f"## {english} {chinese}",
            "",
            "| keys | command | 命令 | what it does | name |",
            "|---|---|---|---|---|",
        ]
        for command in COMMANDS:
            if command.group == group:
                keys = " ".join(_code(key) for key in keys_of(command))
                where = CONTEXTS[command.context][1]
                told = command.help[1] + (f" ({where})" if where else "")
                lines.append(f"| {keys} | {command.title[1]} | {command.title[0]} | {told} | `{command.name}` |")
        lines.append("")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.stdout.write(keys_page())
