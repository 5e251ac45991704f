"""``dubao check`` and ``dubao reindex``: what concerns the files of the library."""

from __future__ import annotations

from pathlib import Path

import click

from store.safe import clean_line
from tui.cli import DONE, FAILED, tell
from tui.cli_options import open_library
from tui.cli_output import Progress, print_text


@click.command("check")
@click.pass_obj
def check_command(folder: Path) -> int:
    """Say whether every file of the library is sound."""
    library = open_library(folder)
    with Progress("check") as bar:
        problems = library.check(bar.show)
    for problem in problems:
        print_text(f"{clean_line(problem.file)}: {problem.message}")
    if not problems:
        tell(f"{clean_line(str(library.folder))}: sound")
    return FAILED if problems else DONE


@click.command("reindex")
@click.pass_obj
def reindex_command(folder: Path) -> int:
    """Make the index for lists and searches anew; articles and marks stay as they are."""
    library = open_library(folder)
    with Progress("reindex") as bar:
        library.reindex(bar.show)
    for problem in library.problems:
        tell(f"{clean_line(problem.file)}: {problem.message}")
    tell(f"{library.count()} articles indexed")
    return FAILED if library.problems else DONE
