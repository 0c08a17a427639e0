"""The files a document of one year is told by: those that hold for every year, and those marked with the year."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

_NUMBERED = "[0-9][0-9]-*.j2"


class Template(NamedTuple):
    """One file of a document: its name, the workspace-relative folder it stands in, and whether it holds for one year."""

    name: str
    folder: str
    dated: bool

    @property
    def path(self) -> str:
        return f"{self.folder}/{self.name}"


def templates_of(folder: Path, document: str, year: int) -> tuple[Template, ...]:
    """In the order of their numbers; a file in the folder of the year stands for the general one of its name."""
    general, own = f"templates/{document}", f"templates/{document}/{year}"
    files = {file.name: Template(file.name, general, False) for file in folder.glob(_NUMBERED)}
    files |= {file.name: Template(file.name, own, True) for file in (folder / str(year)).glob(_NUMBERED)}
    return tuple(files[name] for name in sorted(files))
