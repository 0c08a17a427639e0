"""A `Document` as a Word file in the form of GB/T 9704, and figures found again in one; the only room that knows Word."""

from mzgz.formats.docx.base_document import base
from mzgz.formats.docx.document_writer import write
from mzgz.formats.docx.layout_constants import Profile

__all__ = ["Profile", "base", "write"]
