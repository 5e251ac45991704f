"""What is read stays here: finding names leaves nothing behind and tells nobody."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def test_finding_names_writes_nothing_into_the_home_folder(tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path / "cache"), "LOCALAPPDATA": str(tmp_path / "local")}
    told = {name: value for name, value in os.environ.items() if name != "ORT_DISABLE_TELEMETRY"}
    code = "from store.language.analyse import analyse; print(len(analyse('市长陆承泽到江州调研。').mentions))"
    done = subprocess.run([sys.executable, "-c", code], env=told | home, capture_output=True, text=True, check=True)
    assert int(done.stdout) > 0
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []
