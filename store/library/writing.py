"""Changes of the documents: pages kept, split again, given other facts, taken out and put back.

Each is on the disk when it returns. Where two files change, the one that gains is written first: a crash between the
two leaves a copy too many, never one too few, and the next reading takes it away (``IssueFiles``).
"""

from __future__ import annotations

import contextlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec.structs import replace

from store.errors import LibraryError, UnknownArticleError
from store.library.identity import SAME_PAGE, holder, mint, overlap, pair, pair_places
from store.library.issues import IssueFiles
from store.library.places import issue_path
from store.library.storage import Tables
from store.library.tables import (
    articles_of,
    both_locked,
    changing,
    make_folder,
    page_in,
    pages_in,
    put,
    read_tables,
    take,
    write_tables,
)
from store.model import Analysis, Article, Page, PageFacts, RawPage, Split

if TYPE_CHECKING:
    from store.library.importing import Line


class Heir(NamedTuple):
    """What became of an article when its page was split anew: the article that has its text now."""

    old: Article
    new: Article


class Kept(NamedTuple):
    """What became of a page.

    Attributes:
        status: "new"; "same" where exactly this page was kept already; "corrected" where it replaced a kept page and
            carried its ids over; "split" where it was split again; "restored" where articles came back that had been
            taken out.
        page: the id of the page.
        articles: the ids of its articles, in the order of the page.
        heirs: the articles whose text or id changed.
    """

    status: str
    page: str
    articles: tuple[str, ...]
    heirs: tuple[Heir, ...] = ()


class New(NamedTuple):
    """A page to be kept: its text, how it was split, what is known of it, and the analyses of ``split.drafts``."""

    raw: RawPage
    split: Split
    facts: PageFacts
    analyses: Sequence[Analysis]

    @property
    def issue(self) -> tuple[str, str] | None:
        """Paper and date, or None where the date is unknown: such a page is an issue of its own."""
        return (self.facts.paper, self.facts.date) if self.facts.date else None


class Taken(NamedTuple):
    """What was taken out of one page.

    Attributes:
        page: the page as it was before.
        articles: those of its articles that went.
    """

    page: Page
    articles: tuple[Article, ...]


def keep(issues: IssueFiles, pages: Sequence[New]) -> list[Kept]:
    """Write pages of one issue and their articles in one step.

    Raises:
        LibraryError: if the issue's file is broken, locked or cannot be written; nothing is then changed.
    """
    there = [_same(issues, new.raw.text) for new in pages]
    if all(there):
        return [kept for kept in there if kept]
    page_id = mint(pages[0].raw.text, issues.has_page)
    path = _sound(issues, issue_path(issues.folder, pages[0].facts, page_id))
    fresh: set[str] = set()
    with changing(path) as tables:
        kept = [same or _keep(issues, tables, new, fresh) for same, new in zip(there, pages, strict=True)]
    issues.read(path)
    return kept


def _same(issues: IssueFiles, text: str) -> Kept | None:
    known = issues.with_text(text)
    page = issues.page(known) if known else None
    return Kept("same", page.id, page.articles) if page else None


def _keep(issues: IssueFiles, tables: Tables, new: New, fresh: set[str]) -> Kept:
    """Put a page into an issue; ``fresh`` are the ids that were minted since the index was asked."""
    raw, split, facts, analyses = new
    here = pages_in(tables)
    if same := next((page for page in here if page.raw.text == raw.text), None):
        return Kept("same", same.id, same.articles)
    old = _corrected(raw, facts, here)
    before = articles_of(tables, old) if old else []
    pairs = pair([article.text for article in before], [draft.text for draft in split.drafts])
    page_id = old.id if old else mint(raw.text, lambda key: key in fresh or issues.has_page(key))
    page = Page(page_id, facts, raw, split.splitter, moves=old.moves if old else 0)
    page, articles = _articles(issues, page, split, analyses, before, pairs, fresh)
    fresh |= {page.id, *page.articles}
    if old:
        take(tables, old)
    put(tables, page, articles)
    return Kept("corrected" if old else "new", page.id, page.articles, _heirs(before, articles))


