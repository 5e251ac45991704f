"""``dubao tags`` and ``dubao queries``: what lists there are, and changing them as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from store.errors import LibraryError, UsageError
from store.many import many
from store.model import Selection
from store.safe import clean_line
from tui.cli import DONE, FAILED, tell
from tui.cli_options import QUERY, as_json_option, check_query, open_library, selection_of, synced
from tui.cli_output import print_json, print_text


@click.command("tags")
@click.option("--rename", nargs=2, metavar="OLD NEW", help="Give its articles another tag in its place.")
@click.option("--remove", metavar="TAG", help="Take a tag off all its articles.")
@as_json_option
@click.pass_obj
def tags_command(folder: Path, rename: tuple[str, str] | None, remove: str | None, as_json: bool) -> int:
    """List the tags with the number of their articles, or change one in a single step."""
    if rename and remove:
        raise UsageError("Either --rename or --remove")
    library = open_library(folder)
    status = synced(library)
    if rename or remove:
        old, new = rename or (remove or "", "")
        if rename and not clean_line(new):
            raise UsageError("A tag needs at least one visible character")
        tell(f"{many(len(library.rename_tag(old, new).after), 'article')} changed")
        return status
    for tag, count in library.tags().items():
        if as_json:
            print_json({"tag": tag, "articles": count})
        else:
            print_text(f"{count:>6}  {tag}")
    return status


@click.command("queries", context_settings=QUERY)
@click.argument("query", nargs=-1, metavar="[QUERY]")
@click.option("--save", metavar="NAME", help="Save QUERY under a name.")
@click.option("--remove", metavar="NAME", help="Remove a saved query.")
@as_json_option
@click.pass_obj
def queries_command(folder: Path, query: Sequence[str], save: str | None, remove: str | None, as_json: bool) -> int:
    """List the saved queries with the number of their articles, or save or remove one."""
    if bool(query) != bool(save) or (save and remove):
        raise UsageError("Name a query to save, or one to remove", hint="dubao queries --save 港口未读 is:unread 港口")
    library = open_library(folder)
    if save:
        library.save_query(save, selection_of(query).query)
        return DONE
    if remove:
        if not any(library.save_query(remove, "").before.values()):
            raise LibraryError("There is no such saved query", clean_line(remove), "`dubao queries` lists them")
        return DONE
    status = synced(library)
    for name, saved in library.queries().items():
        try:
            check_query(saved)
        except UsageError as error:
            tell(f"{name}: {error}")
            status = FAILED
            continue
        count = library.count(Selection(query=saved))
        if as_json:
            print_json({"name": name, "query": saved, "articles": count})
        else:
            print_text(f"{count:>6}  {name}: {saved}")
    return status
