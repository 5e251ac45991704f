"""``python -m tui`` is ``dubao``."""

import sys

from tui.cli import main

sys.exit(main())