def adopt(issues: IssueFiles, lines: list[Line]) -> list[str]:
    """Write articles of an export that stand on one page; return the ids of those that were not there.

    Raises:
        LibraryError: if the issue's file is broken, locked or cannot be written; nothing is then changed.
    """
    from store.library.importing import with_lines

    page_id, facts = lines[0].page_id, PageFacts(lines[0].paper, lines[0].date, lines[0].page)
    path = issues.path_of(page_id) or _sound(issues, issue_path(issues.folder, facts, page_id))
    new = list({line.id: line for line in lines if not issues.has_article(line.id)}.values())
    if not new:
        return []
    with changing(path) as tables:
        page, articles = with_lines(page_in(tables, page_id), new)
        put(tables, page, articles)
    issues.read(path)
    return [line.id for line in new]


def split_again(issues: IssueFiles, page_id: str, split: Split, analyses: Sequence[Analysis]) -> Kept:
    """Put another split of a kept page in the place of its articles; what was taken out of the page comes back.

    Ids go by where on the page the stories stand: each new story has the id of the old one it shares most text with,
    one to one.

    Raises:
        LibraryError: if there is no such page, or its file is broken, locked or cannot be written.
    """
    path = _path_of(issues, page_id)
    with changing(path) as tables:
        old = _page_in(tables, page_id)
        before = articles_of(tables, old)
        pairs = pair_places([a.draft.places for a in before], [draft.places for draft in split.drafts])
        page = replace(old, splitter=split.splitter, removed=())
        page, articles = _articles(issues, page, split, analyses, before, pairs)
        take(tables, old)
        put(tables, page, articles)
    issues.read(path)
    return Kept("restored" if old.removed else "split", page_id, page.articles, _heirs(before, articles))


def _articles(
    issues: IssueFiles,
    page: Page,
    split: Split,
    analyses: Sequence[Analysis],
    before: Sequence[Article],
    pairs: Mapping[int, int],
    fresh: Collection[str] = (),
) -> tuple[Page, list[Article]]:
    """Return the page with its new articles: those that pair with old ones have their ids, the others new ones.

    None of them has an id of ``fresh``.
    """
    from store.language.words import pack

    def taken(key: str) -> bool:
        return key in here or key in fresh or issues.has_article(key)

    here = {article.id for article in before}
    articles: list[Article] = []
    for at, (draft, words) in enumerate(zip(split.drafts, analyses, strict=True)):
        minted = before[pairs[at]].id if at in pairs else mint(f"{at}\n{page.raw.text}", taken)
        here.add(minted)
        articles.append(Article(minted, page.id, draft, pack(words.words), words.mentions, words.offices, words.parts))
    ids = tuple(article.id for article in articles)
    whole = replace(page, articles=ids, furniture=split.furniture, captions=split.captions, warning=split.warning)
    return whole, articles


def _heirs(before: Sequence[Article], articles: Sequence[Article]) -> tuple[Heir, ...]:
    """Return what became of the articles there were, where their text or id changed."""
    now = {article.id: article for article in articles}
    heirs: list[Heir] = []
    for old in before:
        new = now.get(old.id)
        if new is None:
            place = holder(old.text, [article.text for article in articles])
            heirs += [Heir(old, articles[place])] if place is not None else []
        elif new.text != old.text:
            heirs.append(Heir(old, new))
    return tuple(heirs)


def _corrected(raw: RawPage, facts: PageFacts, pages: Sequence[Page]) -> Page | None:
    """Return the kept page that ``raw`` is a corrected form of: all facts known and equal, and much text in common."""
    if not (facts.paper and facts.date and facts.label):
        return None
    rivals = [(overlap(page.raw.text, raw.text), page.id, page) for page in pages if page.facts == facts]
    best = max(rivals, default=None)
    return best[2] if best and best[0] >= SAME_PAGE else None


