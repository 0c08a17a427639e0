"""A `Document` as a Word file in the form of GB/T 9704, and figures found again in one; the only room that knows Word."""

from mzgz.writers.docx.parameters import Profile
from mzgz.writers.docx.stationery import base
from mzgz.writers.docx.writer import write

__all__ = ["Profile", "base", "write"]
