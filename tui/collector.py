"""Python's collector of cycles, kept from what stays for good."""

from __future__ import annotations

import gc


def spare_what_is_loaded() -> None:
    """Let the collector walk no more what has been loaded so far: modules, styles, dictionaries.

    It would walk all of it every second or so while the reader moves about, for 50 to 100 ms, in the middle of a key.
    """
    gc.freeze()
