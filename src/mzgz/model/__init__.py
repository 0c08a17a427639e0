"""What is declared and what is reported: frozen values; nothing is read or written here."""

from typing import Final

MARKER: Final = "mzgz.yaml"
"""The file that makes a folder a workspace."""
