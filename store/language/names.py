"""Names: who and what a text speaks of.

A tagger cuts the text into tagged words: LAC where it can be imported, jieba's own tags where it cannot. The same rules
correct either, each a function with its reason in its docstring, and the article as a whole has the last word.
"""

from __future__ import annotations

import os
import threading
from functools import cache

from store.language import doubt, institutions, people, places
from store.language.dates import dates
from store.language.document import settle
from store.language.entities import surname_forms
from store.language.reading import Reading, Tagger, without_overlap
from store.language.works import works
from store.model import Mention

_lock = threading.Lock()


@cache
def _tagger() -> Tagger:
    try:
        # onnxruntime reports what it is used for to its maker, unless it is told not to before it is imported.
        os.environ.setdefault("ORT_DISABLE_TELEMETRY", "1")
        from store.language.lac import LacTagger
    except ImportError:
        from store.language.jieba_tags import JiebaTagger

        return JiebaTagger()
    return LacTagger()


def tagger() -> Tagger:
    """Return the best tagger that can be imported, loaded on first use; safe to call from any thread."""
    with _lock:
        return _tagger()


RULES = (
    places.datelines,
    places.missions,
    people.dotted,
    people.bylines,
    people.after_titles,
    people.before_titles,
    institutions.committees,
    institutions.latin,
    institutions.bracketed,
    institutions.laboratories,
    institutions.organisations,
    institutions.facilities,
    places.listed,
    places.levels,
)
"""In order of trust: what an earlier rule found, a later one leaves alone."""


def names_in(reading: Reading) -> list[Mention]:
    """Return the mentions of a text that a tagger has read, in order, without overlap."""
    fixed = without_overlap([works(reading.text), dates(reading.text)])
    found = without_overlap([fixed, *(rule(reading) for rule in RULES)])
    mentions = without_overlap([found, doubt.tagged(reading)])
    settled = settle(reading.text, mentions, found)
    return without_overlap([settled, surname_forms(reading.text, settled)])


def recognise(text: str) -> list[Mention]:
    """Return all mentions in ``text``, a whole article, in order, without overlap."""
    return names_in(Reading(text, tagger().tag(text)))
