"""What pip installs: two packages, nothing else, and a command that finds them wherever it is started."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel from the source tree, without the network."""
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(folder.glob("*.whl"))


def test_the_wheel_holds_the_two_packages_and_nothing_beside_them(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    top = {name.split("/")[0] for name in names}
    assert top == {"store", "tui", next(part for part in top if part.endswith(".dist-info"))}
    data = {path.relative_to(ROOT).as_posix() for room in ("store", "tui") for path in (ROOT / room).rglob("*")}
    sources = {path for path in data if (ROOT / path).is_file() and "__pycache__" not in path}
    assert sources <= set(names)


def test_the_command_works_in_a_folder_with_a_store_of_its_own(wheel: Path, tmp_path: Path) -> None:
    prefix = tmp_path / "prefix"
    pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--no-warn-script-location"]
    subprocess.run([*pip, "--ignore-installed", "--prefix", str(prefix), str(wheel)], check=True, capture_output=True)
    stray = tmp_path / "work" / "store"
    stray.mkdir(parents=True)
    (stray / "__init__.py").write_text("raise SystemExit('the wrong store')\n", "utf-8")
    packages = next(prefix.rglob("site-packages"))
    done = subprocess.run(
        [str(next(prefix.rglob("bin/dubao"))), "check", "--library", str(tmp_path / "library")],
        cwd=stray.parent,
        env=os.environ | {"PYTHONPATH": str(packages), "PYTHONSAFEPATH": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr.endswith("sound, 0 articles\n")
