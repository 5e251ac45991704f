"""What every test relies on."""

import os

import pytest
from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")
"""The same examples in every run and as long as a busy machine needs; ``--hypothesis-profile default`` seeks others."""


@pytest.fixture(scope="session", autouse=True)
def cache_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Let the processes of a test run have one folder of caches of their own, so that they make one dictionary."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    os.environ["DUBAO_CACHE"] = str(shared / "cache")
