"""What every test relies on."""

from hypothesis import settings

settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")
"""The same examples in every run and as long as a busy machine needs; ``--hypothesis-profile default`` seeks others."""
