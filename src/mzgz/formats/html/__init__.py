"""Pages: one place that knows HTML. Templates place, they do not compute; everything that is shown is escaped."""

from mzgz.formats.html.board_page import board_html

__all__ = ["board_html"]
