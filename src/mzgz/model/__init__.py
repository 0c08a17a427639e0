"""What is declared and what is reported: frozen values; nothing is read or written here."""

from typing import Final

MARKER: Final = "mzgz.yaml"
"""The file that makes a folder a workspace."""
READ_FOLDERS: Final = ("targets", "submissions", "acceptance", "letters", "received", "evidence", "annual")
"""Its folders in which the program reads."""
LARGEST_READ: Final = 2 * 1024 * 1024
"""Of larger files only the size is known, nothing in them."""
