"""``dubao load`` and ``dubao resplit``: pages come in, and are split again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from store.analysing import on_cluster, on_processes
from store.errors import UsageError
from store.imprint.dates import parse_date
from store.load import Found, LoadEvent, LoadReport, PageFailed, PageKept, load
from store.many import many
from store.model import PageFacts
from store.resplit import ResplitReport, resplit
from store.safe import clean_line
from tui.cli import DONE, FAILED, tell
from tui.cli_options import QUERY, as_json_option, open_library, paths_argument, query_argument, selection_of, synced
from tui.cli_output import Json, Progress, named, print_json


@click.command("load")
@paths_argument
@click.option("--paper", default="", metavar="NAME", help="The paper; wins over what the page says.")
@click.option("--date", default="", metavar="YYYY-MM-DD", help="The date of the issue.")
@click.option("--page", default="", metavar="LABEL", help='The label of the page, like "A01 要闻".')
@click.option("--jobs", default=1, type=click.IntRange(1, 256), metavar="N", help="Analyse in so many processes.")
@click.option("--scheduler", metavar="ADDRESS", help="Analyse on a Dask cluster (tcp://HOST:PORT; dubao[cluster]).")
@as_json_option
@click.pass_obj
def load_command(
    folder: Path,
    paths: Sequence[str],
    paper: str,
    date: str,
    page: str,
    jobs: int,
    scheduler: str | None,
    as_json: bool,
) -> int:
    """Load pages into the library: split, cut into words, find names, keep.

    A page that is there already stays as it is, but for the paper, date or label that is given; so a load that was
    stopped goes on where it was.
    """
    if scheduler and jobs > 1:
        raise UsageError("Either --jobs or --scheduler")
    given = PageFacts(clean_line(paper), parse_date(date), clean_line(page))
    if date and not given.date:
        raise UsageError(f"{date} is no date", hint="--date 2026-03-20")
    library = open_library(folder)
    analysts = on_cluster(scheduler) if scheduler else on_processes(jobs) if jobs > 1 else None
    if analysts:
        click.get_current_context().call_on_close(analysts.close)
    return _follow("load", load(paths, library, given, analysts=analysts), LoadReport(), as_json)


def _follow(label: str, events: Iterable[LoadEvent], report: LoadReport | ResplitReport, as_json: bool) -> int:
    """Show a bar while pages are worked on, tell of each that is not as it should be, and sum up in one line."""
    total = 0
    with Progress(label) as bar:
        for event in events:
            report.add(event)
            if isinstance(event, Found):
                total = event.files
                continue
            bar.show(event.done, total, f"{many(report.pages, 'page')}, {many(report.articles, 'article')}")
            _tell_of_page(event)
            if as_json:
                print_json(_of_event(event))
    tell(str(report))
    return FAILED if report.failed else DONE


def _tell_of_page(event: PageKept | PageFailed) -> None:
    if isinstance(event, PageFailed):
        tell(named(str(event.error), event.file, event.part))
    elif event.warning and event.status not in {"same", "set"}:
        tell(named(event.warning, event.file, event.part))


def _of_event(event: LoadEvent) -> Json:
    assert not isinstance(event, Found)
    place: Json = {"file": event.file} | ({"part": event.part} if event.part else {})
    if isinstance(event, PageFailed):
        return place | {"error": str(event.error)}
    facts = {"paper": event.facts.paper, "date": event.facts.date, "page": event.facts.label}
    return (
        place
        | {"status": event.status, "page_id": event.page}
        | facts
        | {"articles": event.articles, "warning": event.warning}
    )


@click.command("resplit", context_settings=QUERY)
@query_argument
@click.option("--all", "every", is_flag=True, help="Also pages that this version of the splitter made.")
@as_json_option
@click.pass_obj
def resplit_command(folder: Path, query: Sequence[str], every: bool, as_json: bool) -> int:
    """Split pages again that an older version split; ids and marks stay.

    With a QUERY only the pages of the articles that match. A page from which articles were removed is left as it is.
    """
    library = open_library(folder)
    selection = selection_of(query)
    status = synced(library)
    wanted = set(library.page_ids(selection)) if query else None
    return max(status, _follow("resplit", resplit(library, wanted, every=every), ResplitReport(), as_json))
