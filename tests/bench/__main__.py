"""``python -m tests.bench [NAME...]``: run the benchmarks, print a table, write ``bench.json``."""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
from collections.abc import Iterator
from pathlib import Path

import tests.bench
from tests.bench.row import Row

NOT_A_BENCHMARK = {"__main__", "row"}


def benchmarks() -> dict[str, Iterator[Row]]:
    """Return every benchmark by name: the modules of this folder that have a ``run`` giving rows."""
    found = {}
    for module in pkgutil.iter_modules(tests.bench.__path__):
        if module.name not in NOT_A_BENCHMARK:
            loaded = importlib.import_module(f"tests.bench.{module.name}")
            if hasattr(loaded, "run"):
                found[module.name] = loaded.run()
    return found


def main() -> int:
    """Run the benchmarks named, or all."""
    wanted = sys.argv[1:]
    there = benchmarks()
    if unknown := set(wanted) - set(there):
        print(f"no benchmark {', '.join(sorted(unknown))}; there are {', '.join(sorted(there))}", file=sys.stderr)
        return 2
    results = []
    for name in wanted or sorted(there):
        for row in there[name]:
            met = {True: "ok", False: "MISSED", None: ""}[row.met]
            against = f" of {row.baseline}" if row.baseline else ""
            print(f"{name:10} {row.name:52} {row.value:12.3f} {row.unit}{against}  {row.target} {met}", flush=True)
            results.append({"benchmark": name, **row._asdict(), "met": row.met})
    Path("bench.json").write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
