"""The year on one page, without a format: what to say first, the lights counted, who holds what back, what to do today."""

from mzgz.publishing.overview.front_page import Overview, overview

__all__ = ["Overview", "overview"]