def set_facts(issues: IssueFiles, page_id: str, facts: PageFacts) -> PageFacts:
    """Give a page other facts, which may move it to the file of another issue; return those it had. Ids stay.

    Raises:
        LibraryError: if there is no such page, or a file is broken, locked or cannot be written; nothing has changed.
    """
    path = _path_of(issues, page_id)
    target = _sound(issues, issue_path(issues.folder, facts, page_id))
    make_folder(target)
    with both_locked(path, target):
        tables = read_tables(path)
        page = _page_in(tables, page_id)
        if target == path:
            put(tables, replace(page, facts=facts), [])
            write_tables(path, tables)
        else:
            there = read_tables(target)
            put(there, replace(page, facts=facts, moves=page.moves + 1), articles_of(tables, page))
            write_tables(target, there)
            take(tables, page)
            # The page has moved by now; a copy that cannot be taken away counts no more.
            with contextlib.suppress(LibraryError):
                write_tables(path, tables)
    issues.read(target)
    issues.read(path)
    return page.facts


def take_out(issues: IssueFiles, wanted: Mapping[str, Collection[str]]) -> list[Taken]:
    """Take articles out of pages, and pages that have none left with them; return what went.

    Args:
        issues: the documents.
        wanted: the id of each page -> the ids of the articles that shall go.

    Raises:
        LibraryError: if a page is not there, or a file is broken, locked or cannot be written; issues before it in the
            order of their files are then changed.
    """
    taken: list[Taken] = []
    for path in sorted({_path_of(issues, page_id) for page_id in wanted}):
        with changing(path) as tables:
            here = [page_id for page_id in wanted if _path_of(issues, page_id) == path]
            taken += [_take_articles(tables, _page_in(tables, page_id), wanted[page_id]) for page_id in here]
        issues.read(path)
    return taken


def _take_articles(tables: Tables, page: Page, wanted: Collection[str]) -> Taken:
    gone = tuple(article for article in articles_of(tables, page) if article.id in wanted)
    left = tuple(article for article in page.articles if article not in wanted)
    stay = [article for article in articles_of(tables, page) if article.id in left]
    take(tables, page)
    if left:
        removed = (*page.removed, *(article.id for article in gone))
        put(tables, replace(page, articles=left, removed=removed), stay)
    return Taken(page, gone)


def put_back(issues: IssueFiles, taken: Iterable[Taken]) -> list[str]:
    """Put back what was taken out, where it is still missing; return the ids of those articles.

    Raises:
        LibraryError: if a file is broken, locked or cannot be written.
    """
    back: list[str] = []
    for page, articles in taken:
        path = issues.path_of(page.id) or _sound(issues, issue_path(issues.folder, page.facts, page.id))
        with changing(path) as tables:
            now = page_in(tables, page.id)
            missing = [article for article in articles if now is None or article.id in now.removed]
            put(tables, _with_articles(now, page, [article.id for article in missing]), missing)
            back += [article.id for article in missing]
        issues.read(path)
    return back


def _with_articles(now: Page | None, before: Page, missing: Collection[str]) -> Page:
    """Return a page as it is now with missing articles in their old places."""
    if now is None:
        return before
    there = {*now.articles, *missing}
    order = [article for article in before.articles if article in there]
    order += [article for article in now.articles if article not in order]
    return replace(now, articles=tuple(order), removed=tuple(key for key in now.removed if key not in missing))


def _sound(issues: IssueFiles, path: Path) -> Path:
    """Return ``path``; a broken file is refused, since it would be set aside with what is put into it.

    Raises:
        LibraryError: if a document in the file is broken.
    """
    if issue := issues.issue(path):
        for page in issue.pages.values():
            issue.articles_of(page)
    return path


def _path_of(issues: IssueFiles, page_id: str) -> Path:
    path = issues.path_of(page_id)
    if path is None:
        raise UnknownArticleError("No such page", page_id)
    return path


def _page_in(tables: Tables, page_id: str) -> Page:
    page = page_in(tables, page_id)
    if page is None:
        raise UnknownArticleError("No such page", page_id, "Another program has just taken it out or moved it")
    return page
