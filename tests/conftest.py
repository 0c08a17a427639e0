"""Settings for all tests: the same examples every time, so that a green run means the same everywhere."""

from __future__ import annotations

import os

from hypothesis import settings

settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("explore", deadline=None, max_examples=1000)
settings.load_profile("explore" if os.environ.get("MZGZ_EXPLORE") == "1" else "steady")

os.environ["MZGZ_CACHE"] = "off"
"""A test judges; what an earlier run said is another test's subject."""
